import { jobStatuses, type OnDisconnect } from '../jobs/index.ts';
import { stages } from '../optimizer/index.ts';
import { builder } from './builder.ts';

/** How a job stands. */
export const JobStatusType = builder.enumType('JobStatus', { values: jobStatuses });

/** Where a document or a job is. */
export const StageType = builder.enumType('Stage', { values: stages });

/** What becomes of a job that nobody follows. */
export const OnDisconnectType = builder.enumType('OnDisconnect', {
  values: {
    CANCEL: {
      description: "Cancelled when nobody has followed it for the server's grace period (30 s unless configured).",
    },
    CONTINUE: { description: 'Runs to its end.' },
  } satisfies Record<OnDisconnect, object>,
});
