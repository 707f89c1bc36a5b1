import type { BodyReader, ResponseBody } from '../http/index.ts';
import type { RewriteEvent } from '../model.ts';
import { type Answer, MAX_ANSWER_CHARS } from './answer.ts';
import { readWhole } from './body.ts';
import { callError } from './errors.ts';
import { restReading } from './rest.ts';
import type { Timers } from './timers.ts';

/** A read that brings less comes from an endpoint that is slower than we are: some tokens of 200 to 300 bytes. */
const SMALL_READ_BYTES = 2_048;

/** Before that, what came may be held back until more is here: the first text of all is not to wait. */
const SHOWN_LENGTH = 32;

const cut = 'The connection to the endpoint broke before the answer was complete.';

/** Is told of what comes of a rewrite. */
export type Emit = (event: RewriteEvent) => void;

/** An answer of which the head is here. */
export interface Opened {
  readonly answer: Answer;
  readonly body: ResponseBody;
  readonly requestId: string | undefined;
  readonly isStream: boolean;
}

/**
 * Hands over the text of an answer as it comes. Resolves once the answer is complete; rejects with a CopydeskError where it is not, and with
 * the timers' reason once they abort.
 */
export function readAnswer(opened: Opened, timers: Timers, emit: Emit): Promise<void> {
  return opened.isStream ? readStream(opened, timers, emit) : readJson(opened, timers, emit);
}

function readStream(opened: Opened, timers: Timers, emit: Emit): Promise<void> {
  return new Promise((resolve, reject) => {
    opened.body.read(new StreamReader(opened, timers, emit, { resolve, reject }));
  });
}

class StreamReader implements BodyReader {
  readonly #opened: Opened;
  readonly #timers: Timers;
  readonly #emit: Emit;
  readonly #ending: Pick<PromiseWithResolvers<void>, 'resolve' | 'reject'>;
  #hasFailed = false;

  constructor(
    opened: Opened,
    timers: Timers,
    emit: Emit,
    ending: Pick<PromiseWithResolvers<void>, 'resolve' | 'reject'>,
  ) {
    this.#opened = opened;
    this.#timers = timers;
    this.#emit = emit;
    this.#ending = ending;
  }

  onBytes(bytes: Uint8Array): void {
    const { answer, body } = this.#opened;
    try {
      handOver(answer, this.#timers, this.#emit, () => answer.feed(bytes));
      if (bytes.byteLength < SMALL_READ_BYTES && answer.length >= SHOWN_LENGTH && answer.wait === 'next') {
        restReading(body);
      }
    } catch (error) {
      this.#fail(error);
      body.close();
    }
  }

  onEnd(): void {
    const { answer } = this.#opened;
    try {
      if (answer.wait === 'next') {
        this.#timers.signal.throwIfAborted();
      }
      handOver(answer, this.#timers, this.#emit, () => answer.end());
      this.#ending.resolve();
    } catch (error) {
      this.#fail(error);
    }
  }

  onCut(): void {
    const { answer, requestId } = this.#opened;
    if (this.#hasFailed) {
      return;
    }
    if (answer.wait === 'next') {
      this.#fail(cutError(this.#timers, requestId));
    } else {
      // Of a complete answer only the tail was cut off.
      this.onEnd();
    }
  }

  #fail(error: unknown): void {
    this.#hasFailed = true;
    this.#ending.reject(error);
  }
}

async function readJson({ answer, body, requestId }: Opened, timers: Timers, emit: Emit): Promise<void> {
  const json = await readWhole(body, MAX_ANSWER_CHARS).catch(() => {
    throw cutError(timers, requestId);
  });
  timers.signal.throwIfAborted();
  handOver(answer, timers, emit, () => {
    answer.accept(json);
    answer.end();
  });
}

function cutError(timers: Timers, requestId: string | undefined): unknown {
  return timers.signal.aborted ? timers.signal.reason : callError('MODEL_UNAVAILABLE', requestId, cut);
}

// Whatever a step fails with, what came before is handed over.
function handOver(answer: Answer, timers: Timers, emit: Emit, step: () => void): void {
  try {
    step();
  } finally {
    const { text, isVoid, isProgress } = answer.take();
    if (isVoid) {
      emit({ type: 'restart' });
    }
    if (text !== '') {
      emit({ type: 'text', text });
    }
    if (isProgress) {
      timers.restart(answer.wait);
    }
  }
}
