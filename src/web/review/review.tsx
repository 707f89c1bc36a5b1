import { useMemo, useState } from 'preact/hooks';
import { applyEdits, ConnectionError } from '../../client/index.ts';
import { Trouble } from '../errors.tsx';
import { useValue } from '../value.ts';
import { combine, type Place, type Result } from './combined.ts';
import { type Decision, Decisions } from './decisions.ts';
import { EditList } from './edit-list.tsx';
import { actionOf, keyHelp } from './keys.ts';
import { Report } from './report.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { Take } from './take.tsx';
import { Toolbar } from './toolbar.tsx';
import { type Mode, useChangesView } from './use-changes-view.ts';

interface ReviewProps {
  readonly jobId: string;
  readonly result: Result;
  readonly original: string;
}

/** A finished document: each of its changes to take or leave, and what else there is to say about it. */
export function Review({ jobId, result, original }: ReviewProps) {
  const { edits } = result;
  const combined = useMemo(() => combine(original, result), [original, result]);
  const decisions = useMemo(
    () => new Decisions(`${jobId}:${result.document.index}:${result.optimizedContent.length}`, edits.length),
    [jobId, result],
  );
  const decided = useValue(decisions.value);
  const [mode, setMode] = useState<Mode>('within');
  const [chosen, setChosen] = useState(-1);
  const [spot, setSpot] = useState<Place>();

  const choose = (index: number) => {
    setChosen(index);
    setSpot(undefined);
  };
  const move = (step: 1 | -1) => {
    const start = step > 0 ? -1 : edits.length;
    choose(edits.length === 0 ? -1 : ((chosen < 0 ? start : chosen) + step + edits.length) % edits.length);
  };
  /** Decides on an edit and goes on to the next that is open. */
  const decide = (decision: Decision, index = chosen) => {
    if (index >= 0) {
      decisions.decide(index, decision);
      const now = decisions.value.get();
      const order = Array.from(edits, (_, step) => (index + 1 + step) % edits.length);
      choose(order.find((other) => now[other] === 'open') ?? index);
    }
  };

  const { place, isBroken } = useChangesView(mode, combined, edits, {
    shown: { decisions: decided, chosen, spot },
    choose,
    decide,
  });

  const taken = edits.filter((_, index) => decided[index] !== 'rejected');
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf(event, { move, decide, decisions, leave: () => choose(-1) });
    if (action) {
      event.preventDefault();
      action();
    }
  };
  return (
    <section class="review panel" aria-label="Review" onKeyDown={onKeyDown}>
      <Toolbar decided={decided} decisions={decisions} move={move} mode={mode} setMode={setMode}>
        <Take result={result} original={original} edits={taken} text={() => applyEdits(original, taken)} />
      </Toolbar>
      <div class={`review-text ${mode}`} ref={place}>
        {isBroken && <Trouble error={new ConnectionError()} again={() => location.reload()} />}
      </div>
      <aside class="review-side" aria-label="About this text">
        <EditList {...{ result, original, decided, chosen, choose, decisions }} />
        <SuggestionList
          suggestions={result.suggestions}
          point={(index) => {
            setMode('within');
            setChosen(-1);
            setSpot(combined.suggestions[index]);
          }}
        />
        <Report result={result} />
        {edits.length > 0 && (
          <dl class="keys">
            {keyHelp.map(([keys, what]) => (
              <div key={keys}>
                <dt>{keys}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        )}
      </aside>
    </section>
  );
}
