import { createRun } from './run.ts';

// Ends by itself, long before the thread would be let go.
const [document] = await createRun(600_000)(['It is better then nothing, and we like it.'], {
  optimizationType: 'GRAMMAR',
});
process.stdout.write(`${document?.optimized}\n`);
