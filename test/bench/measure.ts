import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time that a process has taken so far, in ms: all its threads, in the kernel and out. The kernel's own count in
 * nanoseconds; utime and stime of /proc/PID/stat are the same time in steps of 10 ms, too coarse for the fastest here.
 */
export function cpuMs(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((total, task) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    return total + Number(nanoseconds) / 1e6;
  }, 0);
}

/** Resident memory of a process, in kB. */
export function rssKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** The value that `percent` of all `values` are not above; NaN without any. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle of `values`, or the mean of the two in the middle; NaN without any. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN];
  return (low + high) / 2;
}
