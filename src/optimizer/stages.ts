import type { Model } from '../models/index.ts';
import type { Stage } from './events.ts';

/** Tells the stages of one document by what happens to its segments. */
export interface Stages {
  say(stage: Stage, message: string): void;
  /** The model is asked now. */
  sending(): void;
  /** A segment is in work, until `ended`. */
  began(): void;
  ended(): void;
  /** A call of a segment waits for its turn, or has it. */
  queued(isWaiting: boolean): void;
  /** Text came. */
  streaming(): void;
  /** All of an answer is here. */
  received(): void;
}

/** The stages of a document that `model` rewrites; each is told once until there is another. */
export function createStages({ id, isBuiltin }: Model, tell: (stage: Stage, message: string) => void): Stages {
  let inWork = 0;
  let waiting = 0;
  let isStreaming = false;
  let isQueued = false;

  function say(stage: Stage, message: string): void {
    isStreaming = stage === 'STREAMING';
    tell(stage, message);
  }

  function sending(): void {
    say('PROCESSING', isBuiltin ? 'Applying the rules of the built-in editor' : `Sending to ${id}`);
  }

  /** Says so where no call of the document is under way because others are before it. */
  function queue(): void {
    if (isQueued === (waiting > 0 && waiting === inWork)) {
      return;
    }
    isQueued = !isQueued;
    if (isQueued) {
      say('QUEUED', 'Waiting: other calls to the model are before it');
    } else {
      sending();
    }
  }

  return {
    say,
    sending,
    began() {
      inWork += 1;
    },
    ended() {
      inWork -= 1;
      queue();
    },
    queued(isWaiting) {
      waiting += isWaiting ? 1 : -1;
      queue();
    },
    streaming() {
      if (!isStreaming) {
        say('STREAMING', 'Receiving the optimized text');
      }
    },
    received() {
      if (inWork === 1 && !isBuiltin) {
        say('CHECKING', 'Checking the optimized text');
      }
    },
  };
}
