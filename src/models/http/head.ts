/** The header fields of a message, by their names in small letters. Of those that are there more than once the first counts. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What stands before the body of a response. */
export interface Head {
  readonly status: number;
  readonly headers: Headers;
  /** Its length in bytes; or it comes in chunks, or goes on to the end of the connection. */
  readonly body: number | 'chunked' | 'to the end';
  /** How long the connection may be used again, in milliseconds; 0: not at all. */
  readonly keptMs: number;
}

/** What was read is no response of HTTP/1.1. */
export class ResponseError extends Error {}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const fieldName = /^[\w!#$%&'*+.^`|~-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;
const decimal = /^\d{1,15}$/;

/** Fields that say together what they say: these are joined by commas. */
const isList: ReadonlySet<string> = new Set(['transfer-encoding', 'content-length', 'connection']);

/** In milliseconds: a connection is given up so long before the server said that it will close it. */
const CLOSE_AHEAD_MS = 1_000;

/** Reads the lines before the blank one, by RFC 9112, and no more leniently than Node's own client does. Throws a ResponseError. */
export function readHead([first = '', ...lines]: readonly string[]): Head {
  const [, version, status] = statusLine.exec(first) ?? [];
  if (status === undefined) {
    throw new ResponseError();
  }
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const line of lines) {
    const end = line.indexOf(':');
    const name = line.slice(0, Math.max(0, end)).toLowerCase();
    const value = trimmed(line.slice(end + 1));
    if (!fieldName.test(name) || !fieldValue.test(value)) {
      throw new ResponseError();
    }
    const known = headers[name];
    headers[name] = known === undefined ? value : isList.has(name) ? `${known}, ${value}` : known;
  }
  const body = bodyOf(Number(status), headers);
  return { status: Number(status), headers, body, keptMs: body === 'to the end' ? 0 : keptMsOf(version, headers) };
}

/** Without the spaces around it; `trim` takes others for some as well. */
function trimmed(value: string): string {
  let start = 0;
  let end = value.length;
  while (isSpace(value.charCodeAt(start))) {
    start += 1;
  }
  while (end > start && isSpace(value.charCodeAt(end - 1))) {
    end -= 1;
  }
  return value.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function bodyOf(status: number, headers: Headers): Head['body'] {
  const { 'transfer-encoding': coding, 'content-length': length } = headers;
  if (status < 200 || status === 204 || status === 304) {
    return 0;
  }
  if (coding === undefined && length === undefined) {
    return 'to the end';
  }
  // Where both are given, either may be wrong. Some proxies say it once more.
  if (length === undefined && coding?.split(',').every((each) => trimmed(each).toLowerCase() === 'chunked')) {
    return 'chunked';
  }
  if (coding !== undefined || !decimal.test(length ?? '')) {
    throw new ResponseError();
  }
  return Number(length);
}

function keptMsOf(version: string | undefined, headers: Headers): number {
  const connection = headers.connection?.toLowerCase() ?? '';
  const isKept = version === '1' ? !connection.includes('close') : connection.includes('keep-alive');
  const seconds = /\btimeout=(\d+)/i.exec(headers['keep-alive'] ?? '')?.[1];
  const mostMs = seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1_000 - CLOSE_AHEAD_MS;
  return isKept ? Math.max(0, mostMs) : 0;
}
