import { partialMark } from '../../partial-mark.ts';

/** Takes a model's thinking out of its answer, where that stands in the text itself. */
export interface ThinkFilter {
  /** More of the answer came. Gives what is certain to be text; `isVoid` where all text before it was thinking. */
  push(text: string): { readonly text: string; readonly isVoid: boolean };
  /** The answer is over. Gives what was held back and is text. */
  end(): string;
}

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * A filter of `<think>` blocks at the start of an answer, as raw DeepSeek and Qwen models send them; some leave out the
 * opening tag. A source that speaks of these tags itself is let through as it is.
 */
export function createThinkFilter(source: string): ThinkFilter {
  let held = '';
  let state: 'start' | 'thinking' | 'text' | 'through' =
    source.includes(OPEN) || source.includes(CLOSE) ? 'through' : 'start';

  const release = (length: number) => {
    const text = held.slice(0, length);
    held = held.slice(length);
    return text;
  };

  return {
    push(more) {
      held += more;
      if (state === 'start') {
        const text = held.trimStart();
        if (text.startsWith(OPEN)) {
          state = 'thinking';
        } else if (!OPEN.startsWith(text)) {
          state = 'text';
        }
      }
      const close = state === 'thinking' || state === 'text' ? held.indexOf(CLOSE) : -1;
      if (close >= 0) {
        const isVoid = state === 'text';
        held = held.slice(close + CLOSE.length).trimStart();
        state = 'through';
        return { text: release(held.length), isVoid };
      }
      if (state === 'text') {
        return { text: release(partialMark(held, CLOSE)), isVoid: false };
      }
      return { text: state === 'through' ? release(held.length) : '', isVoid: false };
    },
    end: () => (state === 'thinking' ? '' : release(held.length)),
  };
}
