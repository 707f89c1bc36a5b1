import { vi } from 'vitest';
import { type Json, textsOf } from '../kit/http.ts';

/** A result as GraphQL has it: what each client brings in its own way. */
export interface Result {
  readonly data?: Json;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Json }[] | undefined;
}

/** What a client's results are handed to. */
export interface Viewer {
  next(result: Result): void;
  /** The client says that it is over; with an error, that it failed. */
  end(error?: unknown): void;
}

/** Runs the stream's operation with a client; gives what stops it. */
export type Subscribe = (url: string, variables: { readonly input: object }, viewer: Viewer) => () => void;

/** What a client has brought so far. */
export class Watched {
  readonly chunks: Json[] = [];
  readonly refusals: Json[] = [];
  readonly ended: Promise<void>;
  readonly stop: () => void;
  isOver = false;

  constructor(subscribe: Subscribe, url: string, input: object) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ended = promise;
    // A test that stops the client does not wait for its end.
    promise.catch(() => {});
    this.stop = subscribe(
      url,
      { input },
      {
        next: ({ data, errors }) => {
          if (data) {
            this.chunks.push(data.optimizeStream);
          }
          this.refusals.push(...(errors ?? []).map(({ extensions }) => extensions));
        },
        end: (error) => {
          this.isOver = true;
          if (error) {
            reject(error);
          } else {
            resolve();
          }
        },
      },
    );
  }

  /** The first document's text, as the deltas make it. */
  get text(): string {
    return textsOf(this.chunks)[0] ?? '';
  }

  get types(): readonly string[] {
    return this.chunks.map((chunk) => chunk.__typename);
  }

  count(type: string): number {
    return this.types.filter((candidate) => candidate === type).length;
  }

  /** Resolves once the text has come as far as `text`. */
  reaches(text: string): Promise<unknown> {
    return until(() => this.text.startsWith(text));
  }
}

/** Resolves once `condition` holds. */
export function until(condition: () => boolean): Promise<unknown> {
  return vi.waitUntil(condition, { timeout: 20_000, interval: 5 });
}
