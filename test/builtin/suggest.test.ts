import { describe, expect, it } from 'vitest';
import type { OptimizationType } from '../../src/models/index.ts';
import { suggest } from '../../src/models/index.ts';

const found = (reading: string, type: OptimizationType, content = reading) =>
  suggest({ reading, document: { content }, start: 0, end: content.length }, type).map(
    ({ start, end, rule, replacements }) => [rule, reading.slice(start, end), ...replacements],
  );

const twentyMore = Array.from({ length: 27 }, (_, index) =>
  `word${index}`.replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit))),
).join(' ');

describe('Left to the writer is', () => {
  it.each<readonly [OptimizationType, string, readonly (readonly string[])[]]>([
    [
      'CLARITY',
      `We know that the ${twentyMore} are here.`,
      [['long-sentence', `We know that the ${twentyMore} are here.`]],
    ],
    ['CLARITY', 'The form was signed by the owner, and it is here.', [['passive-voice', 'was signed']]],
    ['CLARITY', 'The results are not yet known to all of us.', [['passive-voice', 'are not yet known']]],
    [
      'SIMPLICITY',
      'They carried out a careful inspection of the site.',
      [['nominalization', 'carried out a careful inspection']],
    ],
    [
      'CONCISENESS',
      'The implementation of the plan is what we have to do.',
      [['nominalization', 'The implementation']],
    ],
    [
      'STYLE',
      'It is believed that this is very good.',
      [
        ['passive-voice', 'is believed'],
        ['weasel-word', 'It is believed that'],
        ['weasel-word', 'very'],
      ],
    ],
    [
      'STYLE',
      'This would rather be the one than the other, quite.',
      [
        ['weasel-word', 'rather'],
        ['weasel-word', 'quite'],
      ],
    ],
    ['CLARITY', 'The NRTC has it, and the NRTC keeps it for us.', [['undefined-acronym', 'NRTC']]],
    [
      'NEUTRALITY',
      'We need more manpower and a sanity-check of the whitelist.',
      [
        ['biased-language', 'manpower', 'staff', 'workforce'],
        ['biased-language', 'sanity-check', 'quick check'],
        ['biased-language', 'whitelist', 'allowlist'],
      ],
    ],
    [
      'NEUTRALITY',
      'He committed suicide in the year that we know of.',
      [['biased-language', 'committed suicide', 'died by suicide']],
    ],
  ])('%s: %s', (type, reading, wanted) => {
    expect(found(reading, type).toSorted()).toEqual(wanted.map((each) => [...each]).toSorted());
  });

  it.each<readonly [OptimizationType, string]>([
    ['CLARITY', 'The ball is red, the shop is open, and we are interested in what is related to it.'],
    ['CLARITY', 'The National Rail Club (NRC) met here, and the NRC has an API, a PDF and a URL for you.'],
    ['CLARITY', 'PLEASE DO NOT FEED THE BIRDS, FOR THEY ARE NOT YOURS.'],
    ['CLARITY', 'Queen Elizabeth II and Louis XIV are the ones that we know of.'],
    ['CLARITY', 'La casa fue construida por los hombres, y no hay mas que decir de ella.'],
    ['STYLE', 'We would do this rather than that, and "Very" is the name of it.'],
    ['NEUTRALITY', 'The tribunal saw a normal distribution, and the guysers are no guises.'],
    ['GRAMMAR', 'It is believed that this is very good.'],
    ['CUSTOM', 'It is believed that this is very good.'],
  ])('nothing in %s: %s', (type, reading) => {
    expect(found(reading, type)).toEqual([]);
  });

  it('an acronym where it comes first in the document, and only where nothing spells it out', () => {
    const content =
      'We know the NRTC of old.\n\nThe NRTC is here.\n\n# QRST\n\nThis is the QRST and the ABCD (Able Bodies) of it.';
    const paragraph = (text: string) => {
      const start = content.indexOf(text);
      return suggest({ reading: text, document: { content }, start, end: start + text.length }, 'CLARITY')
        .filter(({ rule }) => rule === 'undefined-acronym')
        .map(({ start, end }) => text.slice(start, end));
    };
    expect(paragraph('We know the NRTC of old.')).toEqual(['NRTC']);
    expect(paragraph('The NRTC is here.')).toEqual([]);
    expect(paragraph('This is the QRST and the ABCD (Able Bodies) of it.')).toEqual(['QRST']);
  });
});
