import { useEffect, useRef, useState } from 'preact/hooks';
import type { Combined, Result } from './combined.ts';
import type { Decision } from './decisions.ts';
import type { ChangesView, Shown } from './editor.ts';
import { createPopover } from './popover.ts';

/** How the changes are shown: within the text, or the text beside the original. */
export type Mode = 'within' | 'beside';

/** What a view shows, and what can be done in it. */
export interface Review {
  readonly shown: Shown;
  readonly choose: (index: number) => void;
  readonly decide: (decision: Decision, index: number) => void;
}

/**
 * Keeps a view of the changes in an element, and up to date. Its editor is loaded when it is first needed; `isBroken`
 * tells that it could not be.
 */
export function useChangesView(mode: Mode, combined: Combined, edits: Result['edits'], review: Review) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<ChangesView>();
  const [isBroken, setBroken] = useState(false);
  const latest = useRef(review);
  latest.current = review;

  useEffect(() => {
    const { current: parent } = place;
    let made: ChangesView | undefined;
    let isGone = false;
    const create = async () => {
      const common = {
        combined,
        onChoose: (index: number) => latest.current.choose(index),
        get shown() {
          return latest.current.shown;
        },
      };
      const popover = (index: number) =>
        createPopover(edits[index], (decision) => {
          latest.current.decide(decision, index);
          // The buttons go with the edit; whoever pressed one goes on with the keys.
          parent?.querySelector<HTMLElement>('.cm-content')?.focus({ preventScroll: true });
        });
      const open =
        mode === 'beside'
          ? (await import('./beside.ts')).createBeside
          : (await import('./suggestions.ts')).createSuggestions;
      if (parent && !isGone) {
        made = open({ ...common, place: parent, popover });
        setView(made);
      }
    };
    create().catch(() => setBroken(true));
    return () => {
      isGone = true;
      made?.destroy();
      setView(undefined);
    };
  }, [mode, combined]);

  const { shown } = review;
  useEffect(() => view?.show(shown), [view, shown.decisions, shown.chosen, shown.spot]);
  return { place, isBroken };
}
