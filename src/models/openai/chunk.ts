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

/** A chunk that brings text, and says nothing else. */
export function plainChunk(text: string): Chunk {
  return { text, hasReasoning: false, isRefusal: false, finishReason: undefined, usage: undefined, error: undefined };
}

/** Reads the chunks of one answer. */
export interface ChunkReader {
  /** What the data of one event says; undefined where it is no JSON. */
  read(data: string): Chunk | undefined;
  /**
   * The text of those events at the start of `events` that differ in nothing but their text from one that was read; `rest`
   * is what stands behind them. Whole events, of one `data:` line each.
   */
  skim(events: string): { readonly text: string; readonly rest: string };
}

/** So many chunks more than the others may differ in more than their text before that is no longer looked for. */
const MISSES = 8;

/**
 * A reader that knows the frame of an endpoint's chunks: most differ from the one before in nothing but their text. All of
 * them that one read brings are taken apart in one search.
 */
export function createChunkReader(): ChunkReader {
  let frame: Frame | undefined;
  let tries = MISSES;
  return {
    read(data) {
      const value = parseJson(data);
      if (value === undefined) {
        return undefined;
      }
      const chunk = readChunk(value);
      if (isPlain(chunk) && tries > 0 && !(frame && isWithin(frame, data))) {
        tries -= 1;
        frame = frameOf(data);
      }
      return chunk;
    },
    skim(events) {
      if (!frame || !events.startsWith(frame.head)) {
        return { text: '', rest: events };
      }
      const { count, ...skimmed } = skimFrames(frame, events);
      tries += count;
      return skimmed;
    },
  };
}

/** What stands around the text in an event, from its field's name to the blank line behind it. */
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
  const [head, tail] = [data.slice(0, start), data.slice(end)];
  // Only where another text in this place makes another text of the chunk, and nothing else, it is the text's place.
  const other = readChunk(parseJson(`${head}other${tail}`));
  const isFrame = other.text === 'other' && isPlain(other) && !/[\r\n]/.test(data);
  return isFrame ? { head: `data: ${head}`, tail: `${tail}\n\n` } : undefined;
}

function isWithin({ head, tail }: Frame, data: string): boolean {
  const event = `data: ${data}\n\n`;
  return event.startsWith(head) && event.endsWith(tail);
}

function skimFrames({ head, tail }: Frame, events: string) {
  const bodies = events.slice(head.length).split(tail + head);
  const last = bodies.pop() ?? '';
  const end = last.indexOf(tail);
  const behind = end < 0 ? head + last : last.slice(end + tail.length);
  if (end >= 0) {
    bodies.push(last.slice(0, end));
  }
  const text = bodies.join('');
  if (!needsParsing.test(text)) {
    return { text, rest: behind, count: bodies.length };
  }
  // Where one is no string of JSON, something else stands between two frames: that is no text.
  const texts = bodies.map((body) => (needsParsing.test(body) ? parseJson(`"${body}"`) : body));
  const strange = texts.findIndex((body) => typeof body !== 'string');
  const count = strange < 0 ? texts.length : strange;
  const rest = bodies.slice(count).map((body) => head + body + tail);
  return { text: texts.slice(0, count).join(''), rest: rest.join('') + behind, count };
}

function isPlain({ text, hasReasoning, isRefusal, finishReason, usage, error }: Chunk): boolean {
  const hasMore = hasReasoning || isRefusal || finishReason !== undefined || usage !== undefined || error !== undefined;
  return text !== '' && !hasMore;
}
