import { partialMark } from '../partial-mark.ts';

/**
 * Makes a rewrite of what a model answers, as it comes: takes off what is no part of it, white space around it, and the frame with this
 * nonce if the model sent it back. What may still turn out to be the end is held back.
 */
export class Answer {
  readonly #nonce: string;
  #held = '';
  #stage: 'start' | 'opened' | 'inside' | 'past' = 'start';

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  /** More of the answer came: gives what is certain of the rewrite now. */
  push(more: string): string {
    this.#held += more;
    if (this.#stage === 'inside' && more.trim() === '') {
      return '';
    }
    if (this.#stage === 'start' || this.#stage === 'opened') {
      this.#skipStart();
    }
    if (this.#stage !== 'inside') {
      return '';
    }
    const close = `</text-${this.#nonce}>`;
    const end = this.#held.indexOf(close);
    if (end >= 0) {
      this.#stage = 'past';
      return this.#take(end);
    }
    return this.#take(partialMark(this.#held, close));
  }

  /** The answer is complete: gives what was held back and is part of the rewrite. */
  end(): string {
    return this.#stage === 'past' ? '' : this.#take(this.#held.length);
  }

  #skipStart(): void {
    const open = `<text-${this.#nonce}>`;
    this.#held = this.#held.trimStart();
    if (this.#stage === 'start' && this.#held.startsWith(open)) {
      this.#held = this.#held.slice(open.length).trimStart();
      this.#stage = 'opened';
    }
    if (this.#held !== '' && (this.#stage === 'opened' || !open.startsWith(this.#held))) {
      this.#stage = 'inside';
    }
  }

  #take(length: number): string {
    const taken = this.#held.slice(0, length).trimEnd();
    this.#held = this.#held.slice(taken.length);
    return taken;
  }
}
