import type { FoundMask } from './masks.ts';

const mailDomain = /(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,10}[A-Za-z]{2,24}(?![A-Za-z0-9])/y;
const urlEnd = /[\s<>"`⟦⟧\uFFFC\u3000-\u3002\uFF01\uFF08\uFF09\uFF0C\uFF1A\uFF1B\uFF1F「」『』【】《》“”]|\{\{|\{%/g;

/** The URL whose `://` stands at `at`, with its scheme, which does not begin before `floor`. */
export function urlAround(text: string, at: number, floor: number): FoundMask | undefined {
  return url(text, schemeStart(text, at, floor), at + 3);
}

/** The address that begins with the `www.` at `at`. */
export function webAddress(text: string, at: number, floor: number): FoundMask | undefined {
  return at > floor && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? undefined : url(text, at, at + 4);
}

function schemeStart(text: string, at: number, floor: number): number | undefined {
  let start = at;
  while (start > floor && at - start < 20 && /[A-Za-z0-9+.-]/.test(text[start - 1] ?? '')) {
    start -= 1;
  }
  while (start < at && !/[A-Za-z]/.test(text[start] ?? '')) {
    start += 1;
  }
  return start < at ? start : undefined;
}

function url(text: string, start: number | undefined, bodyStart: number): FoundMask | undefined {
  if (start === undefined) {
    return undefined;
  }
  urlEnd.lastIndex = bodyStart;
  const limit = urlEnd.exec(text)?.index ?? text.length;
  let end = bodyStart;
  const open: string[] = [];
  for (; end < limit; end += 1) {
    const unit = text[end];
    if (unit === '(' || unit === '[') {
      open.push(unit === '(' ? ')' : ']');
    } else if ((unit === ')' || unit === ']') && open.pop() !== unit) {
      break;
    }
  }
  while (end > bodyStart && /[.,:;!?'’*_~([\\]/.test(text[end - 1] ?? '')) {
    end -= 1;
  }
  return end > bodyStart ? { start, end, mask: 'url' } : undefined;
}

/** The mail address whose `@` stands at `at`, with a `mailto:` before it. */
export function mailAround(text: string, at: number, floor: number): FoundMask | undefined {
  let start = at;
  while (start > floor && at - start < 64 && /[\p{L}\p{N}._%+'-]/u.test(text[start - 1] ?? '')) {
    start -= 1;
  }
  while (start < at && !/[\p{L}\p{N}]/u.test(text[start] ?? '')) {
    start += 1;
  }
  mailDomain.lastIndex = at + 1;
  if (start === at || !mailDomain.test(text)) {
    return undefined;
  }
  const scheme = text.slice(Math.max(floor, start - 7), start).toLowerCase() === 'mailto:' ? 7 : 0;
  return { start: start - scheme, end: mailDomain.lastIndex, mask: 'url' };
}
