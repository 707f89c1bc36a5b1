import { CopydeskError, createClient, type OptimizeInput } from '../../src/client/index.ts';
import type { Subscribe } from './watch.ts';

/** Subscribes with our own client. */
export const subscribe: Subscribe = (url, variables, { next, end }) => {
  const leave = new AbortController();
  const run = async () => {
    const input = variables.input as OptimizeInput;
    for await (const optimizeStream of createClient({ url }).optimizeStream(input, { signal: leave.signal })) {
      next({ data: { optimizeStream } });
    }
  };
  run().then(
    () => end(),
    (error) => {
      if (!(error instanceof CopydeskError)) {
        return end(error);
      }
      const { message, code, field } = error;
      next({ errors: [{ message, extensions: { code, field } }] });
      end();
    },
  );
  return () => leave.abort();
};
