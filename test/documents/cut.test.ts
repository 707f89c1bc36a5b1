import { describe, expect, it } from 'vitest';
import { type Block, halvesOf, parseDocument } from '../../src/documents/index.ts';
import { expectSound, show } from './parse-kit.ts';

const sentence = 'This is a sentence that has exactly ten words here. ';

async function blocksIn(content: string, format: 'MARKDOWN' | 'TEXT' | 'HTML' = 'MARKDOWN'): Promise<readonly Block[]> {
  const plan = await parseDocument(content, format, { segmentWords: 600, protectedTerms: [] });
  expectSound(content, plan);
  return plan.segments.flatMap(({ blocks }) => blocks);
}

const textOf = (block: Block) => block.pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');

describe('A block that is cut', () => {
  it.each(['*', '**', '_', '__', '***', '~~'])('has no lone %s in its text', async (mark) => {
    for (const content of [
      `${mark}${sentence.repeat(100).trim()}${mark}`,
      `Some words. ${mark}${sentence.repeat(100).trim()}${mark} Others.`,
    ]) {
      const blocks = await blocksIn(content);
      expect(blocks.length).toBeGreaterThan(1);
      expect(blocks.map(textOf).join('')).not.toContain(mark.charAt(0));
    }
  });

  it('is cut beside emphasis where it can be', async () => {
    const content = `${sentence.repeat(59)}**${sentence.repeat(2).trim()}** ${sentence.repeat(60).trim()}`;
    const blocks = await blocksIn(content);
    expect(blocks).toHaveLength(2);
    expect(blocks[0] && content.slice(blocks[0].start, blocks[0].end)).toMatch(/here\.\*\*$/);
  });

  it('has two halves without the marks of an emphasis around both', async () => {
    const content = '_The first sentence says that it works. The second one says that it costs *five* euros._';
    const halves = halvesOf(content, await blocksIn(content));
    expect(halves?.map((half) => half.map((block) => show(content, block)))).toEqual([
      ['The first sentence says that it works.'],
      ['The second one says that it costs *five* euros.'],
    ]);
  });

  it('is never of a size that nobody could rewrite', async () => {
    for (const [content, format, isProse] of [
      ['字'.repeat(100_000), 'TEXT', false],
      [`a ${'⟦'.repeat(100_000)}`, 'MARKDOWN', false],
      ['字字字字字字字字字。'.repeat(10_000), 'TEXT', true],
      [`<p>${'a<br>'.repeat(20_000)}`, 'HTML', true],
      [`<p>${'a &amp; '.repeat(20_000)}`, 'HTML', true],
      ['a_long_word_that_is_data_it_seems '.repeat(3_000), 'TEXT', true],
    ] as const) {
      const blocks = await blocksIn(content, format);
      expect(blocks.length > 0).toBe(isProse);
      for (const { start, end, pieces } of blocks) {
        expect(end - start).toBeLessThanOrEqual(21_000);
        expect(pieces.length).toBeLessThan(4_100);
      }
    }
  });
});
