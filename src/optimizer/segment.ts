import { lineEndingOf } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model } from '../models/index.ts';
import { createAnswer } from './answer.ts';
import type { SegmentOutcome } from './events.ts';
import { newNonce } from './frame.ts';
import type { OptimizeOptions, SourceDocument } from './optimize.ts';
import { buildPrompt } from './prompt/prompt.ts';

/** More of a segment's text: what `text` is the segment now reads from `offset` on. */
export type OnGrowth = (offset: number, text: string) => void;

/**
 * Has `model` rewrite the text of one segment and tells `onGrowth` of the text as it comes. The white space around the
 * text is not sent and stays. Throws what the model throws.
 */
export async function rewriteSegment(
  document: SourceDocument,
  source: string,
  options: OptimizeOptions,
  model: Model,
  signal: AbortSignal,
  onGrowth: OnGrowth,
): Promise<SegmentOutcome> {
  const body = source.trim();
  const start = source.indexOf(body);
  const lineEnding = lineEndingOf(source);
  const nonce = newNonce();
  const prompt = buildPrompt({
    ...options,
    documentType: document.type,
    documentName: document.name,
    text: lineEnding === '\r\n' ? body.replaceAll('\r\n', '\n') : body,
    nonce,
  });
  const answer = createAnswer(nonce, lineEnding);
  const before = source.slice(0, start);
  let text = before;
  const grow = (more: string) => {
    if (more !== '') {
      const offset = text.length === before.length ? 0 : text.length;
      text += more;
      onGrowth(offset, offset === 0 ? text : more);
    }
  };

  const { optimizationType, protectedTerms, userId } = options;
  const request = { optimizationType, protectedTerms, userId, text: body, prompt };
  for await (const part of model.rewrite(request, signal)) {
    if (part.type === 'text') {
      grow(answer.push(part.text));
      continue;
    }
    grow(answer.end());
    if (text.length === before.length) {
      throw new CopydeskError('MODEL_OUTPUT_INVALID', 'The model answered with no text. Try again, or another model.');
    }
    const after = source.slice(start + body.length);
    return { state: 'COMMITTED', text: text + after, usage: part.usage, streamed: part.streamed };
  }
  throw new CopydeskError('MODEL_OUTPUT_TRUNCATED', 'The model stopped before its answer was complete.');
}
