/**
 * How long a text was at versions of it, as pairs of version and length: tells from a follower's version alone where it
 * goes on, so that a follower needs no memory of its own.
 */
export type Growth = number[];

/** Numbers that are kept of a text at most, and of the latest versions, which most followers are at, for certain. */
const MOST = 64;
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

/** Every second of the older versions goes: who stands at one of them is sent a little of what it has once more. */
function thin(growth: Growth): void {
  const old = growth.length - LATEST;
  let kept = 0;
  growth.forEach((number, index) => {
    if (index >= old || index % 4 < 2) {
      growth[kept] = number;
      kept += 1;
    }
  });
  growth.length = kept;
}
