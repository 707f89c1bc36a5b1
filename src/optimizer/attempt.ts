import { applyEdits, type Block, createProvisional, createView, type Edit, type View } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import type { Model, RewriteRequest, Suggestion, Usage } from '../models/index.ts';
import { createTurns } from '../turns.ts';
import { createAnswer } from './answer.ts';
import { typographyStream } from './checks/index.ts';
import { newNonce } from './frame.ts';
import { createOpening } from './opening.ts';
import { buildPrompt, type PromptContext } from './prompt/prompt.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';
import { suggestionsFor } from './suggestions.ts';
import { takeAnswer, takeEdits } from './take.ts';

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

/** To check and splice a rewrite takes some milliseconds: those that come together take turns. */
const turns = createTurns(0);

/** A part's rewrite that may be taken. */
export interface RewrittenPart {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** What is left to the writer, in code units of `text`. */
  readonly suggestions: readonly Suggestion[];
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
  const prompt = once(() =>
    buildPrompt({
      ...options,
      protectedTerms: termsIn(view().text, protectedTerms),
      documentType: document.type,
      documentName: document.name,
      context: attempt.context(),
      refusal: attempt.refusal,
      text: view().text,
      nonce,
    }),
  );
  const request: RewriteRequest = {
    optimizationType,
    document,
    protectedTerms,
    userId,
    turn,
    get text() {
      return view().text;
    },
    get prompt() {
      return prompt();
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
  const {
    streamed,
    edits: known,
    suggestions: left = [],
  } = await rewriting.catch((error) => {
    // What came is shown to the last word.
    reading?.end();
    throw error;
  });
  const answer = reading?.end() ?? '';
  attempt.received();
  if (answer.trim() === '') {
    throw new CopydeskError('MODEL_OUTPUT_INVALID', 'The model answered with no text.');
  }
  await turns.take(signal);
  const shown = { document, options, view: view() };
  const edits = known ? takeEdits(shown, known) : takeAnswer(shown, answer);
  const { content } = document;
  const own = edits.map((edit) => ({ ...edit, start: edit.start - part.start, end: edit.end - part.start }));
  const text = applyEdits(content.slice(part.start, part.end), own);
  const taken = { ...shown, start: part.start, blocks: view().blocks, edits, isByRules: known !== undefined, left };
  const suggestions = await suggestionsFor(taken, signal);
  return { text, edits, suggestions, streamed };
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
  let answer = '';
  let length = 0;

  function show(text: string): void {
    if (text !== '') {
      grew(length, text);
      length += text.length;
    }
  }

  function take(more: string): void {
    answer += more;
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
      return answer;
    },
  };
}
