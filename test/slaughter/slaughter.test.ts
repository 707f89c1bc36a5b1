import { expect, it } from 'vitest';
import { slaughter } from './slaughter.ts';

/** A long one: SLAUGHTER_KILLS=50 npm test -- slaughter. */
const kills = Number(process.env.SLAUGHTER_KILLS ?? 3);

it('A server that is killed again and again loses nothing and pays for nothing that was on disk twice', async () => {
  const size = kills > 10 ? { jobs: 20, paragraphs: 18 } : { jobs: 4, paragraphs: 8 };
  const report = await slaughter({ seed: kills, kills, ...size });
  expect(report.problems).toEqual([]);
  expect(report.killsInWork).toBeGreaterThan(0);
}, 600_000);
