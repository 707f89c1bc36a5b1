import {
  applyEdits,
  type Block,
  createProvisional,
  createView,
  type Edit,
  readRewrite,
  spliceBlock,
  type View,
} from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import { growingText } from '../growing-text.ts';
import type { Model, RewriteRequest, Usage } from '../models/index.ts';
import { createAnswer } from './answer.ts';
import { checkRewrite, repairAnswer, typographyOf, typographyStream } from './checks/index.ts';
import { newNonce } from './frame.ts';
import { createOpening } from './opening.ts';
import { buildPrompt, type PromptContext } from './prompt/prompt.ts';
import { RefusedRewrite } from './refusal.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';

/** A segment, or a half of one: the blocks between two places of the document. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly blocks: readonly Block[];
}

/** One part to be rewritten by one call. */
export interface Attempt {
  readonly document: SourceDocument;
  readonly part: Part;
  readonly options: OptimizeOptions;
  readonly context: () => PromptContext;
  /** Why the rewrite before this one was refused. */
  readonly refusal: string | undefined;
  readonly model: Model;
  readonly signal: AbortSignal;
  /** Whether the call waits because others are before it. */
  queued(isWaiting: boolean): void;
  /** The model has begun to answer. */
  began(): void;
  /** From `offset` of the part on it reads `text` for now. */
  grew(offset: number, text: string): void;
  /** All of the answer is here. */
  received(): void;
  /** A call is over, and this is what it used. */
  called(usage: Usage): void;
}

/** A part's rewrite that may be taken. */
export interface RewrittenPart {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly streamed: boolean;
}

/**
 * Has a model rewrite one part, shows its text as it comes, and checks it once it is complete. Throws a RefusedRewrite
 * where it would damage the source, and what the model throws.
 */
export async function attemptPart(attempt: Attempt): Promise<RewrittenPart> {
  const { document, part, options, model, signal } = attempt;
  const { optimizationType, protectedTerms, userId, turn } = options;
  const nonce = newNonce();
  // Made when it is first needed: hundreds of segments may wait for their turn.
  const view = once(() => createView(document.content, part.blocks));
  const request: RewriteRequest = {
    optimizationType,
    protectedTerms,
    userId,
    turn,
    get text() {
      return view().text;
    },
    // Not kept: it is as long as the text, and is sent once.
    get prompt() {
      const { text } = view();
      return buildPrompt({
        ...options,
        protectedTerms: termsIn(text, protectedTerms),
        documentType: document.type,
        documentName: document.name,
        context: attempt.context(),
        refusal: attempt.refusal,
        text,
        nonce,
      });
    },
  };
  let reading: ReturnType<typeof readAnswer> | undefined;
  const rewriting = model.rewrite(request, signal, (event) => {
    switch (event.type) {
      case 'queued':
      case 'started':
        attempt.queued(event.type === 'queued');
        break;
      case 'text':
        attempt.began();
        reading ??= readAnswer(attempt, view(), nonce);
        reading.push(event.text);
        break;
      case 'restart':
        reading = undefined;
        attempt.grew(0, '');
        break;
      case 'usage':
        attempt.called(event.usage);
    }
  });
  const { streamed } = await rewriting.catch((error) => {
    // What came is shown to the last word.
    reading?.end();
    throw error;
  });
  const answer = reading?.end() ?? '';
  attempt.received();
  if (answer.trim() === '') {
    throw new CopydeskError('MODEL_OUTPUT_INVALID', 'The model answered with no text.');
  }
  const edits = editsOf(attempt, view(), answer);
  const { content } = document;
  const own = edits.map((edit) => ({ ...edit, start: edit.start - part.start, end: edit.end - part.start }));
  return { text: applyEdits(content.slice(part.start, part.end), own), edits, streamed };
}

/** The terms that a text may hold: most are behind masks, and a long list costs as much as the text. */
function termsIn(text: string, terms: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return terms.filter((term) => lower.includes(term.trim().toLowerCase()));
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Shows an answer as it comes; gives all of it at the end. */
function readAnswer({ document, part, grew }: Attempt, view: View, nonce: string) {
  const frames = createAnswer(nonce);
  const opening = createOpening(view.text);
  const provisional = createProvisional(document.content, part, view, document.format);
  const typography = typographyStream(view.text);
  const answer = growingText();
  let length = 0;

  function show(text: string): void {
    if (text !== '') {
      grew(length, text);
      length += text.length;
    }
  }

  function take(more: string): void {
    answer.push(more);
    const shown = opening.push(more);
    if (shown !== '') {
      show(provisional.push(typography.push(shown)));
    }
  }

  return {
    push: (text: string) => take(frames.push(text)),
    end(): string {
      take(frames.end());
      const rest = opening.end();
      show(provisional.push(typography.push(rest) + typography.end()));
      return answer.read();
    },
  };
}

function editsOf({ document, options }: Attempt, view: View, answer: string): readonly Edit[] {
  const typography = typographyOf(view.text);
  const rewrite = readRewrite(view, typography(repairAnswer(answer, view.text)));
  if ('problem' in rewrite) {
    throw new RefusedRewrite(rewrite.problem);
  }
  const [finding, ...others] = checkRewrite({
    source: view.blocks.map(({ text }) => text),
    rewrite: rewrite.blocks,
    masks: view.masks.map(({ number, mask, source }) => ({ number, kind: mask, source })),
    ...options,
  });
  if (finding) {
    throw new RefusedRewrite([finding, ...others.slice(0, 2)].map(({ message }) => message).join(' '));
  }
  return view.blocks.flatMap((block, index) => {
    const splice = spliceBlock(block, rewrite.blocks[index] ?? '', document.format);
    if ('problem' in splice) {
      throw new RefusedRewrite(splice.problem);
    }
    return splice.edits;
  });
}
