import { keep, recall } from '../keep.ts';
import { Value } from '../value.ts';

/** What a person made of an edit. One that is open counts as taken until it is rejected. */
export type Decision = 'open' | 'accepted' | 'rejected';

const letters = { open: 'o', accepted: 'a', rejected: 'r' } as const;
const decisions: Readonly<Record<string, Decision>> = { o: 'open', a: 'accepted', r: 'rejected' };

/** What a person made of the edits of a document, by their place in the list; each step can be undone. */
export class Decisions {
  readonly value: Value<readonly Decision[]>;
  readonly #key: string;
  readonly #undo: (readonly Decision[])[] = [];
  readonly #redo: (readonly Decision[])[] = [];

  /** For `count` edits; those that were kept under `key` are recalled. */
  constructor(key: string, count: number) {
    this.#key = `copydesk:decisions:${key}`;
    const kept = recall(localStorage, this.#key, isText);
    const known = kept?.length === count ? [...kept].map((letter) => decisions[letter] ?? 'open') : undefined;
    this.value = new Value<readonly Decision[]>(known ?? new Array<Decision>(count).fill('open'));
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Decides on one edit. */
  decide(index: number, decision: Decision): void {
    if (this.value.get()[index] !== decision) {
      this.#step(this.value.get().with(index, decision));
    }
  }

  /** Decides on all edits that are open; on all of them where none is. */
  decideAll(decision: Decision): void {
    const before = this.value.get();
    const hasOpen = before.includes('open');
    const after = before.map((one) => (one === 'open' || !hasOpen ? decision : one));
    if (after.some((one, index) => one !== before[index])) {
      this.#step(after);
    }
  }

  undo(): void {
    this.#move(this.#undo, this.#redo);
  }

  redo(): void {
    this.#move(this.#redo, this.#undo);
  }

  #step(after: readonly Decision[]): void {
    this.#undo.push(this.value.get());
    this.#redo.length = 0;
    this.#set(after);
  }

  #move(from: (readonly Decision[])[], to: (readonly Decision[])[]): void {
    const next = from.pop();
    if (next) {
      to.push(this.value.get());
      this.#set(next);
    }
  }

  #set(after: readonly Decision[]): void {
    this.value.set(after);
    keep(localStorage, this.#key, after.map((decision) => letters[decision]).join(''));
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
