import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, asyncProperty, assert as check } from 'fast-check';
import { it } from 'vitest';
import { createDiskStore, createMemoryStore } from '../../src/jobs/index.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import { steps } from '../slaughter/steps.ts';
import { World } from '../slaughter/world.ts';

/** A long one: MODEL_RUNS=5000 npm test -- model. */
const RUNS = Number(process.env.MODEL_RUNS ?? 200);

/** Whatever happens: one text for all, and nothing paid for twice. */
async function holds(numRuns: number, withStore: (use: (store: JobStore) => Promise<void>) => Promise<void>) {
  const property = asyncProperty(array(steps, { maxLength: 25 }), (list) =>
    withStore(async (store) => {
      const world = new World(store);
      for (const step of list) {
        await world.do(step);
      }
      await world.end();
    }),
  );
  await check(property, { numRuns });
}

it('Whatever happens in whatever order, over a store in memory: one text, paid once', async () => {
  await holds(RUNS, (use) => use(createMemoryStore()));
}, 300_000);

it('Whatever happens in whatever order, over a store on disk: one text, paid once', async () => {
  await holds(RUNS / 5, async (use) => {
    const folder = await mkdtemp(join(tmpdir(), 'copydesk-model-'));
    const store = createDiskStore(folder);
    try {
      await use(store);
    } finally {
      await store.close();
      await rm(folder, { recursive: true });
    }
  });
}, 300_000);
