/**
 * How long a text was at versions of it, as pairs of version and length: tells from a follower's version alone where it
 * goes on, so that a follower needs no memory of its own.
 */
export type Growth = number[];

/** Past so many numbers those that tell least go. */
const MOST = 64;

/** The numbers of the latest versions, which most followers are at, stay. */
const LATEST = 16;

/** Notes that at `version` the text changed from `offset` on and is `length` long. */
export function noteGrowth(growth: Growth, version: number, offset: number, length: number): void {
  while (growth.length > 0 && Number(growth.at(-1)) > offset) {
    growth.length -= 2;
  }
  growth.push(version, length);
  if (growth.length > MOST) {
    thin(growth);
  }
}

/** How much of the text has certainly not changed since `version`: 0 where that is not known. */
export function unchangedSince(growth: Growth, version: number): number {
  let low = 0;
  let high = growth.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(growth[middle * 2]) <= version) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low === 0 ? 0 : Number(growth[low * 2 - 1]);
}

/** Older versions go as long as who stands at one of them is sent at most half as much again of what it lacks. */
function thin(growth: Growth): void {
  const latest = growth.length - LATEST;
  const length = Number(growth.at(-1));
  let kept = 2;
  for (let at = 2; at < growth.length; at += 2) {
    const [version = 0, here = 0, , next = length] = growth.slice(at, at + 4);
    const before = Number(growth[kept - 1]);
    if (at >= latest || next - before > (length - next) / 2) {
      growth[kept] = version;
      growth[kept + 1] = here;
      kept += 2;
    }
  }
  growth.length = kept;
}
