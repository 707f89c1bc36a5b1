import { couldBePreamble, repairStart } from './checks/index.ts';

/** Holds back the start of an answer while it may be an introduction or a fence. */
export interface Opening {
  /** More of the answer came: gives what may be shown now. */
  push(text: string): string;
  /** The answer is complete: gives what is still held. */
  end(): string;
}

/** The opening of an answer of which nothing came yet, to a prompt with the text `source`. */
export function createOpening(source: string): Opening {
  let held: string | undefined = '';
  function release(): string {
    const shown = repairStart(held ?? '', source);
    held = undefined;
    return shown;
  }
  return {
    push(text) {
      if (held === undefined) {
        return text;
      }
      held += text;
      // What begins as the source does is hardly an introduction, and the first text is not to wait.
      if (held.trim() !== '' && source.startsWith(held.trimStart())) {
        return release();
      }
      return couldBePreamble(held, source) ? '' : release();
    },
    end: () => (held === undefined ? '' : release()),
  };
}
