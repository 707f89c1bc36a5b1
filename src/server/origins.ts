import type { Plugin } from 'graphql-yoga';

/** Whether pages of `origin` may use the API by the list of allowed ones. */
export function isAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes('*') || allowed.includes(origin);
}

/** What a request says of where it comes from and goes to. */
interface Ways {
  readonly origin: string | null | undefined;
  /** Of the header Sec-Fetch-Site. */
  readonly site: string | string[] | null | undefined;
  readonly host: string | null | undefined;
}

/** Whether a browser sent a request for the page of another origin. */
export function isForeign({ origin, site, host }: Ways): boolean {
  if (site) {
    return site === 'cross-site' || site === 'same-site';
  }
  return typeof origin === 'string' && URL.parse(origin)?.host !== host;
}

/**
 * Refuses requests that a browser sends for the page of another origin. CORS alone does not stop them: a form's upload
 * or an image's GET is sent without asking and would run, and be paid for, unseen.
 */
export function useOrigins(allowed: readonly string[]): Plugin {
  return {
    onRequest({ request, url, fetchAPI, endResponse }) {
      const { headers } = request;
      const origin = headers.get('origin');
      const ways = { origin, site: headers.get('sec-fetch-site'), host: headers.get('host') };
      if (url.pathname === '/graphql' && isForeign(ways) && !isAllowed(origin ?? '', allowed)) {
        const message = 'Pages of this origin may not use the API. The setting CORS_ORIGINS lists those that may.';
        const body = { errors: [{ message, extensions: { code: 'FORBIDDEN' } }] };
        endResponse(fetchAPI.Response.json(body, { status: 403 }));
      }
    },
  };
}
