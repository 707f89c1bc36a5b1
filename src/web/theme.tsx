import { keep, recall } from './keep.ts';
import { useValue, Value } from './value.ts';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const KEY = 'copydesk:theme';

const names = { system: 'as the system', light: 'light', dark: 'dark' };

const drawings = {
  system: 'M12 4a8 8 0 1 0 0 16ZM12 4a8 8 0 0 1 0 16',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 1 0 0-8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  dark: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
};

const theme = new Value<Theme>(recall(localStorage, KEY, isTheme) ?? 'system');

apply();
theme.watch(apply);

/** A button that goes from the system's colours to light to dark. */
export function ThemeSwitch() {
  const current = useValue(theme);
  const next = themes[(themes.indexOf(current) + 1) % themes.length] ?? 'system';
  const name = `Colours: ${names[current]}`;
  return (
    <button
      type="button"
      class="button quiet theme"
      aria-label={name}
      title={name}
      onClick={() => {
        keep(localStorage, KEY, next);
        theme.set(next);
      }}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" class={current}>
        <path d={drawings[current]} />
      </svg>
    </button>
  );
}

function apply(): void {
  document.documentElement.dataset.theme = theme.get();
}

function isTheme(value: unknown): value is Theme {
  return themes.some((name) => name === value);
}
