import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { applyEdits } from '../../client/index.ts';
import { useValue } from '../value.ts';
import { combine, type Place, type Result } from './combined.ts';
import { type Decision, Decisions } from './decisions.ts';
import { EditList } from './edit-list.tsx';
import type { ChangesView } from './editor.ts';
import { actionOf, keyHelp } from './keys.ts';
import { createPopover } from './popover.ts';
import { Report } from './report.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { Take } from './take.tsx';
import { Toolbar } from './toolbar.tsx';

interface ReviewProps {
  readonly jobId: string;
  readonly result: Result;
  readonly original: string;
}

/** How the changes are shown: within the text, or the text beside the original. */
export type Mode = 'within' | 'beside';

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

  const shown = { decisions: decided, chosen, spot };
  const place = useChangesView(
    mode,
    shown,
    async (parent, current) => {
      if (mode === 'beside') {
        const { createBeside } = await import('./beside.ts');
        return createBeside({
          place: parent,
          combined,
          shown: current().shown,
          onChoose: (at) => current().choose(at),
        });
      }
      const { createSuggestions } = await import('./suggestions.ts');
      return createSuggestions({
        place: parent,
        combined,
        shown: current().shown,
        onChoose: (at) => current().choose(at),
        popover: (at) =>
          createPopover(edits[at], (decision) => {
            current().decide(decision, at);
            // The buttons go with the edit; whoever pressed one goes on with the keys.
            parent.querySelector<HTMLElement>('.cm-content')?.focus({ preventScroll: true });
          }),
      });
    },
    { shown, choose, decide },
  );

  const taken = edits.filter((_, index) => decided[index] !== 'rejected');
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf(event, { move, decide, decisions, leave: () => choose(-1) });
    if (action) {
      event.preventDefault();
      action();
    }
  };
  return (
    <section class="review" aria-label="Review" onKeyDown={onKeyDown}>
      <Toolbar decided={decided} decisions={decisions} move={move} mode={mode} setMode={setMode}>
        <Take result={result} original={original} edits={taken} text={() => applyEdits(original, taken)} />
      </Toolbar>
      <div class={`review-text ${mode}`} ref={place} />
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

interface Current {
  readonly shown: Parameters<ChangesView['show']>[0];
  readonly choose: (index: number) => void;
  readonly decide: (decision: Decision, index: number) => void;
}

/** Keeps a view in an element for as long as `mode` stays, and up to date. Gives where it is to stand. */
function useChangesView(
  mode: Mode,
  shown: Current['shown'],
  create: (parent: HTMLElement, current: () => Current) => Promise<ChangesView>,
  current: Current,
) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<ChangesView>();
  const latest = useRef(current);
  latest.current = current;
  useEffect(() => {
    let made: ChangesView | undefined;
    let isGone = false;
    if (place.current) {
      create(place.current, () => latest.current).then((next) => {
        made = next;
        if (isGone) {
          next.destroy();
        } else {
          setView(next);
        }
      });
    }
    return () => {
      isGone = true;
      made?.destroy();
      setView(undefined);
    };
  }, [mode]);
  useEffect(() => view?.show(shown), [view, shown.decisions, shown.chosen, shown.spot]);
  return place;
}
