import type { BlockView } from '../documents/index.ts';

/** Of what was found in a view's text, in order, that which lies in the text of each block, with places in it: labels are none. */
export function byBlock<Found extends { readonly start: number; readonly end: number }>(
  blocks: readonly BlockView[],
  found: readonly Found[],
): Found[][] {
  let next = 0;
  let place = 0;
  return blocks.map(({ block, text }) => {
    const start = place + block.label.length;
    const end = start + text.length;
    place = end + '\n\n'.length;
    const own: Found[] = [];
    for (let each = found[next]; each && each.start < end; each = found[next]) {
      if (each.start >= start && each.end <= end) {
        own.push({ ...each, start: each.start - start, end: each.end - start });
      }
      next += 1;
    }
    return own;
  });
}
