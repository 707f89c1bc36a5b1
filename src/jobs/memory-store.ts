import { type Entry, type JobStatus, statusAfter } from './events.ts';
import type { Job } from './job.ts';
import type { JobStore } from './store.ts';

/** Code units of text that ended jobs may hold; past them the oldest expire early. */
const KEPT_LENGTH = 100_000_000;

/** Keys of jobs that have expired; past them the oldest are forgotten. */
const KEPT_KEYS = 100_000;

/** A store that keeps jobs for as long as the process lives, and has room for them. */
export function createMemoryStore(keptLength = KEPT_LENGTH): JobStore {
  const jobs = new Map<string, { readonly job: Job; readonly entries: Entry[]; status: JobStatus }>();
  const holders = new Map<string, { readonly id: string; expiredAt?: number }>();
  const claimKey = (caller: string, claim: string) => JSON.stringify([caller, claim]);

  let endedLength = 0;
  const isEnded = (entries: readonly Entry[]) => entries.at(-1)?.event.type === 'jobEnded';

  function drop(id: string, job: Job, endedAt: number): void {
    endedLength -= lengthOf(job);
    jobs.delete(id);
    const key = claimKey(job.caller, job.claim);
    const holder = holders.get(key);
    if (holder?.id !== id) {
      return;
    }
    holder.expiredAt = endedAt;
    if (job.idempotencyKey === undefined) {
      holders.delete(key);
    }
  }

  /** Lets go of the oldest of what is too much. */
  function makeRoom(): void {
    for (const [id, { job, entries }] of endedLength > keptLength ? jobs : []) {
      if (endedLength <= keptLength) {
        break;
      }
      if (isEnded(entries)) {
        drop(id, job, Number(entries.at(-1)?.at));
      }
    }
    for (const [key, { id }] of holders.size > KEPT_KEYS ? holders : []) {
      if (holders.size <= KEPT_KEYS) {
        break;
      }
      if (!jobs.has(id)) {
        holders.delete(key);
      }
    }
  }

  return {
    async insert(job, replaced) {
      const key = claimKey(job.caller, job.claim);
      if (holders.get(key)?.id !== replaced) {
        return false;
      }
      holders.set(key, { id: job.id });
      jobs.set(job.id, { job, entries: [], status: 'QUEUED' });
      return true;
    },
    willTake: (caller, claim) => !holders.has(claimKey(caller, claim)),
    async append(jobId, entry) {
      const stored = jobs.get(jobId);
      if (!stored) {
        return;
      }
      stored.entries.push(entry);
      stored.status = statusAfter(entry.event) ?? stored.status;
      if (entry.event.type === 'jobEnded') {
        endedLength += lengthOf(stored.job);
        makeRoom();
      } else if (entry.event.type === 'jobRetried') {
        endedLength -= lengthOf(stored.job);
      }
    },
    async holderOf(caller, claim) {
      return holders.get(claimKey(caller, claim))?.id;
    },
    async read(jobId) {
      const stored = jobs.get(jobId);
      return stored && { job: stored.job, entries: [...stored.entries] };
    },
    async list({ caller, status, after, first }) {
      const own = [...jobs.values()].filter(({ job }) => job.caller === caller).reverse();
      const place = own.findIndex(({ job }) => job.id === after);
      return after !== undefined && place < 0
        ? undefined
        : own
            .slice(place + 1)
            .filter((stored) => status === undefined || stored.status === status)
            .slice(0, first)
            .map(({ job }) => job.id);
    },
    async holds(caller, jobId) {
      const held = [...holders].find(([, { id }]) => id === jobId);
      return held !== undefined && JSON.parse(held[0])[0] === caller;
    },
    async unfinished() {
      return [...jobs].flatMap(([id, { entries }]) => (isEnded(entries) ? [] : [id]));
    },
    async expire(endedBefore, forgottenBefore) {
      for (const [id, { job, entries }] of jobs) {
        const endedAt = Number(entries.at(-1)?.at);
        if (isEnded(entries) && endedAt < endedBefore) {
          drop(id, job, endedAt);
        }
      }
      for (const [key, { expiredAt }] of holders) {
        if (expiredAt !== undefined && expiredAt < forgottenBefore) {
          holders.delete(key);
        }
      }
      return false;
    },
    async close() {},
  };
}

/** Of its documents' text, before and after. */
function lengthOf({ input }: Job): number {
  return 2 * input.documents.reduce((sum, { content }) => sum + content.length, 0);
}
