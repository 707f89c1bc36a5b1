import { keep, recall } from './keep.ts';
import { useValue, Value } from './value.ts';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const KEY = 'copydesk:theme';

const names = { system: 'As the system', light: 'Light', dark: 'Dark' };

const theme = new Value<Theme>(recall(localStorage, KEY, isTheme) ?? 'system');

apply();
theme.watch(apply);

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const current = useValue(theme);
  return (
    <label class="theme">
      <span class="hidden">Colours</span>
      <select
        value={current}
        onChange={({ currentTarget: { value } }) => {
          if (isTheme(value)) {
            keep(localStorage, KEY, value);
            theme.set(value);
          }
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

function apply(): void {
  document.documentElement.dataset.theme = theme.get();
}

function isTheme(value: unknown): value is Theme {
  return themes.some((name) => name === value);
}
