import { cutBlock, wordsOf } from './cut.ts';
import type { Block, Segment } from './segment.ts';

/** A title in a document. */
export interface Heading {
  /** 1 for the highest. */
  readonly depth: number;
  /** Its text on one line, without markup. */
  readonly text: string;
  /** Where it begins, in UTF-16 code units. */
  readonly start: number;
}

/** A locked stretch between two segments is one of its own from this length on, in code units. */
const LONG_STRETCH = 1_000;
const MOST_WORDS = 800;

/**
 * The segments that tile a document of `length` code units and hold `blocks`, which are in order and do not overlap.
 * A segment of prose ends at the block that reaches `segmentWords`, or before a heading with half of that; it holds no
 * more than 800 words, or 4/3 of `segmentWords` if that is more. A longer block is cut at the ends of sentences.
 */
export function groupBlocks(
  blocks: readonly Block[],
  headings: readonly Heading[],
  length: number,
  segmentWords: number,
): readonly Segment[] {
  const longest = Math.max(MOST_WORDS, Math.ceil((segmentWords * 4) / 3));
  const groups = collect(
    blocks.flatMap((block) => cutBlock(block, Math.min(segmentWords, longest), longest)),
    headings,
    segmentWords,
    longest,
  );
  return tile(groups, length);
}

interface Group {
  readonly blocks: Block[];
  words: number;
}

function collect(
  blocks: readonly Block[],
  headings: readonly Heading[],
  segmentWords: number,
  longest: number,
): readonly Group[] {
  const groups: Group[] = [];
  let current: Group | undefined;
  let heading = 0;
  for (const block of blocks) {
    const words = wordsOf(block);
    let isBehindHeading = false;
    for (let next = headings[heading]; next !== undefined && next.start <= block.start; next = headings[heading]) {
      isBehindHeading = true;
      heading += 1;
    }
    if (
      current === undefined ||
      current.words >= segmentWords ||
      current.words + words > longest ||
      (isBehindHeading && current.words >= segmentWords / 2)
    ) {
      current = { blocks: [], words: 0 };
      groups.push(current);
    }
    current.blocks.push(block);
    current.words += words;
  }
  return groups;
}

function tile(groups: readonly Group[], length: number): readonly Segment[] {
  const segments: Segment[] = [];
  const lock = (start: number, end: number) => {
    segments.push({ start, end, isLocked: true, blocks: [], words: 0 });
  };
  let start = 0;
  groups.forEach((group, index) => {
    const blockStart = group.blocks[0]?.start ?? start;
    if (blockStart > start) {
      lock(start, blockStart);
    }
    const blockEnd = group.blocks.at(-1)?.end ?? blockStart;
    const next = groups[index + 1]?.blocks[0]?.start;
    const end = next === undefined || next - blockEnd >= LONG_STRETCH ? blockEnd : next;
    segments.push({ start: blockStart, end, isLocked: false, blocks: group.blocks, words: group.words });
    start = end;
  });
  if (start < length || segments.length === 0) {
    lock(start, length);
  }
  return segments;
}
