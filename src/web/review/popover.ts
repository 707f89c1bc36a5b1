import { plainWords } from '../job/words.ts';
import type { Result } from './combined.ts';
import type { Decision } from './decisions.ts';

/** What stands at a chosen edit: why it was made, where a rule says so, and the two buttons to decide on it. */
export function createPopover(
  edit: Result['edits'][number] | undefined,
  decide: (decision: Decision) => void,
): HTMLElement {
  const popover = document.createElement('div');
  popover.className = 'popover';
  if (edit?.explanation) {
    const why = document.createElement('p');
    why.textContent = plainWords(edit.explanation);
    popover.append(why);
  }
  popover.append(button('Accept', 'accepted', decide), button('Reject', 'rejected', decide));
  return popover;
}

function button(name: string, decision: Decision, decide: (decision: Decision) => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `button small ${decision}`;
  element.textContent = name;
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', () => decide(decision));
  return element;
}
