import type { Job } from '../../src/jobs/job.ts';

type Input = Job['input'];

/** A job of anyone's, as it is accepted. */
export function newJob(documents: Input['documents'], more: Partial<Job> = {}): Job {
  return {
    id: 'job',
    caller: 'anyone',
    idempotencyKey: undefined,
    claim: '',
    fingerprint: '',
    createdAt: 0,
    segmentWords: 600,
    model: 'test',
    input: {
      documents,
      optimizationType: 'CLARITY',
      model: undefined,
      instructions: undefined,
      audience: undefined,
      protectedTerms: [],
      onDisconnect: 'CONTINUE',
    },
    ...more,
  };
}
