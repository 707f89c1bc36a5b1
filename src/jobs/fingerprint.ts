import { hash } from 'node:crypto';
import { eachInTurns } from '../turns.ts';
import type { JobInput } from './job.ts';

/** A hash of all that decides what a job does: SHA-256, in hex. Made in turns with all long tasks. */
export async function fingerprintOf(input: JobInput): Promise<string> {
  const options = [
    input.optimizationType,
    input.model ?? null,
    input.instructions ?? null,
    input.audience ?? null,
    input.protectedTerms,
    input.onDisconnect,
    // Left out where it is not asked for, as it was before it could be: a key holds for a month.
    ...(input.rewriteHeadings ? ['rewriteHeadings'] : []),
  ];
  // One document at a time: all of them together may be more than a string can hold.
  const documents: string[][] = [];
  for await (const { name, type, format, content } of eachInTurns(input.documents)) {
    documents.push([name, type, format, sha256(content)]);
  }
  return sha256(JSON.stringify([options, documents]));
}

/** SHA-256 of a text's UTF-8, in hex. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
