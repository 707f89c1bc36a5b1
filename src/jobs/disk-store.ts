import { CopydeskError, messageOf } from '../errors.ts';
import { createClaimLookup } from './claim-lookup.ts';
import { type DiskOrder, isWriting } from './disk-orders.ts';
import { diskThread } from './disk-thread.ts';
import { isSynced } from './events.ts';
import { isPackedJob, unpackJob } from './packed-job.ts';
import type { JobStore } from './store.ts';

/** What need not be kept at once waits for what must, but no longer than this: each way to the thread costs as much as a transaction. */
const LONGEST_WAIT_MS = 250;

/** The disk could not be written or read. The cause is the database's own error. */
export class DiskError extends CopydeskError {
  override readonly name = 'DiskError';

  constructor(cause: string | undefined) {
    super(
      'INTERNAL',
      'The server cannot keep jobs at present: its disk is full or cannot be written. Try again once that is mended.',
      { cause },
    );
  }
}

/** An order that is to be done, and who is told what came of it. */
interface Waiting {
  readonly order: DiskOrder;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The job that an order adds to. */
function jobOf({ order }: Waiting): string | undefined {
  return order.what === 'append' ? order.jobId : undefined;
}

/**
 * A store in one file in `folder`, which is made if it is not there. What comes while the disk is busy is written together,
 * in one transaction, and what need not be kept at once with what must. A method rejects with a DiskError where the disk is full
 * or cannot be written, and nothing of it is kept then; `onFailure` is told of it, once for all that was to be written together. No job
 * is certain to be taken from then on until something could be written again.
 */
export function createDiskStore(folder: string, onFailure: (error: DiskError) => void = () => {}): JobStore {
  let waiting: Waiting[] = [];
  let isUrgent = false;
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;
  const claims = createClaimLookup(folder);
  /** Whether what was to be written last could be. */
  let isSound = true;

  async function flush(): Promise<void> {
    while (isUrgent) {
      const batch = waiting;
      waiting = [];
      isUrgent = false;
      clearTimeout(timer);
      timer = undefined;
      const replies = await diskThread
        .run({ folder, orders: batch.map(({ order }) => order) })
        .catch((error) => batch.map(() => ({ message: messageOf(error) })));
      const failed: Waiting[] = [];
      batch.forEach((each, index) => {
        const reply = replies[index];
        if (reply && 'result' in reply) {
          each.resolve(reply.result);
        } else {
          failed.push(each);
        }
      });
      if (failed.length === 0) {
        isSound ||= batch.some(({ order }) => isWriting(order));
      } else {
        isSound = false;
        fail(failed, replies.flatMap((reply) => ('message' in reply ? reply.message : []))[0]);
      }
    }
    isBusy = false;
  }

  /** What waits to be kept of a job of which something before it could not be, fails with that. */
  function fail(failed: readonly Waiting[], cause: string | undefined): void {
    const error = new DiskError(cause);
    const broken = new Set(failed.flatMap((each) => jobOf(each) ?? []));
    const isBehind = (each: Waiting) => broken.has(jobOf(each) ?? '');
    const behind = waiting.filter(isBehind);
    waiting = waiting.filter((each) => !isBehind(each));
    onFailure(error);
    for (const { reject } of [...failed, ...behind]) {
      reject(error);
    }
  }

  function hurry(): void {
    isUrgent = true;
    if (!isBusy) {
      isBusy = true;
      // What comes in the same breath goes into the same transaction, and the first call of a new job goes out before.
      process.nextTick(() => setImmediate(() => void flush()));
    }
  }

  function run(order: DiskOrder, due: 'soon' | 'later' = 'soon'): Promise<unknown> {
    return new Promise((resolve, reject) => {
      waiting.push({ order, resolve, reject });
      if (due === 'later') {
        timer ??= setTimeout(hurry, LONGEST_WAIT_MS);
      } else {
        hurry();
      }
    });
  }

  return {
    insert: async (job, replaced) => (await run({ what: 'insert', job, replaced })) === true,
    // Jobs that come while it is busy are taken together, and their calls go out together, for less than one by one.
    willTake: (caller, claim) => isSound && !isBusy && claims.isFree(caller, claim),
    async append(jobId, entry) {
      await run({ what: 'append', jobId, entry }, isSynced(entry.event) ? 'soon' : 'later');
    },
    async holderOf(caller, claim) {
      const holder = await run({ what: 'holderOf', caller, claim });
      return typeof holder === 'string' ? holder : undefined;
    },
    async read(jobId) {
      const packed = await run({ what: 'read', jobId });
      return isPackedJob(packed) ? unpackJob(packed) : undefined;
    },
    async list(query) {
      const ids = await run({ what: 'list', ...query });
      return Array.isArray(ids) ? ids.map(String) : undefined;
    },
    holds: async (caller, jobId) => (await run({ what: 'holds', caller, jobId })) === true,
    async unfinished() {
      const ids = await run({ what: 'unfinished' });
      return Array.isArray(ids) ? ids.map(String) : [];
    },
    expire: async (endedBefore, forgottenBefore) =>
      (await run({ what: 'expire', endedBefore, forgottenBefore })) === true,
    async close() {
      await run({ what: 'unfinished' }).catch(() => {});
      claims.close();
      await diskThread.run({ folder, orders: [], isLast: true }).catch(() => {});
    },
  };
}
