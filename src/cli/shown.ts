/** Controls of the terminal, and of the direction of writing: both can make a text look like another. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const SPACES: ReadonlySet<string> = new Set(['\n', '\t']);

/** A text as it may be shown on a terminal: what would steer it is a sign instead. Line ends and tabs stay. */
export function shown(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(CONTROLS, (control) => (SPACES.has(control) ? control : signOf(control.charCodeAt(0))));
}

/** The same, on one line: for names. */
export function shownName(name: string): string {
  return name.replace(CONTROLS, (control) => signOf(control.charCodeAt(0)));
}

/** JSON that is safe to show: the same value, with the controls that JSON allows written as escapes. */
export function shownJson(value: unknown): string {
  return JSON.stringify(value).replace(
    CONTROLS,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const FIRST_PICTURE = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = 0x2421;
const UNKNOWN = 0xfffd;

function signOf(code: number): string {
  const picture = code === DELETE ? DELETE_PICTURE : code < 0x20 ? FIRST_PICTURE + code : UNKNOWN;
  return String.fromCharCode(picture);
}
