import { type Agent, request } from 'node:http';
import type { Peer } from './peers.ts';

/** One stream, from the request to its end, as the load client sees it. */
export interface StreamRecord {
  /** When reads that brought text came, in ms from the request on. */
  readonly textAtMs: readonly number[];
  /** All bytes of the body. */
  readonly body: () => string;
  readonly failure: string | undefined;
}

/** A stream that was opened. */
export interface OpenStream {
  /** Resolves with the first bytes of the body, or the end. */
  readonly opened: Promise<void>;
  /** Resolves with the first text, or the end. */
  readonly firstText: Promise<void>;
  /** Resolves with the end, however it came; never rejects. */
  readonly ended: Promise<StreamRecord>;
  /** Leaves, as a client does that closes its window. */
  leave(): void;
}

/**
 * Sends `body` and reads the answer. While it runs, reads are looked through for the peer's mark and kept, no more:
 * the client is not to take the server's time.
 */
export function openStream(url: string, peer: Peer, body: string, agent: Agent): OpenStream {
  const opened = Promise.withResolvers<void>();
  const firstText = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<StreamRecord>();
  const reads: Buffer[] = [];
  const textAtMs: number[] = [];
  const hasText = textFinder(peer.textMark);
  const startedAt = performance.now();

  const end = (failure?: string) => {
    opened.resolve();
    firstText.resolve();
    ended.resolve({ textAtMs, body: () => Buffer.concat(reads).toString(), failure });
  };
  const req = request(url, {
    agent,
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  });
  req.on('error', (error) => end(error.message));
  req.on('response', (res) => {
    res.on('data', (read: Buffer) => {
      if (hasText(read)) {
        textAtMs.push(performance.now() - startedAt);
        if (textAtMs.length === 1) {
          firstText.resolve();
        }
      }
      if (reads.push(read) === 1) {
        opened.resolve();
      }
    });
    res.on('error', (error) => end(error.message));
    res.on('end', () => end(res.statusCode === 200 ? undefined : `HTTP ${res.statusCode}`));
  });
  req.end(body);
  return { opened: opened.promise, firstText: firstText.promise, ended: ended.promise, leave: () => req.destroy() };
}

/** Tells of each read in turn whether `mark` ends in it; the mark may be cut by the reads. */
function textFinder(mark: string): (read: Buffer) => boolean {
  const bytes = Buffer.from(mark);
  if (bytes.length === 0) {
    return () => true;
  }
  const most = bytes.length - 1;
  let before = Buffer.alloc(0);
  return (read) => {
    const isFound = read.includes(bytes) || Buffer.concat([before, read.subarray(0, most)]).includes(bytes);
    before = (read.length < most ? Buffer.concat([before, read]) : read).subarray(-most);
    return isFound;
  };
}
