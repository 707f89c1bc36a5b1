import type { Folded, FoldedDocument } from '../../client/index.ts';
import type { Pace } from './pace.ts';
import { countWords, durationWords, stageWords } from './words.ts';

interface RowsProps {
  readonly job: Folded;
  readonly paces: readonly Pace[];
  readonly chosen: number;
  readonly choose: (index: number) => void;
}

/** One row per document: how it stands, how far it is, how fast it comes and how long it will take. */
export function DocumentRows({ job, paces, chosen, choose }: RowsProps) {
  return (
    <ul class="rows" aria-label="Documents">
      {job.documents.map((document) => {
        const { index, name } = document;
        const isOver = job.complete !== undefined || document.result !== undefined || document.error !== undefined;
        const pace = isOver ? undefined : paces[index];
        return (
          <li key={index} class={`row ${stateOf(document, job)}`} data-chosen={index === chosen}>
            <button type="button" class="row-name" aria-current={index === chosen} onClick={() => choose(index)}>
              {name || 'Document'}
            </button>
            <span class="row-stage">{stageOf(document, job)}</span>
            {!job.complete && (
              <>
                <progress class="row-bar" max={100} value={document.percent} aria-label={`Progress of ${name}`} />
                <span class="row-percent">{Math.floor(document.percent)} %</span>
                <span class="row-rate">
                  {pace?.tokensPerSecond !== undefined && `${Math.round(pace.tokensPerSecond)} tokens/s`}
                </span>
                <span class="row-left">
                  {pace?.secondsLeft !== undefined && `${durationWords(pace.secondsLeft)} left`}
                </span>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** How a document stands, for the eye. */
function stateOf({ result, error }: FoldedDocument, { complete }: Folded): string {
  if (result) {
    return result.status === 'FULFILLED' ? 'done' : 'gaps';
  }
  return error ? 'failed' : complete ? 'stopped' : 'running';
}

function stageOf({ stage, result, error }: FoldedDocument, { complete }: Folded): string {
  if (result) {
    const kept = result.segments.filter(({ reason }) => reason !== null).length;
    const changes = result.edits.length === 0 ? 'Nothing to change' : countWords(result.edits.length, 'change');
    return kept === 0 ? changes : `${changes}, ${countWords(kept, 'part')} kept`;
  }
  if (error) {
    return error.code === 'CANCELLED' ? 'Stopped' : 'Failed';
  }
  return complete ? 'Stopped' : stage ? stageWords[stage] : 'Waiting';
}
