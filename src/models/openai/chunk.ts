import { filledString, isRecord } from './guards.ts';
import { readUsage, type WireUsage } from './usage.ts';

/** What one chunk of a stream says, or a whole completion, which has the same form. */
export interface Chunk {
  readonly text: string;
  /** The model thinks: a sign of life, but no text. */
  readonly hasReasoning: boolean;
  readonly isRefusal: boolean;
  readonly finishReason: string | undefined;
  readonly usage: WireUsage | undefined;
  /** What stands under `error`, which takes the place of an answer. */
  readonly error: unknown;
}

/** Reads what is there and passes over the rest: endpoints leave out, empty and add about everything. */
export function readChunk(value: unknown): Chunk {
  const root = isRecord(value) ? value : {};
  const first: unknown = Array.isArray(root.choices) ? root.choices[0] : undefined;
  const choice = isRecord(first) ? first : {};
  const part = choice.delta ?? choice.message;
  const message = isRecord(part) ? part : {};
  return {
    text: textOf(message.content),
    hasReasoning: Boolean(message.reasoning || message.reasoning_content),
    isRefusal: filledString(message.refusal) !== undefined,
    // Some say '' until there is one.
    finishReason: filledString(choice.finish_reason),
    usage: readUsage(root.usage),
    error: root.error ?? choice.error ?? flatError(root),
  };
}

// vLLM puts the error itself where an answer belongs, FastAPI its `detail`.
function flatError(root: Readonly<Record<string, unknown>>): unknown {
  const isError = root.choices === undefined && (root.object === 'error' || root.detail !== undefined);
  return isError ? root : undefined;
}

// Mistral's reasoning models send a list of parts, of which only those with `text` are the answer.
function textOf(content: unknown): string {
  if (typeof content === 'string') {
    return content;
  }
  if (!Array.isArray(content)) {
    return '';
  }
  return content.map((part: unknown) => (isRecord(part) ? (filledString(part.text) ?? '') : '')).join('');
}
