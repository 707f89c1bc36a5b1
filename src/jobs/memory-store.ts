import type { Entry } from './events.ts';
import type { Job } from './job.ts';
import type { JobStore } from './store.ts';

/** Code units of text that ended jobs may hold; past them the oldest expire early. */
const KEPT_LENGTH = 100_000_000;

/** Keys of jobs that have expired; past them the oldest are forgotten. */
const KEPT_KEYS = 100_000;

/** A store that keeps jobs for as long as the process lives, and has room for them. */
export function createMemoryStore(keptLength = KEPT_LENGTH): JobStore {
  const jobs = new Map<string, { job: Job; entries: Entry[] }>();
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
      jobs.set(job.id, { job, entries: [] });
      return true;
    },
    async append(jobId, entry) {
      const stored = jobs.get(jobId);
      stored?.entries.push(entry);
      if (stored && entry.event.type === 'jobEnded') {
        endedLength += lengthOf(stored.job);
        makeRoom();
      }
    },
    async holderOf(caller, claim) {
      return holders.get(claimKey(caller, claim))?.id;
    },
    async read(jobId) {
      return jobs.get(jobId);
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
