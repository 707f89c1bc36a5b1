import type { Decision, Decisions } from './decisions.ts';

/** What keys can do in a review. */
export interface KeyActions {
  readonly move: (step: 1 | -1) => void;
  readonly decide: (decision: Decision) => void;
  readonly decisions: Decisions;
  readonly leave: () => void;
}

/** The keys, for a person to read. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['N, P', 'next, previous change'],
  ['A, R', 'accept, reject it'],
  ['Shift+A, Shift+R', 'all that are open'],
  ['Ctrl+Z, Ctrl+Y', 'undo, redo'],
];

/** What a key does; undefined where it does nothing in a review. */
export function actionOf(event: KeyboardEvent, actions: KeyActions): (() => void) | undefined {
  const { move, decide, decisions, leave } = actions;
  const { key, shiftKey, altKey, target } = event;
  if (altKey || target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
    return undefined;
  }
  if (event.ctrlKey || event.metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'y' || (letter === 'z' && shiftKey)) {
      return () => decisions.redo();
    }
    return letter === 'z' ? () => decisions.undo() : undefined;
  }
  switch (key) {
    case 'n':
      return () => move(1);
    case 'p':
      return () => move(-1);
    case 'a':
      return () => decide('accepted');
    case 'r':
      return () => decide('rejected');
    case 'A':
      return () => decisions.decideAll('accepted');
    case 'R':
      return () => decisions.decideAll('rejected');
    case 'Escape':
      return leave;
    default:
      return undefined;
  }
}
