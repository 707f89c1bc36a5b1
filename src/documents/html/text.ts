import { parseFragment } from 'parse5';
import type { Piece } from '../segment.ts';

const part = /&(?:#[xX][0-9a-fA-F]+|#\d+|[A-Za-z][A-Za-z0-9]*);?|[ \t\f\r\n]+/g;
const LONGEST_REFERENCE = 40;
const decoded = new Map<string, string>();

/**
 * The pieces of a text node that stands at `start` in the source and there reads `source`. A run of white space with a
 * line's end is a break, a character reference a piece of its own. Undefined where they do not make up `value`, which
 * is what the parser read: then the node's text was not in one place. With `isTrimmed` white space at the end is not
 * compared.
 */
export function textPieces(source: string, start: number, value: string, isTrimmed = false): Piece[] | undefined {
  const pieces: Piece[] = [];
  let reading = '';
  let from = 0;
  const add = (end: number, text: string) => {
    if (end > from) {
      pieces.push({ kind: 'text', start: start + from, end: start + end, text });
      reading += text;
      from = end;
    }
  };
  for (const match of source.matchAll(part)) {
    const end = match.index + match[0].length;
    if (!match[0].startsWith('&')) {
      if (!/[\r\n]/.test(match[0])) {
        continue;
      }
      add(match.index, source.slice(from, match.index));
      pieces.push({ kind: 'break', start: start + from, end: start + end });
      reading += match[0];
      from = end;
      continue;
    }
    const text = decode(match[0]);
    if (text === match[0]) {
      continue;
    }
    add(match.index, source.slice(from, match.index));
    if (match[0].endsWith(';') && !text.endsWith(';') && !/[\t\n\f\r ]/.test(text)) {
      add(end, text);
    } else {
      // Without its semicolon a reference may end before the word does; white space would read as a line's end.
      pieces.push({ kind: 'mask', start: start + from, end: start + end, mask: 'markup' });
      reading += text;
      from = end;
    }
  }
  add(source.length, source.slice(from));
  const [read, expected] = [normalize(reading), normalize(value)];
  return (isTrimmed ? read.trimEnd() === expected.trimEnd() : read === expected) ? pieces : undefined;
}

// As the parser itself reads it.
function decode(reference: string): string {
  if (reference.length > LONGEST_REFERENCE) {
    return reference;
  }
  let text = decoded.get(reference);
  if (text === undefined) {
    const node = parseFragment(reference).childNodes[0];
    text = node !== undefined && 'value' in node ? node.value : reference;
    if (decoded.size > 5_000) {
      decoded.clear();
    }
    decoded.set(reference, text);
  }
  return text;
}

function normalize(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '');
}
