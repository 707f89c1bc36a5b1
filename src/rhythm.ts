/** So many streams are served at the pace that is set; where there are more, each is served less often. */
const STREAMS_AT_PACE = 64;

/** That seldom at most, in intervals. */
const SLOWEST = 2;

/**
 * How long to rest, in milliseconds, before `streams` streams are served again that are to be served every `intervalMs`:
 * longer where they are many, because what a turn costs is hardly more for more text.
 */
export function restOf(intervalMs: number, streams: number): number {
  return intervalMs * Math.min(SLOWEST, Math.max(1, streams / STREAMS_AT_PACE));
}
