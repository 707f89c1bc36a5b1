import { useEffect, useRef } from 'preact/hooks';
import { plainWords } from '../job/words.ts';
import type { Result } from './combined.ts';
import type { Decision, Decisions } from './decisions.ts';

/** Changes that the list shows around the chosen one: a book has thousands. */
const SHOWN = 100;

/** How much of the text stands around a change, and of a long one itself, in code units. */
const CONTEXT = 24;
const LONG = 160;

interface EditListProps {
  readonly result: Result;
  readonly original: string;
  readonly decided: readonly Decision[];
  readonly chosen: number;
  readonly choose: (index: number) => void;
  readonly decisions: Decisions;
}

const choices = [
  { decision: 'accepted', name: 'Accept' },
  { decision: 'rejected', name: 'Reject' },
] as const;

/** The changes one below the other, each with its buttons. */
export function EditList({ result: { edits }, original, decided, chosen, choose, decisions }: EditListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-chosen=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (edits.length === 0) {
    return null;
  }
  const first = Math.max(0, Math.min(Math.max(0, chosen) - SHOWN / 2, edits.length - SHOWN));
  const shown = edits.slice(first, first + SHOWN);
  return (
    <section class="edits" aria-labelledby="edits">
      <h2 id="edits">Changes</h2>
      <ol ref={list} start={first + 1}>
        {shown.map((edit, offset) => {
          const index = first + offset;
          const decision = decided[index] ?? 'open';
          return (
            <li key={edit.id} class={decision} data-chosen={index === chosen}>
              <button type="button" class="edit-text" aria-current={index === chosen} onClick={() => choose(index)}>
                <span class="around">{before(original, edit.start)}</span>
                {edit.original !== '' && <del>{short(edit.original)}</del>}
                {edit.replacement !== '' && <ins>{short(edit.replacement)}</ins>}
                <span class="around">{behind(original, edit.end)}</span>
              </button>
              {edit.explanation && <p class="why">{plainWords(edit.explanation)}</p>}
              <div class="edit-actions">
                {choices.map(({ decision: one, name }) => (
                  <button
                    key={one}
                    type="button"
                    class={`choice ${one}`}
                    aria-pressed={decision === one}
                    onClick={() => decisions.decide(index, decision === one ? 'open' : one)}
                  >
                    {name}
                    <span class="hidden"> change {index + 1}</span>
                  </button>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      {edits.length > SHOWN && (
        <p class="hint">
          {first + 1} to {first + shown.length} of {edits.length}; the others show as you go on.
        </p>
      )}
    </section>
  );
}

/** The words of the same line in front of a place. */
function before(text: string, place: number): string {
  const near = text.slice(Math.max(0, place - CONTEXT), place);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  return line.length < CONTEXT ? line : line.replace(/^\S*\s/, '');
}

/** The words of the same line behind a place. */
function behind(text: string, place: number): string {
  const [line = ''] = text.slice(place, place + CONTEXT).split('\n', 1);
  return line.length < CONTEXT ? line : line.replace(/\s\S*$/, '');
}

function short(text: string): string {
  return text.length <= LONG ? text : `${text.slice(0, LONG / 2)} … ${text.slice(-LONG / 2)}`;
}
