import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { CopydeskError, type ErrorCode } from '../../src/errors.ts';
import type { Chunk } from '../../src/jobs/chunk.ts';
import { formatCursor } from '../../src/jobs/cursor.ts';
import { contentOf, Desk } from '../../src/jobs/index.ts';
import { rebuild } from '../../src/jobs/state.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import { textsOf } from '../kit/http.ts';
import { anyone, deskOptions, type MortalStore, modelsOf, mortal, requestOf } from './desk.ts';
import type { Step } from './steps.ts';
import { doneTargets } from './victim.ts';

const HOUR_MS = 3_600_000;

const paragraphs = (name: string) =>
  ['x', 'y', 'z'].map((part) => Array.from({ length: 55 }, () => `they utilize ${name}${part}`).join(' ')).join('\n\n');
const contents = (key: number, input: number) =>
  ['a', 'b'].map((name) => paragraphs(`${name}${'cdefgh'[key * 2 + input]}`));
const requestFor = (key: number, input: number) => requestOf(`k${key}`, contents(key, input));

/** Who follows, or followed, a job: all it got, from the beginning on. */
interface Follower {
  readonly key: number;
  readonly chunks: Chunk[];
  /** How many of them somebody else had got. */
  readonly before: number;
  readonly leave: AbortController;
  readonly ended: Promise<void>;
}

/** Servers over one store, one after the other, and what may be said of them: the model is `paid`, `inputs` and `expired`. */
export class World {
  readonly #store: JobStore;
  #mortal: MortalStore;
  #desk: Desk;
  #time = 0;
  #life = 0;
  #calls = 0;
  /** What a model wrote to its end, and is not lost. */
  #paid = new Set<string>();
  readonly #inputs = new Map<number, number>();
  readonly #expired = new Set<number>();
  /** What the next calls fail with. */
  #failures: ErrorCode[] = [];
  /** Not all jobs come through. */
  #hasTrouble = false;
  #followers: Follower[] = [];
  readonly #seen: Follower[] = [];
  readonly #faults: string[] = [];

  constructor(store: JobStore) {
    this.#store = store;
    this.#mortal = mortal(store);
    this.#desk = this.#open();
  }

  #open(): Desk {
    this.#life += 1;
    const life = this.#life;
    this.#mortal = mortal(this.#store);
    const models = modelsOf(async ({ text, accepted }, signal, emit) => {
      await accepted;
      signal.throwIfAborted();
      this.#calls += 1;
      const answer = text.replaceAll('utilize', ['use', 'employ', 'apply'][this.#calls % 3] ?? '');
      if (this.#paid.has(text)) {
        this.#faults.push('What was paid for was sent again.');
      }
      for (const piece of answer.match(/(?:\S+\s*){1,20}/g) ?? []) {
        await setImmediate();
        signal.throwIfAborted();
        if (life !== this.#life) {
          return new Promise(() => {});
        }
        emit({ type: 'text', text: piece });
      }
      const failure = this.#failures.pop();
      if (failure) {
        throw new CopydeskError(failure, 'The model failed.');
      }
      this.#paid.add(text);
      return { streamed: true };
    });
    const onEvent = (event: { readonly type: string; readonly error?: unknown }) => {
      if (event.type === 'unexpected') {
        this.#faults.push(String(event.error));
      }
    };
    return new Desk({ ...deskOptions(), models, store: this.#mortal, now: () => this.#time, onEvent });
  }

  async do(step: Step): Promise<void> {
    switch (step.do) {
      case 'start':
        return this.#start(step.key, step.input);
      case 'wait':
        for (let turn = 0; turn < step.turns; turn += 1) {
          await setImmediate();
        }
        return;
      case 'cut':
        return this.#followers.find(({ key }) => key === step.key)?.leave.abort();
      case 'cancel':
      case 'retry':
        return this.#ask(step.key, step.do);
      case 'fail':
        this.#hasTrouble = true;
        this.#failures = Array(1 + step.turns).fill(step.input === 0 ? 'MODEL_UNAVAILABLE' : 'MODEL_REFUSED');
        return;
      case 'rejoin':
        return this.#rejoin(step.key, step.place);
      case 'crash':
        return this.#crash();
      case 'pass':
        this.#time += 2 * HOUR_MS;
        while (await this.#store.expire(this.#time - HOUR_MS, 0)) {
          // As the desk does.
        }
        return this.#lookWhatExpired();
    }
  }

  async #start(key: number, input: number): Promise<void> {
    const held = this.#inputs.get(key);
    const joining = this.#follow(key, input, []);
    if (this.#expired.has(key)) {
      // For a minute the desk itself still has it.
      const code = expect.stringMatching(held === input ? /^JOB_EXPIRED$/ : /^(JOB_EXPIRED|IDEMPOTENCY_KEY_REUSED)$/);
      return joining.catch((error) => expect(error).toMatchObject({ code }));
    }
    if (held !== undefined && held !== input) {
      return expect(joining).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    }
    await joining;
    this.#inputs.set(key, input);
  }

  async #rejoin(key: number, place: number): Promise<void> {
    const ofKey = this.#seen.filter((follower) => follower.key === key && follower.chunks.length > 0);
    const before = ofKey[place % ofKey.length];
    const input = this.#inputs.get(key);
    if (before && input !== undefined && !this.#expired.has(key)) {
      await this.#follow(key, input, before.chunks.slice(0, 1 + (place % before.chunks.length)));
    }
  }

  async #follow(key: number, input: number, before: readonly Chunk[]): Promise<void> {
    const leave = new AbortController();
    const caller = { ...anyone, signal: leave.signal };
    const stream = await this.#desk.stream(requestFor(key, input), before.at(-1)?.cursor, caller);
    const chunks = [...before];
    const ended = (async () => {
      for await (const chunk of stream) {
        chunks.push(chunk);
        await setImmediate();
      }
    })();
    const follower = { key, chunks, before: before.length, leave, ended };
    this.#followers.push(follower);
    this.#seen.push(follower);
  }

  async #ask(key: number, what: 'cancel' | 'retry'): Promise<void> {
    const id = await this.#store.holderOf(anyone.id, `key:k${key}`);
    if (id !== undefined && !this.#expired.has(key)) {
      this.#hasTrouble ||= what === 'cancel';
      await this.#desk[what](id, anyone);
    }
  }

  async #crash(): Promise<void> {
    this.#mortal.kill();
    this.#followers = [];
    this.#desk = this.#open();
    const stored = await Promise.all([...this.#inputs.keys()].map((key) => this.#read(key)));
    this.#paid = new Set(stored.flatMap((state) => (state ? doneTargets(state) : [])));
    await this.#desk.recover();
  }

  async #read(key: number) {
    const id = await this.#store.holderOf(anyone.id, `key:k${key}`);
    const stored = id === undefined ? undefined : await this.#store.read(id);
    return stored && (await rebuild(structuredClone(stored)));
  }

  async #lookWhatExpired(): Promise<void> {
    for (const key of this.#inputs.keys()) {
      if (!(await this.#read(key))) {
        this.#expired.add(key);
      }
    }
  }

  /** All jobs come to their end, and all that anyone saw of them is the same. */
  async end(): Promise<void> {
    for (const [key, input] of this.#inputs) {
      if (!this.#expired.has(key)) {
        await this.#follow(key, input, []);
      }
    }
    const present = this.#followers.filter(({ leave }) => !leave.signal.aborted);
    await Promise.all(present.map(({ ended }) => ended));
    for (const { key, chunks, before } of present) {
      const own = chunks.length > before ? chunks.slice(before) : chunks;
      expect(own.filter(({ __typename }) => __typename === 'CompleteChunk')).toHaveLength(1);
      expect(own.at(-1)?.__typename).toBe('CompleteChunk');
      const state = await this.#read(key);
      // Who saw the end of a job that was run again later saw less of it.
      if (state && own.at(-1)?.cursor === formatCursor({ ...state, jobId: state.job.id, partial: undefined })) {
        const texts = textsOf(chunks);
        expect(state.documents.map(({ index }) => texts[index] ?? '')).toEqual(state.documents.map(contentOf));
      }
    }
    for (const key of this.#inputs.keys()) {
      const state = await this.#read(key);
      expect(state?.status ?? 'COMPLETED').toMatch(
        this.#hasTrouble ? /^(CANCELLED|FAILED|COMPLETED.*)$/ : /^COMPLETED$/,
      );
      for (const { source, segments } of state?.status === 'COMPLETED' ? state.documents : []) {
        expect(segments.map(({ start, end }) => source.content.slice(start, end)).join('')).toBe(source.content);
        expect(segments.map(({ text }) => text.replaceAll(/use|employ|apply/g, 'utilize')).join('')).toBe(
          source.content,
        );
      }
    }
    expect(this.#faults).toEqual([]);
    this.#mortal.kill();
  }
}
