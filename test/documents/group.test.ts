import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/documents/index.ts';
import { expectSound } from './parse-kit.ts';

const sentence = 'Nine words are in this one sentence of mine. ';
const paragraph = (words: number) => sentence.repeat(words / 9).trim();

async function segmentsOf(content: string, segmentWords: number): Promise<string[]> {
  const plan = await parseDocument(content, 'MARKDOWN', { segmentWords, protectedTerms: [] });
  expectSound(content, plan);
  return plan.segments.map(({ start, end, isLocked, words }) => {
    const text = content.slice(start, end).replaceAll(sentence, '.').replaceAll(sentence.trim(), '.');
    return isLocked ? `locked ${text.length < 30 ? JSON.stringify(text) : text.length}` : `${words}`;
  });
}

describe('Segments', () => {
  it('end at the block that reaches enough words', async () => {
    const content = Array.from({ length: 5 }, () => paragraph(90)).join('\n\n');
    expect(await segmentsOf(content, 180)).toEqual(['180', '180', '90']);
    expect(await segmentsOf(content, 181)).toEqual(['270', '180']);
  });

  it('hold no more than 800 words', async () => {
    const content = [paragraph(450), paragraph(450), paragraph(45)].join('\n\n');
    expect(await segmentsOf(content, 600)).toEqual(['450', '495']);
  });

  it('end before a heading once they hold half of it, and hold several sections below', async () => {
    const section = (words: number) => `## Title\n\n${paragraph(words)}`;
    const content = [paragraph(90), section(90), section(90), section(90)].join('\n\n');
    expect(await segmentsOf(content, 300)).toEqual(['180', '180']);
    expect(await segmentsOf(content, 150)).toEqual(['90', '90', '90', '90']);
    expect(await segmentsOf(content, 600)).toEqual(['360']);
  });

  it("of a document's start and end, and of long stretches between, are locked", async () => {
    const code = `\n\n\`\`\`\n${'x = 1\n'.repeat(200)}\`\`\`\n\n`;
    const short = '\n\n```\nx = 1\n```\n\n';
    const prose = paragraph(90);
    expect(await segmentsOf(`# T\n\n${prose}${code}${prose}${short}${prose}\n`, 90)).toEqual([
      'locked "# T\\n\\n"',
      '90',
      `locked ${code.length}`,
      '90',
      '90',
      'locked "\\n"',
    ]);
    expect(await segmentsOf(`${prose}${code}${prose}`, 600)).toEqual(['180']);
  });

  it('cut a paragraph that is longer than all of that at the ends of sentences', async () => {
    expect(await segmentsOf(paragraph(1_800), 600)).toEqual(['603', '603', '594']);
    expect(await segmentsOf(paragraph(1_800), 1_800)).toEqual(['1800']);
    const lines = paragraph(1_800).replaceAll('. ', '.\n> ');
    expect(await segmentsOf(`> ${lines}`, 600)).toEqual(['locked "> "', '603', '603', '594']);
  });

  it('never cut between the two ends of a pair', async () => {
    expect(await segmentsOf(`One. [${paragraph(900)}](http://x.y) Two.`, 600)).toEqual(['901', '1']);
  });

  it('never cut behind an initial', async () => {
    const content = 'It was J. Smith of the U. S. navy who wrote to Mr. Q. Jones about it '.repeat(100);
    const plan = await parseDocument(content, 'TEXT', { segmentWords: 600, protectedTerms: [] });
    expectSound(content, plan);
    for (const { start } of plan.segments.slice(1)) {
      expect(content.slice(0, start)).not.toMatch(/\b[JUSQ]\. $/);
    }
  });
});
