import type { Plugin } from 'graphql-yoga';
import type { Desk } from '../jobs/index.ts';

/** Where a client says that its stream was cut, by its header Last-Event-ID: the `id` of the last event it got. */
export function lastEventIdOf(header: string | string[] | null | undefined): string | undefined {
  return header?.toString() || undefined;
}

/**
 * Answers 204 to an EventSource that comes back to the end of a finished job: nothing else stops it from coming back
 * for ever.
 */
export function useRejoin(desk: Desk, callerId: string): Plugin {
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      const lastEventId = lastEventIdOf(request.headers.get('last-event-id'));
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
