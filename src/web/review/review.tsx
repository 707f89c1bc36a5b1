import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { applyEdits } from '../../client/index.ts';
import { useValue } from '../value.ts';
import { combine, type Result } from './combined.ts';
import { type Decision, Decisions } from './decisions.ts';
import { EditList } from './edit-list.tsx';
import { fillPopover } from './popover.ts';
import { Report } from './report.tsx';
import type { SuggestionsView } from './suggestions.ts';
import { Take } from './take.tsx';
import { Toolbar } from './toolbar.tsx';

interface ReviewProps {
  readonly jobId: string;
  readonly result: Result;
  readonly original: string;
}

/** A finished document: each of its changes to take or leave, and what else there is to say about it. */
export function Review({ jobId, result, original }: ReviewProps) {
  const { edits } = result;
  const decisions = useMemo(
    () => new Decisions(`${jobId}:${result.document.index}:${result.optimizedContent.length}`, edits.length),
    [jobId, result],
  );
  const decided = useValue(decisions.value);
  const [chosen, setChosen] = useState(-1);
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<SuggestionsView>(null);
  const reveal = useRef(false);

  const choose = (index: number, isRevealed = true) => {
    reveal.current = isRevealed;
    setChosen(index);
  };
  const move = (step: 1 | -1) => {
    if (edits.length > 0) {
      choose(chosen < 0 ? (step > 0 ? 0 : edits.length - 1) : (chosen + step + edits.length) % edits.length);
    }
  };
  /** Decides on the chosen edit and goes on to the next that is open. */
  const decide = (decision: Decision, index = chosen) => {
    if (index < 0) {
      return;
    }
    decisions.decide(index, decision);
    const now = decisions.value.get();
    const order = [...edits.keys()].map((step) => (index + 1 + step) % edits.length);
    choose(order.find((other) => now[other] === 'open') ?? index);
  };
  const latest = useRef({ decide, choose });
  latest.current = { decide, choose };

  useEffect(() => {
    let isGone = false;
    import('./suggestions.ts').then(({ createSuggestions }) => {
      if (!isGone && place.current) {
        view.current = createSuggestions({
          place: place.current,
          combined: combine(original, result),
          shown: { decisions: decisions.value.get(), chosen: -1 },
          onChoose: (index) => latest.current.choose(index, false),
          popover: (index) => fillPopover(edits[index], (decision) => latest.current.decide(decision, index)),
        });
      }
    });
    return () => {
      isGone = true;
      view.current?.destroy();
      view.current = null;
    };
  }, [decisions]);
  useEffect(() => {
    view.current?.show({ decisions: decided, chosen }, reveal.current);
    reveal.current = false;
  }, [decided, chosen]);

  const taken = edits.filter((_, index) => decided[index] !== 'rejected');
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keyAction(event, { move, decide, decisions, leave: () => choose(-1) });
    if (action) {
      event.preventDefault();
      action();
    }
  };
  return (
    <section class="review" aria-label="Changes" onKeyDown={onKeyDown}>
      <Toolbar decided={decided} decisions={decisions} move={move}>
        <Take result={result} text={() => applyEdits(original, taken)} original={original} edits={taken} />
      </Toolbar>
      <div class="review-text" ref={place} />
      <aside class="review-side">
        <EditList
          result={result}
          original={original}
          decided={decided}
          chosen={chosen}
          choose={choose}
          decisions={decisions}
        />
        <Report result={result} />
      </aside>
    </section>
  );
}

interface Actions {
  readonly move: (step: 1 | -1) => void;
  readonly decide: (decision: Decision) => void;
  readonly decisions: Decisions;
  readonly leave: () => void;
}

/** What a key does in the review; undefined where it does nothing there. */
function keyAction(event: KeyboardEvent, { move, decide, decisions, leave }: Actions): (() => void) | undefined {
  const { key, shiftKey, altKey, target } = event;
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement || altKey) {
    return undefined;
  }
  if (event.ctrlKey || event.metaKey) {
    const isRedo = key.toLowerCase() === 'y' || (shiftKey && key.toLowerCase() === 'z');
    return isRedo ? () => decisions.redo() : key.toLowerCase() === 'z' ? () => decisions.undo() : undefined;
  }
  switch (key) {
    case 'n':
    case 'j':
      return () => move(1);
    case 'p':
    case 'k':
      return () => move(-1);
    case 'a':
      return () => decide('accepted');
    case 'r':
      return () => decide('rejected');
    case 'A':
      return () => decisions.decideAll('accepted');
    case 'R':
      return () => decisions.decideAll('rejected');
    case 'u':
      return () => decisions.undo();
    case 'Escape':
      return leave;
    default:
      return undefined;
  }
}
