import { describe, expect, it } from 'vitest';
import { markdownStretches } from '../../src/documents/markdown/stretches.ts';
import { blocksOf } from './parse-kit.ts';

const sentence = 'A sentence of a long document stands here, and it is not the last. ';

function stretchesOf(content: string): string[] {
  const stretches = markdownStretches(content).map(({ start, end }) => content.slice(start, end));
  expect(stretches.join('')).toBe(content);
  return stretches;
}

describe('A long Markdown document is parsed in stretches', () => {
  it('that begin at headings, or at paragraphs where there is none', () => {
    for (const [unit, begin] of [
      [`${sentence.repeat(4)}\n\n# Title\n\n`, /^# Title/],
      [`${sentence.repeat(4)}\n\n`, /^A sentence/],
      [`- ${sentence}\n`, /^- A/],
      [`   10. ${sentence}\n`, /^ {3}10\. A/],
      [`${sentence}\n`, /^A sentence/],
      [`> ${sentence}\n`, /^> A/],
    ] as const) {
      const stretches = stretchesOf(unit.repeat(Math.ceil(200_000 / unit.length)));
      expect(stretches.length).toBeGreaterThan(3);
      for (const stretch of stretches.slice(1)) {
        expect(stretch).toMatch(begin);
        expect(stretch.length).toBeLessThan(60_000);
      }
    }
  });

  it.each([
    ['fenced code', '```sh', '```'],
    ['a longer fence', '~~~~', '~~~~'],
    ['math', '$$', '$$'],
    ['a comment', '<!-- x', '-->'],
    ['a script', '<script>', '</script>'],
    ['a fence in a list', '- ```', '  ```'],
    ['front matter', '---', '---'],
  ])('but never within %s', async (_, open, close) => {
    const inside = '\n# Not a heading\n\nnot prose\n'.repeat(3_000);
    const content = `${open}\n${inside}${close}\n\nProse.\n`;
    expect(stretchesOf(content).filter((stretch) => stretch.includes('Not a heading'))).toHaveLength(1);
    if (open !== '- ```') {
      expect(await blocksOf(content, 'MARKDOWN')).toEqual(['Prose.']);
    }
  });

  it('with the definitions of the whole', async () => {
    const section = `# Title\n\n${sentence.repeat(10)}\n\n`;
    const content = `See [one], [two][Two  Three] and a note[^n].\n\n${section.repeat(100)}[ONE]: x\n[two three]: y\n[^n]: z\n`;
    expect(stretchesOf(content).length).toBeGreaterThan(3);
    const [first] = await blocksOf(content, 'MARKDOWN');
    expect(first).toBe('See ⟦url [one]⟧, ⟦open [⟧two⟦close ][Two  Three]⟧ and a note⟦markup [^n]⟧.');
  });

  it('and where something is open at an end after all, with the next', async () => {
    const section = `# Title\n\n${sentence.repeat(10)}\n\n`;
    const content = `${section.repeat(30)}- a\n\n   \`\`\`\n${'\n# Not a heading\n'.repeat(2_000)}`;
    const blocks = await blocksOf(content, 'MARKDOWN');
    expect(blocks.filter((block) => block.startsWith('A sentence'))).toHaveLength(30);
    expect(blocks.join()).not.toContain('Not a heading');
  });

  it('and one of thousands of marks in one paragraph is locked, no other', async () => {
    for (const mark of ['a `b` ', 'a <b>c</b> ', 'a &amp; ', 'a $b$ ', '![a](b) ']) {
      const content = `${mark.repeat(400_000 / mark.length)}\n\n# Title\n\n${sentence}`;
      expect(await blocksOf(content, 'MARKDOWN')).toEqual([sentence.trim()]);
    }
    const code = `\`\`\`\n${'x = a[b] & `c`;\n'.repeat(600)}\`\`\`\n\n${sentence}`;
    expect(await blocksOf(code, 'MARKDOWN')).toEqual([sentence.trim()]);
  });

  it('unless nobody would have written it', async () => {
    for (const mark of ['[', '*a* ', '[a](', '> ', '>', '- ', '- [', '`', '<', '|', '_a ', '![', '\\', '$']) {
      const start = performance.now();
      expect((await blocksOf(`${mark.repeat(100_000 / mark.length)}`, 'MARKDOWN')).length).toBeLessThan(200);
      expect(performance.now() - start).toBeLessThan(3_000);
    }
    const nested = Array.from({ length: 10_000 }, (_, depth) => `${'  '.repeat(depth % 2_000)}- a`).join('\n');
    expect(await blocksOf(nested, 'MARKDOWN')).toEqual([]);
  });
});
