import { describe, expect, it } from 'vitest';
import { optimizationTypes } from '../../../src/models/index.ts';
import { checkLeftOut } from '../../../src/optimizer/checks/left-out.ts';
import { checkLength } from '../../../src/optimizer/checks/length.ts';
import { checkRepetition } from '../../../src/optimizer/checks/repetition.ts';
import { rewritten } from './kit.ts';

const sentence = 'The river winds through seven villages before it reaches the sea near the old harbour.';
const others = [
  'Fishermen mend their nets there in the morning, while children sell bread to the sailors.',
  'In winter the water freezes, and the mayor lets people skate as far as the second bridge.',
  'Nobody remembers who built the mill, but its wheel still turns whenever the gates are open.',
  'A museum in the former school shows maps, letters and the bell of a ship that sank nearby.',
];
const paragraph = [sentence, ...others].join(' ');
const page = Array.from({ length: 8 }, () => paragraph).join('\n\n');

function cut(text: string, share: number): string {
  return text.slice(0, Math.round(text.length * share));
}

describe('The length of a rewrite', () => {
  it.each(optimizationTypes)('may be that of its source for %s, or a little less or more', (optimizationType) => {
    for (const text of [sentence, paragraph, page]) {
      const most = optimizationType === 'CONCISENESS' ? 1.04 : 1.1;
      const longer = `${text} ${cut(text, most - 1)}`.replaceAll('\n\n', ' ');
      const whole = text.replaceAll('\n\n', ' ');
      for (const rewrite of [whole, cut(whole, 0.9), longer]) {
        expect(checkLength(rewritten([whole], [rewrite], { optimizationType }))).toEqual([]);
      }
    }
  });

  it.each([
    ['GRAMMAR', 0.8],
    ['GRAMMAR', 1.2],
    ['CLARITY', 0.45],
    ['CLARITY', 1.4],
    ['CONCISENESS', 0.45],
    ['CONCISENESS', 1.2],
    ['SIMPLICITY', 0.4],
    ['SIMPLICITY', 1.6],
    ['STYLE', 0.5],
    ['STYLE', 1.4],
    ['FORMALITY', 0.5],
    ['FORMALITY', 1.6],
    ['NEUTRALITY', 0.4],
    ['NEUTRALITY', 1.5],
    ['CUSTOM', 0.1],
    ['CUSTOM', 3.4],
  ] as const)('is found wrong for %s at %d of a page', (optimizationType, share) => {
    const whole = page.replaceAll('\n\n', ' ');
    const rewrite = whole.repeat(4).slice(0, Math.round(whole.length * share));
    expect(checkLength(rewritten([whole], [rewrite], { optimizationType })).map((found) => found.kind)).toEqual([
      'LENGTH',
    ]);
  });

  it.each([
    ['It is important to note that we are late.', 'We are late.', 'CONCISENESS'],
    ['u r late', 'You are late.', 'GRAMMAR'],
    ['Save', 'Save changes', 'CLARITY'],
    ['thx', 'Thank you very much for your help.', 'FORMALITY'],
    ['Write a story about a fox.', 'x'.repeat(300), 'CUSTOM'],
  ] as const)('is let be in short texts: %s -> %s', (source, rewrite, optimizationType) => {
    expect(checkLength(rewritten(source, rewrite, { optimizationType }))).toEqual([]);
  });

  it('is told for a block that is a stub, though the whole is long enough', () => {
    const blocks = [paragraph, paragraph, paragraph, paragraph];
    const stub = [paragraph, 'The river is old.', paragraph, paragraph];
    expect(checkLength(rewritten(blocks, stub))).toMatchObject([
      { kind: 'LENGTH', lost: [expect.stringContaining('The river')] },
    ]);
  });

  it('is told for a last block that goes on past its end', () => {
    const blocks = [paragraph, paragraph, paragraph, sentence];
    const longer = [paragraph, paragraph, paragraph, `${sentence} ${others.slice(0, 3).join(' ')}`];
    expect(checkLength(rewritten(blocks, longer))[0]?.message).toContain('The last paragraph has grown to');
  });

  it('does not count masks', () => {
    const source = `${sentence} ${'⟦1⟧ '.repeat(40)}`;
    expect(checkLength(rewritten(source, sentence, { optimizationType: 'GRAMMAR' }))).toEqual([]);
  });
});

describe('Text that was left out', () => {
  it.each([
    '[... the rest remains the same ...]',
    `${sentence} [rest of the text unchanged]`,
    `${sentence} … rest of the document unchanged`,
    `${sentence} ... (remaining paragraphs are unchanged)`,
    `${sentence} (continued)`,
    `${sentence} [truncated]`,
    `${sentence} *(The remaining sections stay as is.)*`,
    `${sentence} The rest of the text remains unchanged.`,
    'The remaining paragraphs are left as is.',
    '[unchanged]',
    'No changes needed.',
    'Same as above.',
    '[...]',
    '…',
    '(…)',
    'The river winds through seven villages...',
    '（省略）'.replace('（', '(').replace('）', ')'),
    '[Rest des Textes unverändert]',
  ])('is found: %s', (rewrite) => {
    const source = `${sentence} ${others[0]}`;
    expect(checkLeftOut(rewritten(source, rewrite)).map((found) => found.kind)).toEqual(['LENGTH']);
  });

  it.each([
    ['All the other settings will be the same as they were before.', 'The rest of the settings remain unchanged.'],
    ['The rest of the team was not changed.', 'The rest of the team remains the same.'],
    ['And then... he was gone, and nobody saw him again...', 'And then he was gone...'],
    ['Loading your documents', 'Loading your documents…'],
    ['To be continued (part 2)', 'To be continued (part 2).'],
    ['He paused. "Well" he said', 'He paused. "Well…" he said.'],
    ['We did not change the other sections (see below).', 'The other sections (see below) are the same.'],
    [
      'Other people (the remaining ones, for the most part) stay at home and do the same thing.',
      'The others mostly stay at home and do the same.',
    ],
  ])('is not what a text says of itself: %s -> %s', (source, rewrite) => {
    expect(checkLeftOut(rewritten(source, rewrite))).toEqual([]);
  });
});

describe('Text that is there twice', () => {
  it.each([
    ['a sentence', [paragraph], [`${paragraph} ${sentence}`]],
    ['a block in another', [sentence, 'Short one.'], [sentence, sentence]],
    [
      'a block with its first version',
      [others.slice(0, 2).join(' ')],
      [
        `${others.slice(0, 2).join(' ')} Fishermen there mend their nets in the morning, as children sell bread to sailors. When the water freezes in winter, the mayor lets people skate as far as the second bridge.`,
      ],
    ],
    [
      'Japanese',
      ['昨日は友達と映画を見に行きました。'],
      ['昨日は友達と映画を見に行きました。昨日は友達と映画を見に行きました。'],
    ],
  ])('is found: %s', (_, source, rewrite) => {
    expect(checkRepetition(rewritten(source, rewrite)).map((found) => found.kind)).toEqual(['STRUCTURE']);
  });

  it.each([
    ['a refrain', [`${sentence} ${others[0]} ${sentence}`], [`${sentence} Fishermen mend nets. ${sentence}`]],
    [
      'sentences that were nearly alike',
      [
        'The supplier shall pay the agreed price within a month. The Supplier will pay the agreed price within a month.',
      ],
      ['The supplier pays the agreed price within a month. The supplier pays the agreed price within a month.'],
    ],
    ['short sentences', ['Yes! Come in, come in.'], ['Come in. Come in. Yes!']],
    ['a text that grew', ['thx for the mail'], ['Thank you very much for the kind mail that you sent.']],
  ])('is let be: %s', (_, source, rewrite) => {
    expect(checkRepetition(rewritten(source, rewrite))).toEqual([]);
  });
});
