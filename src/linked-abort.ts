/** An AbortController that also aborts, with the same reason, when another signal does: by one listener, in place of `AbortSignal.any`'s sets of weak references. */
export class LinkedAbort {
  readonly #other: AbortSignal;
  readonly #controller = new AbortController();

  constructor(other: AbortSignal) {
    this.#other = other;
    if (other.aborted) {
      this.handleEvent();
    } else {
      other.addEventListener('abort', this, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason?: unknown): void {
    this.#controller.abort(reason);
  }

  /** From now on the other signal has no effect, and holds nothing of this one. */
  unlink(): void {
    this.#other.removeEventListener('abort', this);
  }

  /** The other signal aborts. */
  handleEvent(): void {
    this.#controller.abort(this.#other.reason);
  }
}
