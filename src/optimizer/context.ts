import { createView, type Plan, plainText } from '../documents/index.ts';
import type { PromptContext } from './prompt/prompt.ts';

const OUTLINE_HEADINGS = 30;
const HEADING_LENGTH = 80;
const NEIGHBOUR_LENGTH = 300;

/**
 * What a model is told of the text around the segment of this index: the headings, those nearest where there are many, the
 * end of the text before it and the beginning of the text behind it, as the source has them.
 */
export function contextOf(content: string, { segments, outline }: Plan, index: number): PromptContext {
  const start = segments[index]?.start ?? 0;
  const here = outline.findLastIndex((heading) => heading.start <= start);
  const first = Math.max(0, Math.min(here - OUTLINE_HEADINGS / 2, outline.length - OUTLINE_HEADINGS));
  return {
    outline: outline
      .slice(first, first + OUTLINE_HEADINGS)
      .map(({ depth, text }) => `${'#'.repeat(depth)} ${text.slice(0, HEADING_LENGTH)}`),
    before: neighbour(content, segments.slice(Math.max(0, index - 3), index).toReversed(), -1),
    after: neighbour(content, segments.slice(index + 1, index + 4), 0),
  };
}

/** The nearest block of the first of `segments` that has one: its last or its first words. */
function neighbour(content: string, segments: Plan['segments'], at: 0 | -1): string {
  const block = segments.find(({ blocks }) => blocks.length > 0)?.blocks.at(at);
  const view = block && createView(content, [block]).blocks[0];
  const text = view ? plainText(view, ['code', 'term', 'url']).trim() : '';
  if (text.length <= NEIGHBOUR_LENGTH) {
    return text;
  }
  return at === 0
    ? `${text.slice(0, NEIGHBOUR_LENGTH).replace(/\s\S*$/, '')} …`
    : `… ${text.slice(-NEIGHBOUR_LENGTH).replace(/^\S*\s/, '')}`;
}
