import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Plugin } from 'graphql-yoga';
import { tabs } from './graphiql-tabs.ts';

/** The page brings its scripts and styles with it; nothing may come from anywhere else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  'worker-src blob: data:',
  "connect-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Page {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer>;
  readonly tag: string;
}

/** Serves GraphiQL to browsers at the API's own path: without network, compressed once, and cached by its tag. `/` leads there. */
export function useGraphiQL(): Plugin {
  let page: Promise<Page> | undefined;
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      if (url.pathname === '/' && request.method === 'GET') {
        return endResponse(new fetchAPI.Response(null, { status: 302, headers: { Location: '/graphql' } }));
      }
      if (
        url.pathname !== '/graphql' ||
        request.method !== 'GET' ||
        !request.headers.get('accept')?.includes('text/html')
      ) {
        return;
      }
      page ??= renderPage();
      const { plain, zipped, tag } = await page;
      const headers = {
        ETag: tag,
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': POLICY,
        Vary: 'Accept, Accept-Encoding',
      };
      if (request.headers.get('if-none-match') === tag) {
        return endResponse(new fetchAPI.Response(null, { status: 304, headers }));
      }
      const isZipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
      endResponse(
        new fetchAPI.Response(isZipped ? zipped : plain, {
          headers: {
            ...headers,
            'Content-Type': 'text/html; charset=utf-8',
            ...(isZipped && { 'Content-Encoding': 'gzip' }),
          },
        }),
      );
    },
  };
}

async function renderPage(): Promise<Page> {
  const html = renderGraphiQL({ title: 'Copydesk', defaultTabs: tabs, inputValueDeprecation: true });
  const plain = new TextEncoder().encode(html);
  const zipped = new Uint8Array(await promisify(gzip)(plain));
  return { plain, zipped, tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` };
}
