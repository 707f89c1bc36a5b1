import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'graphql-yoga';

const zip = promisify(gzip);

/** What the build left in the page's place of a nonce, of which each answer has its own. */
const NONCE = /__NONCE__/g;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file whose name changes with its content. */
interface Asset {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Undefined where the file is compressed by itself. */
  readonly zipped: Uint8Array<ArrayBuffer> | undefined;
}

interface Page {
  readonly html: string;
  readonly assets: ReadonlyMap<string, Asset>;
}

/**
 * Serves the page at `/` and what belongs to it, from `folder` as it is at the first request; a server without a built
 * page leads to GraphiQL. Only names that the folder holds are answered: nothing of a request becomes a path.
 */
export function usePage(folder: string): Plugin {
  let page: Promise<Page | undefined> | undefined;
  return {
    async onRequest({ request, url, fetchAPI: { Response }, endResponse }) {
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead || (url.pathname !== '/' && !url.pathname.startsWith('/assets/'))) {
        return;
      }
      page ??= load(folder);
      const loaded = await page;
      if (url.pathname === '/') {
        return endResponse(
          loaded
            ? new Response(...document(loaded))
            : new Response(null, { status: 302, headers: { Location: '/graphql' } }),
        );
      }
      const asset = loaded?.assets.get(url.pathname);
      if (asset) {
        const acceptsZip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
        endResponse(new Response(...file(asset, acceptsZip)));
      }
    },
  };
}

function document({ html }: Page): [string, ResponseInit] {
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policyOf(nonce),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  return [html.replace(NONCE, nonce), { headers }];
}

function file({ type, plain, zipped }: Asset, acceptsZip: boolean): [Uint8Array<ArrayBuffer>, ResponseInit] {
  const isZipped = zipped !== undefined && acceptsZip;
  const headers = {
    'Content-Type': type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Encoding',
    ...(isZipped && { 'Content-Encoding': 'gzip' }),
  };
  return [isZipped ? zipped : plain, { headers }];
}

/** All of the page comes from here. Its editor writes style sheets of its own, which the nonce lets in. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function load(folder: string): Promise<Page | undefined> {
  try {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const names = await readdir(join(folder, 'assets'));
    const assets = names.map(
      async (name) => [`/assets/${name}`, await loadAsset(join(folder, 'assets', name))] as const,
    );
    return { html, assets: new Map(await Promise.all(assets)) };
  } catch {
    return undefined;
  }
}

async function loadAsset(path: string): Promise<Asset> {
  const plain = new Uint8Array(await readFile(path));
  const type = types[extname(path)] ?? 'application/octet-stream';
  const zipped = type.startsWith('font/') ? undefined : new Uint8Array(await zip(plain, { level: 9 }));
  return { type, plain, zipped };
}
