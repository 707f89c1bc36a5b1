import type { Entry } from './events.ts';
import type { Job } from './job.ts';
import type { JobStore } from './store.ts';

/** A store that keeps jobs for as long as the process lives. */
export function createMemoryStore(): JobStore {
  const jobs = new Map<string, { job: Job; entries: Entry[] }>();
  const holders = new Map<string, string>();
  const claimKey = (caller: string, claim: string) => JSON.stringify([caller, claim]);

  return {
    async insert(job, replaced) {
      const key = claimKey(job.caller, job.claim);
      if (holders.get(key) !== replaced) {
        return false;
      }
      holders.set(key, job.id);
      jobs.set(job.id, { job, entries: [] });
      return true;
    },
    async append(jobId, entry) {
      jobs.get(jobId)?.entries.push(entry);
    },
    async holderOf(caller, claim) {
      return holders.get(claimKey(caller, claim));
    },
    async read(jobId) {
      return jobs.get(jobId);
    },
    async expire(endedBefore) {
      for (const [id, { job, entries }] of jobs) {
        const last = entries.at(-1);
        if (last?.event.type === 'jobEnded' && last.at < endedBefore) {
          jobs.delete(id);
          if (job.idempotencyKey === undefined) {
            holders.delete(claimKey(job.caller, job.claim));
          }
        }
      }
    },
  };
}
