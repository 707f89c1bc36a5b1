import { createCounter, type Habits } from './conventions.ts';
import { piecesOf } from './sentences.ts';

/** The habits of a text show in its first part. */
const COUNTED_LENGTH = 40_000;

const known = new WeakMap<{ readonly content: string }, Habits>();

/** What a document mostly writes in which way, counted when it is first asked for. */
export function habitsOf(document: { readonly content: string }): Habits {
  const habits = known.get(document) ?? count(document.content.slice(0, COUNTED_LENGTH));
  known.set(document, habits);
  return habits;
}

function count(text: string): Habits {
  const counter = createCounter();
  for (const { masked } of piecesOf(text, undefined)) {
    counter.add(masked ?? '');
  }
  return counter.habits();
}
