import { pause } from '../turns.ts';
import type { Breaker } from './breaker.ts';
import type { Model } from './model.ts';
import type { Pool } from './pool.ts';

/**
 * `model`, called when the pool of its endpoint lets it, and only while its breaker does. One function for both: each that waits for an
 * answer is held as long as that takes.
 */
export function shared(model: Model, pool: Pool, breaker: Breaker): Model {
  return {
    ...model,
    concurrency: pool.size,
    async rewrite(request, signal, emit) {
      let isQueued = false;
      let isUp = false;
      const leave = await pool.enter(request.turn, signal, () => {
        isQueued = true;
        emit({ type: 'queued' });
      });
      try {
        if (isQueued) {
          emit({ type: 'started' });
          // Many calls may end in one breath, and to make the prompt of each that takes a place takes its time.
          await pause(signal);
        }
        breaker.pass();
        try {
          return await model.rewrite(request, signal, (event) => {
            if (!isUp && event.type === 'text') {
              isUp = true;
              breaker.succeed();
            }
            emit(event);
          });
        } catch (error) {
          breaker.fail(signal.aborted ? signal.reason : error);
          throw error;
        }
      } finally {
        leave();
      }
    },
  };
}
