import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Folded, FoldedDocument } from '../../client/index.ts';
import { adviceFor } from '../errors.tsx';
import { Review } from '../review/review.tsx';
import { LiveText } from './live-text.ts';

interface DocumentProps {
  readonly jobId: string;
  readonly job: Folded;
  readonly document: FoldedDocument;
  /** Undefined as long as it is not known. */
  readonly original: string | undefined;
}

/** One document: its text as it grows beside the original, or, once it is done, its changes. */
export function DocumentView({ jobId, job, document, original }: DocumentProps) {
  const { result, error } = document;
  if (result && original !== undefined) {
    return (
      <Review
        key={`${result.edits.length} ${result.optimizedContent.length}`}
        jobId={jobId}
        result={result}
        original={original}
      />
    );
  }
  return (
    <>
      {error && error.code !== 'CANCELLED' && (
        <p class="trouble" role="alert">
          <strong>{error.message}</strong> {adviceFor(error.code)}
        </p>
      )}
      <Writing document={document} original={original} isOver={job.complete !== undefined || error !== undefined} />
    </>
  );
}

interface WritingProps extends Pick<DocumentProps, 'document' | 'original'> {
  readonly isOver: boolean;
}

function Writing({ document, original, isOver }: WritingProps) {
  const place = useRef<HTMLElement>(null);
  const text = useRef<LiveText>(null);
  // Each time: the document is the same object, brought up to date.
  useLayoutEffect(() => {
    if (place.current) {
      text.current ??= new LiveText(place.current);
      text.current.draw(document, original);
    }
  });
  return (
    <div class="writing panel" aria-busy={!isOver}>
      <div class="writing-heads" aria-hidden="true">
        <span>Original</span>
        <span>Improved</span>
      </div>
      <section
        class="writing-text"
        ref={place}
        data-over={isOver}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keyboard.
        tabIndex={0}
        aria-label="Original beside improved text"
      />
    </div>
  );
}
