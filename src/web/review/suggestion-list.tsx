import { countWords, plainWords } from '../job/words.ts';
import type { Result } from './combined.ts';

/** Suggestions that the list shows: a book may have thousands. */
const SHOWN = 200;

/** So much of a sentence is shown, in code units. */
const LONG = 90;

interface SuggestionListProps {
  readonly suggestions: Result['suggestions'];
  readonly point: (index: number) => void;
}

/** What only the writer can decide on, each with what could stand there instead. */
export function SuggestionList({ suggestions, point }: SuggestionListProps) {
  if (suggestions.length === 0) {
    return null;
  }
  return (
    <section class="suggestions" aria-labelledby="suggestions">
      <h2 id="suggestions">
        Suggestions <span class="count">{suggestions.length}</span>
      </h2>
      <p class="hint">For you to decide: nothing of this was changed.</p>
      <ul>
        {suggestions.slice(0, SHOWN).map(({ id, text, explanation, replacements }, index) => (
          <li key={id}>
            <button type="button" class="edit-text" onClick={() => point(index)}>
              “{text.length > LONG ? `${text.slice(0, LONG).replace(/\s\S*$/, '')} …` : text}”
            </button>
            <p class="why">
              {plainWords(explanation)}
              {replacements.length > 0 && <> Perhaps: {replacements.slice(0, 4).join(', ')}.</>}
            </p>
          </li>
        ))}
      </ul>
      {suggestions.length > SHOWN && <p class="hint">And {countWords(suggestions.length - SHOWN, 'more', 'more')}.</p>}
    </section>
  );
}
