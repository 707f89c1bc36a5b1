import { expect, test } from 'vitest';
import { startPair } from '../kit/server.ts';
import { inTurn, runJob } from './run.ts';

test('A half that may be taken is, and the other keeps the source', async () => {
  const content = 'The office moves in May 2031, and everybody is invited.\r\n\r\nBring 12 cakes to the party.\r\n';
  const wrong = { text: 'Another text.' };
  const half = { text: (text: string) => text.replace('everybody is', 'all are') };
  await using pair = await startPair(inTurn([wrong, wrong, half, { text: 'No 1 cakes.' }]));
  const ran = await runJob(pair, [content]);
  expect([ran.text, ran.status]).toEqual([content.replace('everybody is', 'all are'), 'COMPLETED_WITH_ISSUES']);
  expect(ran.calls.map(({ target }) => target)).toEqual([
    content.trim().replaceAll('\r\n', '\n'),
    content.trim().replaceAll('\r\n', '\n'),
    'The office moves in May 2031, and everybody is invited.',
    'Bring 12 cakes to the party.',
  ]);
});
