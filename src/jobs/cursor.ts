import { CopydeskError } from '../errors.ts';

/** Where a follower of a job stands, as it keeps it. */
export interface Cursor extends Standing {
  readonly jobId: string;
  /** The job's epoch then. */
  readonly epoch: number;
}

/** A follower has all that the job's state was at `version`, and of what it was being sent then, the beginning. */
export interface Standing {
  readonly version: number;
  readonly partial: Partial | undefined;
}

/** The beginning of a difference was sent: the parts before `place` stand at `reached`, the others where they stood. */
export interface Partial {
  readonly reached: number;
  readonly place: Place;
}

/** Between two parts of a difference. The parts of a document are its stages, its segments and its end, in order. */
export interface Place {
  readonly document: number;
  readonly part: number;
}

/** The cursor as a client keeps it; it fits the `id` of a server-sent event. */
export function formatCursor({ jobId, epoch, version, partial }: Cursor): string {
  const { reached, place } = partial ?? {};
  return `${jobId}${epoch > 0 ? `@${epoch}` : ''}:${version}${place ? `.${reached}.${place.document}.${place.part}` : ''}`;
}

const written = /^([\w-]{1,64})(?:@(\d{1,9}))?:(\d{1,15})(?:\.(\d{1,15})\.(\d{1,9})\.(\d{1,9}))?$/;

/** The cursor that a client sends back. Throws CURSOR_INVALID. */
export function parseCursor(text: string): Cursor {
  const [, jobId, epoch = 0, version, reached, document, part] = written.exec(text) ?? [];
  if (jobId === undefined) {
    throw invalidCursor('must be the `cursor` of a chunk, or the `id` of its event');
  }
  const partial =
    reached === undefined
      ? undefined
      : { reached: Number(reached), place: { document: Number(document), part: Number(part) } };
  return { jobId, epoch: Number(epoch), version: Number(version), partial };
}

/** A cursor that can't be gone on from: `after` so and so. */
export function invalidCursor(why: string): CopydeskError {
  return new CopydeskError('CURSOR_INVALID', `\`after\` ${why}. Leave it out to start from the beginning.`, {
    field: 'after',
  });
}

/**
 * Where a follower with this cursor stands in a job: from an older epoch it gets the state as it is. Throws CURSOR_INVALID
 * where the job has not come so far.
 */
export function standingIn(
  { version, epoch }: { readonly version: number; readonly epoch: number },
  cursor: Cursor,
): Standing {
  const reached = cursor.partial?.reached ?? cursor.version;
  const isAhead = cursor.epoch > epoch || (cursor.epoch === epoch && (reached > version || cursor.version > reached));
  if (isAhead) {
    throw invalidCursor('stands where the job has not come yet');
  }
  return cursor.epoch === epoch
    ? { version: cursor.version, partial: cursor.partial }
    : { version: 0, partial: undefined };
}
