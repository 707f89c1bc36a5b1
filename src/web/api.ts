import { createClient } from '../client/index.ts';
import { Value } from './value.ts';

/** Whether the server was in reach when it was last asked. */
export const isInReach = new Value(true);

/** The server that this page came from. */
export const client = createClient({
  url: new URL('/graphql', location.href).href,
  async fetch(input, init) {
    try {
      const response = await fetch(input, init);
      isInReach.set(response.status !== 502 && response.status !== 503 && response.status !== 504);
      return response;
    } catch (error) {
      // One who leaves has lost nothing.
      if (!init?.signal?.aborted) {
        isInReach.set(false);
      }
      throw error;
    }
  },
});
