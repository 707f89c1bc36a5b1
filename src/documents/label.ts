const listMarker = /^(?:[-*+•–‣·]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)/;
const quoteMarker = /^>[ \t]?/;
const headingMarker = /^#{1,6}(?:[ \t]+|$)/;
const partialMarker = /^(?:[-*+•–‣·>#\d.)[\]xX]|[ \t])*$/;
const longestLabel = 24;

/**
 * How much of the start of `text` is a label: `label` itself, or another marker of its kind, for a model may write
 * `* ` where it was given `- `. 0 where there is none, or where `own`, the block's text, begins like one by itself.
 */
export function labelLength(text: string, label: string, own: string): number {
  if (label === '') {
    return 0;
  }
  if (text.startsWith(label)) {
    return label.length;
  }
  const marker = markerOf(label);
  return marker && !marker.test(own) ? (marker.exec(text)?.[0].length ?? 0) : 0;
}

/** Whether more has to come before it is certain how much of `text` is a label. */
export function isPartialLabel(text: string, label: string): boolean {
  return label !== '' && (label.startsWith(text) || (text.length < longestLabel && partialMarker.test(text)));
}

/** Whether a line of `text` behind its first begins as `label` does: a line alone says nothing about blocks then. */
export function hasLabelInside(text: string, label: string): boolean {
  const marker = markerOf(label);
  return !marker || text.split('\n').some((line, index) => index > 0 && marker.test(line));
}

function markerOf(label: string): RegExp | undefined {
  const mark = label.trim();
  if (listMarker.test(mark) || listMarker.test(`${mark} `)) {
    return listMarker;
  }
  if (headingMarker.test(mark)) {
    return headingMarker;
  }
  return mark === '>' ? quoteMarker : undefined;
}
