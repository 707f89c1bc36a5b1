import type { Plugin } from 'graphql-yoga';

/** Whether pages of `origin` may use the API by the list of allowed ones. */
export function isAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes('*') || allowed.includes(origin);
}

/**
 * Refuses requests that a browser sends for the page of another origin. CORS alone does not stop them: a form's upload
 * or an image's GET is sent without asking and would run, and be paid for, unseen.
 */
export function useOrigins(allowed: readonly string[]): Plugin {
  return {
    onRequest({ request, url, fetchAPI, endResponse }) {
      const origin = request.headers.get('origin');
      const site = request.headers.get('sec-fetch-site');
      const isForeign = site
        ? site === 'cross-site' || site === 'same-site'
        : origin !== null && !isOwn(origin, request);
      if (url.pathname === '/graphql' && isForeign && !isAllowed(origin ?? '', allowed)) {
        const message = 'Pages of this origin may not use the API. The setting CORS_ORIGINS lists those that may.';
        const body = { errors: [{ message, extensions: { code: 'FORBIDDEN' } }] };
        endResponse(fetchAPI.Response.json(body, { status: 403 }));
      }
    },
  };
}

function isOwn(origin: string, request: Request): boolean {
  return URL.parse(origin)?.host === request.headers.get('host');
}
