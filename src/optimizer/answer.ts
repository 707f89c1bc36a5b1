import { partialMark } from '../partial-mark.ts';

/** Makes a rewrite of what a model answers, as it comes. */
export interface Answer {
  /** More of the answer came: gives what is certain of the rewrite now. */
  push(text: string): string;
  /** The answer is complete: gives what was held back and is part of the rewrite. */
  end(): string;
}

/**
 * Takes off an answer what is no part of the rewrite: white space around it, and the frame with this nonce if the model
 * sent it back. What may still turn out to be the end is held back.
 */
export function createAnswer(nonce: string): Answer {
  const open = `<text-${nonce}>`;
  const close = `</text-${nonce}>`;
  let held = '';
  let stage: 'start' | 'opened' | 'inside' | 'past' = 'start';

  function skipStart() {
    held = held.trimStart();
    if (stage === 'start' && held.startsWith(open)) {
      held = held.slice(open.length).trimStart();
      stage = 'opened';
    }
    if (held !== '' && (stage === 'opened' || !open.startsWith(held))) {
      stage = 'inside';
    }
  }

  function take(length: number): string {
    const taken = held.slice(0, length).trimEnd();
    held = held.slice(taken.length);
    return taken;
  }

  return {
    push(more) {
      held += more;
      if (stage === 'inside' && more.trim() === '') {
        return '';
      }
      if (stage === 'start' || stage === 'opened') {
        skipStart();
      }
      if (stage !== 'inside') {
        return '';
      }
      const end = held.indexOf(close);
      if (end >= 0) {
        stage = 'past';
        return take(end);
      }
      return take(partialMark(held, close));
    },
    end: () => (stage === 'past' ? '' : take(held.length)),
  };
}
