import { filledString, isRecord, parseJson } from './guards.ts';
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

/** Gives what the data of one event says; undefined where it is no JSON. */
export type ChunkReader = (data: string) => Chunk | undefined;

const plain = { hasReasoning: false, isRefusal: false, finishReason: undefined, usage: undefined, error: undefined };

/** So many chunks more than the others may differ in more than their text before that is no longer looked for. */
const MISSES = 8;

/**
 * A reader for the chunks of one answer. Most of them differ from the one before in nothing but their text: where the
 * data around it is the same, only the text is parsed.
 */
export function createChunkReader(): ChunkReader {
  let frame: Frame | undefined;
  let tries = MISSES;
  return (data) => {
    const text = frame && textWithin(frame, data);
    if (text !== undefined) {
      tries += 1;
      return { ...plain, text };
    }
    const value = parseJson(data);
    if (value === undefined) {
      return undefined;
    }
    const chunk = readChunk(value);
    if (isPlain(chunk) && tries > 0) {
      tries -= 1;
      frame = frameOf(data);
    }
    return chunk;
  };
}

/** What stands around the text in a chunk's data. */
interface Frame {
  readonly head: string;
  readonly tail: string;
}

const opening = '"content":"';
const stringBody = /(?:[^"\\]|\\.)*/y;
const needsParsing = /["\\\p{Cc}]/u;

function frameOf(data: string): Frame | undefined {
  const start = data.indexOf(opening) + opening.length;
  stringBody.lastIndex = start;
  const end = start + (stringBody.exec(data)?.[0].length ?? 0);
  const frame = { head: data.slice(0, start), tail: data.slice(end) };
  // Only where another text in this place makes another text of the chunk, and nothing else, it is the text's place.
  const other = readChunk(parseJson(`${frame.head}other${frame.tail}`));
  return other.text === 'other' && isPlain(other) ? frame : undefined;
}

function textWithin({ head, tail }: Frame, data: string): string | undefined {
  if (data.length < head.length + tail.length || !data.startsWith(head) || !data.endsWith(tail)) {
    return undefined;
  }
  const body = data.slice(head.length, data.length - tail.length);
  const text = needsParsing.test(body) ? parseJson(`"${body}"`) : body;
  return typeof text === 'string' ? text : undefined;
}

function isPlain({ text, hasReasoning, isRefusal, finishReason, usage, error }: Chunk): boolean {
  const hasMore = hasReasoning || isRefusal || finishReason !== undefined || usage !== undefined || error !== undefined;
  return text !== '' && !hasMore;
}
