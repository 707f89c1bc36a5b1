import { CopydeskError } from '../errors.ts';

/** Where a follower stands: it has all that the job's state was at `version`. */
export interface Cursor {
  readonly jobId: string;
  readonly version: number;
}

/** The cursor as a client keeps it; it fits the `id` of a server-sent event. */
export function formatCursor({ jobId, version }: Cursor): string {
  return `${jobId}:${version}`;
}

/** The cursor that a client sends back. Throws CURSOR_INVALID. */
export function parseCursor(text: string): Cursor {
  const [, jobId, version] = /^([\w-]{1,64}):(\d{1,15})$/.exec(text) ?? [];
  if (jobId === undefined || version === undefined) {
    throw invalidCursor('must be the `cursor` of a chunk, or the `id` of its event');
  }
  return { jobId, version: Number(version) };
}

/** A cursor that can't be gone on from: `after` so and so. */
export function invalidCursor(why: string): CopydeskError {
  return new CopydeskError('CURSOR_INVALID', `\`after\` ${why}. Leave it out to start from the beginning.`, 'after');
}
