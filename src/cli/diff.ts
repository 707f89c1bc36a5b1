import type { Change } from '../client/index.ts';
import type { Paint } from './paint.ts';
import { shown } from './shown.ts';

/** Of an unchanged stretch, this much is shown on either side of an edit, in UTF-16 code units. */
const CONTEXT = 80;

/**
 * The lines of `original` that `edits`, in their order, change, each with its number and word by word: what goes
 * in red and what comes in green, or without colours `[-so-]{+so+}`.
 */
export function wordDiff(original: string, edits: readonly Change[], paint: Paint): string {
  const lines: string[] = [];
  let number = 1;
  let counted = 0;
  let next = 0;
  for (let edit = edits[next]; edit; edit = edits[next]) {
    const start = startOfLine(original, edit.start);
    number += linesIn(original, counted, start);
    counted = start;
    let line = paint.dim(`${String(number).padStart(5)}  `);
    let place = start;
    let end = start;
    do {
      line += shortened(shown(original.slice(place, edit.start)), place > start);
      line += changed(original.slice(edit.start, edit.end), edit.replacement, paint);
      place = edit.end;
      end = endOfLine(original, place);
      next += 1;
      edit = edits[next];
    } while (edit && edit.start <= end);
    lines.push(line + shortenedEnd(shown(original.slice(place, end).replace(/\r$/, ''))));
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function changed(old: string, replacement: string, { isColoured, gone: struck, green }: Paint): string {
  const gone = shown(old);
  const come = shown(replacement);
  if (isColoured) {
    return (gone && struck(gone)) + (come && green(come));
  }
  return (gone && `[-${gone}-]`) + (come && `{+${come}+}`);
}

function linesIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

function startOfLine(text: string, place: number): number {
  return place === 0 ? 0 : text.lastIndexOf('\n', place - 1) + 1;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** What stands before an edit, and behind another one where `isBetween`. */
function shortened(text: string, isBetween: boolean): string {
  const kept = isBetween ? 2 * CONTEXT : CONTEXT;
  if (text.length <= kept + 1) {
    return text;
  }
  return `${isBetween ? text.slice(0, CONTEXT).toWellFormed() : ''}…${text.slice(-CONTEXT).toWellFormed()}`;
}

function shortenedEnd(text: string): string {
  return text.length <= CONTEXT + 1 ? text : `${text.slice(0, CONTEXT).toWellFormed()}…`;
}
