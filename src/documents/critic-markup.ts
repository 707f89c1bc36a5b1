import { type Change, sortEdits } from './edit.ts';
import { finish } from './steps.ts';

/**
 * `original` with `edits` as CriticMarkup: `{--deleted--}{++inserted++}`. Rejecting all gives the original, accepting all
 * the edited text. Where the text itself holds a sign of CriticMarkup, that is marked as replaced by itself, so that it
 * is no sign any more.
 */
export function criticMarkup(original: string, edits: readonly Change[]): string {
  return finish(criticMarkupSteps(original, edits));
}

/** The same; yields between edits, so that a caller can pause there. */
export function* criticMarkupSteps(original: string, edits: readonly Change[]): Generator<undefined, string> {
  let place = 0;
  const marked: string[] = [];
  for (const { start, end, replacement } of sortEdits(original, edits)) {
    if (start === end && replacement === '') {
      continue;
    }
    marked.push(plain(original.slice(place, start)), deleted(original.slice(start, end)), inserted(replacement));
    place = end;
    yield;
  }
  marked.push(plain(original.slice(place)));
  return marked.join('');
}

function plain(text: string): string {
  return text.replace(/\{(?:\+\+|--|~~|==|>>)/g, (sign) => deleted(sign) + inserted(sign));
}

function deleted(text: string): string {
  return text === '' ? '' : `{--${text.replaceAll('--}', '---}{---}')}--}`;
}

function inserted(text: string): string {
  return text === '' ? '' : `{++${text.replaceAll('++}', '+++}{+++}')}++}`;
}
