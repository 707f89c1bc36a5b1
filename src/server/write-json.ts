import type { Writable } from 'node:stream';
import { eachInTurns } from '../turns.ts';
import { jsonPieces } from './json.ts';

/** What is written to: a connection's response, or another stream in its place. */
export type WriteTarget = Pick<Writable, 'write' | 'end' | 'on' | 'once' | 'off' | 'destroyed' | 'writableNeedDrain'>;

/**
 * Writes the JSON of `value` piece by piece, in turns with all long tasks and as fast as the reader takes it, `before` in front
 * and `after` behind. Resolves when all of it is written, or nothing more can be because the target is closed or `isOver` says so.
 */
export async function writeJson(
  value: unknown,
  target: WriteTarget,
  { before = '', after = '', isOver }: { before?: string; after?: string; isOver: () => boolean },
): Promise<void> {
  let lead = before;
  for await (const piece of eachInTurns(jsonPieces(value))) {
    if (isOver() || target.destroyed) {
      return;
    }
    const isTaken = target.write(lead + piece);
    lead = '';
    if (!isTaken) {
      await drained(target);
    }
  }
  if (!isOver()) {
    target.write(lead + after);
  }
}

function drained(target: WriteTarget): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      target.off('drain', go);
      target.off('close', go);
      resolve();
    };
    target.once('drain', go);
    target.once('close', go);
  });
}
