import { couldBePreamble, repairStart } from './checks/index.ts';

/** Holds back the start of an answer to a prompt with the text `source`, while it may be an introduction or a fence. */
export class Opening {
  readonly #source: string;
  #held: string | undefined = '';

  constructor(source: string) {
    this.#source = source;
  }

  /** More of the answer came: gives what may be shown now. */
  push(text: string): string {
    if (this.#held === undefined) {
      return text;
    }
    this.#held += text;
    // What begins as the source does is hardly an introduction, and the first text is not to wait.
    if (this.#held.trim() !== '' && this.#source.startsWith(this.#held.trimStart())) {
      return this.end();
    }
    return couldBePreamble(this.#held, this.#source) ? '' : this.end();
  }

  /** The answer is complete: gives what is still held. */
  end(): string {
    const held = this.#held;
    this.#held = undefined;
    return held === undefined ? '' : repairStart(held, this.#source);
  }
}
