import type { MaskKind } from '../segment.ts';
import type { Mark } from './marks.ts';
import type { Range } from './tree.ts';

const tagName = /^<(\/?)([A-Za-z][A-Za-z0-9.:-]*)/;
const codeTags = new Set(['code', 'kbd', 'samp', 'var', 'pre', 'tt', 'script', 'style', 'textarea', 'svg', 'math']);

interface Opener {
  /** The tag's name; undefined for a link's bracket. */
  readonly name: string | undefined;
  readonly index: number;
}

/**
 * `marks` with inline HTML paired: tags around text are `open` and `close`, those of code are one mask with what is
 * between them, the others `markup`. Pairs never cross those of links.
 */
export function pairHtml(text: string, marks: readonly Mark[]): (Range & { readonly mask: MaskKind })[] {
  const kinds: MaskKind[] = marks.map(({ mask }) => (mask === 'html' ? 'markup' : mask));
  const codeEnds = new Map<number, number>();
  const openers: Opener[] = [];
  // How often each name is open: a closing tag without its opening one is told without a look through all.
  const counts = new Map<string | undefined, number>();
  const take = () => {
    const opener = openers.pop();
    counts.set(opener?.name, (counts.get(opener?.name) ?? 1) - 1);
    return opener;
  };
  const open = (name: string | undefined, index: number) => {
    openers.push({ name, index });
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const limitOf = () => openers.findLastIndex(({ name }) => name === undefined);
  marks.forEach((mark, index) => {
    if (mark.mask === 'open') {
      open(undefined, index);
    } else if (mark.mask === 'close') {
      while (openers.length > 0 && take()?.name !== undefined) {
        // Tags that a link's end leaves open are no pairs.
      }
    } else if (mark.mask === 'html') {
      const tag = tagName.exec(text.slice(mark.start, Math.min(mark.end, mark.start + 100)));
      const name = tag?.[2]?.toLowerCase();
      if (name === undefined || text.slice(mark.end - 2, mark.end) === '/>') {
        return;
      }
      if (tag?.[1] === '') {
        open(name, index);
        return;
      }
      if ((counts.get(name) ?? 0) === 0 || openers.findLastIndex((opener) => opener.name === name) < limitOf()) {
        return;
      }
      let opener = take();
      while (opener !== undefined && opener.name !== name) {
        opener = take();
      }
      if (opener !== undefined) {
        kinds[opener.index] = 'open';
        kinds[index] = 'close';
        if (codeTags.has(name)) {
          codeEnds.set(opener.index, index);
        }
      }
    }
  });
  const paired: (Range & { readonly mask: MaskKind })[] = [];
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index];
    const codeEnd = codeEnds.get(index);
    if (mark === undefined) {
      break;
    }
    if (codeEnd === undefined) {
      paired.push({ start: mark.start, end: mark.end, mask: kinds[index] ?? 'markup' });
    } else {
      paired.push({ start: mark.start, end: marks[codeEnd]?.end ?? mark.end, mask: 'code' });
      index = codeEnd;
    }
  }
  return paired;
}
