import { CopydeskError } from '../errors.ts';
import { LinkedAbort } from '../linked-abort.ts';
import type { Model } from '../models/index.ts';
import { createChannel } from './channel.ts';
import { optimizeDocument } from './document.ts';
import type { DocumentEvent } from './events.ts';
import type { DocumentSoFar, OptimizeOptions, SourceDocument } from './source.ts';

/**
 * Optimizes documents side by side, and the segments of each, by the first of `models`; the others step in where it
 * fails. Begins at once, and not when it is first read. Ends when every document has ended or failed: one that fails is an
 * event and leaves the others alone. Once `signal` aborts, the documents in work fail with its reason, which is to be a
 * CopydeskError; whoever leaves the generator ends them too. What `soFar` says is done is not done again.
 */
export function optimize(
  documents: readonly SourceDocument[],
  options: OptimizeOptions,
  models: readonly [Model, ...Model[]],
  signal: AbortSignal,
  soFar: readonly DocumentSoFar[] = [],
): AsyncGenerator<DocumentEvent, void> {
  const left = new LinkedAbort(signal);
  let isDone = false;
  const channel = createChannel(joinGrowth, () => {
    left.unlink();
    if (!isDone) {
      left.abort(new CopydeskError('CANCELLED', 'Nobody waits for the result any more.'));
    }
  });
  const work = documents.map((document, index) =>
    soFar[index]?.isEnded
      ? undefined
      : optimizeDocument({
          document,
          index,
          options,
          models,
          signal: left.signal,
          segmentsSoFar: soFar[index]?.segments ?? [],
          send: channel.send,
        }),
  );
  void Promise.all(work).then(() => {
    isDone = true;
    channel.close();
  });
  return channel.items;
}

/** Text that came before the last was read makes one event with it. */
function joinGrowth(last: DocumentEvent, next: DocumentEvent): DocumentEvent | undefined {
  const isOne =
    last.type === 'segmentGrew' &&
    next.type === 'segmentGrew' &&
    last.document === next.document &&
    last.segment === next.segment &&
    last.offset + last.text.length === next.offset;
  return isOne ? { ...last, text: last.text + next.text } : undefined;
}
