import { describe, expect, it } from 'vitest';
import { checkNumbers } from '../../../src/optimizer/checks/numbers.ts';
import { rewritten } from './kit.ts';

describe('Numbers', () => {
  it.each([
    ['5kg of flour', '5 kg of flour'],
    ['5 kg of flour', 'flour: 5\u00A0kilograms'],
    ['It rose by 5% in May.', 'In May it rose by 5 percent.'],
    ['12 Prozent mehr', '12 % mehr'],
    ['pages 3-5', 'pages 3–5'],
    ['3 – 5 days', '3 to 5 days'],
    ['from 1990 -2000', 'from 1990–2000'],
    ['It is -5 °C.', 'It is −5°C.'],
    ['costs 20 €', 'costs €20'],
    ['$ 20.50', '$20.50'],
    ['10 000 people', '10\u202F000 people'],
    ["1'000 Franken", '1’000 Franken'],
    ['the 1th of May', 'the 1st of May'],
    ['9am', '9 a.m.'],
    ['In 2024, we won. In 2023 not.', 'In 2023 we did not win; in 2024, we did.'],
    ['２０個のりんご', '20個のりんご'],
    ['Released on 2024-05-06.', 'The release date was 2024-05-06'],
    ['version 2.1.0.', 'Version 2.1.0'],
    ['at 10:30, room 5', 'room 5, at 10:30'],
    ['UTF8 and C++11', 'UTF-8 and C++11'],
    ['bags of 5 kg and 10 kg', 'bags of 5 and 10 kg'],
    ['(see 3)', 'see (3)'],
    ['.5 mm', '0.5 mm'],
    ['two of them, one of those', 'both of them, and that one'],
    ['They are two.', 'There is a couple.'],
    ['٣ كتب', 'كتب ٣'],
    ['Use ⟦1⟧ or ⟦23⟧.', 'Use ⟦23⟧.'],
    ['5 min or 2 h', '5 minutes or 2 hours'],
    ['10 mb', '10 MB'],
  ])('may be set in other type: %s -> %s', (source, rewrite) => {
    expect(checkNumbers(rewritten(source, rewrite))).toEqual([]);
  });

  it.each([
    ['In 2024 we grew.', 'In 2023 we grew.'],
    ['three apples', '3 apples'],
    ['3 apples', 'three apples'],
    ['The first of 12 and 12 more', 'The first of 12 and more'],
    ['42 tests', '42 tests in 7 suites'],
    ['1,000 users', '1000 users'],
    ['1.5 GB', '15 GB'],
    ['5%', '5'],
    ['$5', '€5'],
    ['-5 °C', '5 °C'],
    ['+5 points', '5 points'],
    ['1st', 'first'],
    ['10:30', '10.30'],
    ['2024-05-06', '2024-06-05'],
    ['06/05/2024', '2024-05-06'],
    ['2.1.0', '2.1'],
    ['½ cup', 'half a cup'],
    ['5 kg', '5 g'],
    ['5 mW', '5 MW'],
    ['90 minutes', '90 seconds'],
    ['5 million users', '5 billion users'],
    ['four apples and two pears', 'five apples and two pears'],
    ['٣ كتب', '٤ كتب'],
    ['5月3日', '5月2日'],
  ])('are found changed: %s -> %s', (source, rewrite) => {
    expect(checkNumbers(rewritten(source, rewrite)).map((finding) => finding.kind)).toEqual(['NUMBER']);
  });

  it('are named: what is missing and what is new', () => {
    expect(checkNumbers(rewritten('In 2024, 5% left.', 'In 2023, 5% left.'))).toEqual([
      {
        kind: 'NUMBER',
        message:
          'Missing: "2024". Not in the text: "2023". Numbers stay to the character, in digits or in words as they were.',
        lost: ['2024'],
        added: ['2023'],
      },
    ]);
  });

  it('are counted over all blocks, so that a thought may move', () => {
    expect(checkNumbers(rewritten('It took 5 days.\n\nIt cost $7.', 'It took days.\n\nIt cost $7 and 5.'))).toEqual([]);
  });
});
