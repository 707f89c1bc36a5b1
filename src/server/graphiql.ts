import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { GraphiQLOptions, Plugin } from 'graphql-yoga';
import { tabs } from './graphiql-tabs.ts';

const options: GraphiQLOptions = {
  title: 'Copydesk',
  defaultTabs: tabs,
  inputValueDeprecation: true,
  // Its subscriptions are GETs else: a document of 16 KB would not fit into the URL, and any would stand in proxies' logs.
  method: 'POST',
};

/**
 * GraphiQL shows the first of its default tabs without variables (https://github.com/graphql/graphiql/issues/3392), and
 * after a reload once more beside itself, unless it finds what an earlier visit left.
 */
const fillFirstTab = `if (!localStorage.getItem('graphiql:tabState') && !location.search) {
  localStorage.setItem('graphiql:query', ${JSON.stringify(tabs[0].query)});
  localStorage.setItem('graphiql:variables', ${JSON.stringify(tabs[0].variables)});
}`;

/** A tab's button jumps from under the mouse that presses it: the layout animation of the tabs never ends. */
const keepTabs = '.graphiql-tab { transform: none !important; }';

interface Page {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer>;
  /** Of the page's content, however it is encoded. */
  readonly tag: string;
  readonly policy: string;
}

/** Serves GraphiQL to browsers at the API's own path: without network, compressed once, and cached by its tag. */
export function useGraphiQL(): Plugin {
  let page: Promise<Page> | undefined;
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      if (
        url.pathname !== '/graphql' ||
        request.method !== 'GET' ||
        !request.headers.get('accept')?.includes('text/html')
      ) {
        return;
      }
      page ??= renderPage();
      const { plain, zipped, tag, policy } = await page;
      const headers = {
        ETag: `W/${tag}`,
        'Cache-Control': 'no-cache',
        'Content-Security-Policy': policy,
        'Referrer-Policy': 'no-referrer',
        Vary: 'Accept, Accept-Encoding',
      };
      if (request.headers.get('if-none-match')?.includes(tag)) {
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
  // Only now: it takes 50 MB, and most servers never show it.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL(options).replace(
    '</head>',
    () => `<style>${keepTabs}</style><script>${fillFirstTab}</script></head>`,
  );
  const plain = new TextEncoder().encode(html);
  const zipped = new Uint8Array(await promisify(gzip)(plain));
  return { plain, zipped, tag: `"${sha256(html).slice(0, 22)}"`, policy: policyOf(html) };
}

/** The page brings its scripts and styles with it: just these may run, and nothing may come from anywhere else. */
function policyOf(html: string): string {
  const scripts = html.matchAll(/<script>(.*?)<\/script>/gs).map(([, script = '']) => `'sha256-${sha256(script)}'`);
  return [
    "default-src 'none'",
    `script-src ${[...scripts].join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
