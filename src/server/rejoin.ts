import type { Plugin } from 'graphql-yoga';
import type { Desk } from '../jobs/index.ts';

/** Where a client says that its stream was cut: the `id` of the last event it got. */
export function lastEventIdOf(request: Request): string | undefined {
  return request.headers.get('last-event-id') || undefined;
}

/**
 * Answers 204 to an EventSource that comes back to the end of a finished job: nothing else stops it from coming back
 * for ever.
 */
export function useRejoin(desk: Desk, callerId: string): Plugin {
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      const lastEventId = lastEventIdOf(request);
      const isStream = request.method === 'GET' && url.pathname === '/graphql';
      if (isStream && lastEventId && (await isAtEnd(lastEventId))) {
        endResponse(new fetchAPI.Response(null, { status: 204 }));
      }
    },
  };

  /** A cursor that is none is told by the subscription itself. */
  function isAtEnd(lastEventId: string): Promise<boolean> {
    return desk.isAtEnd(lastEventId, { id: callerId }).catch(() => false);
  }
}
