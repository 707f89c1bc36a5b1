import { createCounter, type Habits } from './conventions.ts';
import { remember } from './remember.ts';
import { piecesOf } from './sentences.ts';

/** The habits of a text show in its first part. */
const COUNTED_LENGTH = 40_000;

/** What a document mostly writes in which way, counted when it is first asked for. */
export const habitsOf = remember((document: { readonly content: string }) =>
  count(document.content.slice(0, COUNTED_LENGTH)),
);

function count(text: string): Habits {
  const counter = createCounter();
  for (const { masked } of piecesOf(text, undefined)) {
    counter.add(masked ?? '');
  }
  return counter.habits();
}
