/** The header fields of a message, by their names in small letters; those that are there more than once are joined by commas. */
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

/** In milliseconds: a connection is given up so long before the server said that it will close it. */
const CLOSE_AHEAD_MS = 1_000;

/** Reads what stands before the blank line, by RFC 9112, as strictly as Node's own client does. Throws a ResponseError. */
export function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const [, version, status] = statusLine.exec(first) ?? [];
  if (status === undefined) {
    throw new ResponseError();
  }
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const line of lines) {
    const end = line.indexOf(':');
    const name = line.slice(0, Math.max(0, end)).toLowerCase();
    const value = line.slice(end + 1);
    if (!fieldName.test(name) || !fieldValue.test(value)) {
      throw new ResponseError();
    }
    headers[name] = headers[name] === undefined ? value.trim() : `${headers[name]}, ${value.trim()}`;
  }
  const body = bodyOf(Number(status), headers);
  return { status: Number(status), headers, body, keptMs: body === 'to the end' ? 0 : keptMsOf(version, headers) };
}

function bodyOf(status: number, headers: Headers): Head['body'] {
  const { 'transfer-encoding': coding, 'content-length': length } = headers;
  if (status < 200 || status === 204 || status === 304) {
    return 0;
  }
  if (coding === undefined && length === undefined) {
    return 'to the end';
  }
  // Where both are given, either may be wrong.
  const isChunked = coding?.toLowerCase() === 'chunked' && length === undefined;
  if (isChunked) {
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
