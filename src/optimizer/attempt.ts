import { applyEditsWithin, type Block, createView, type Edit, Provisional, type View } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import { GrowingText } from '../growing-text.ts';
import type { Model, RewriteRequest, Suggestion, Usage } from '../models/index.ts';
import { pause } from '../turns.ts';
import { Answer } from './answer.ts';
import { TypographyStream, termWord } from './checks/index.ts';
import { newNonce } from './frame.ts';
import { Opening } from './opening.ts';
import { buildPrompt, type PromptContext } from './prompt/prompt.ts';
import type { OptimizeOptions, SourceDocument } from './source.ts';
import { placeSuggestions } from './suggestions.ts';
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
  const nonce = newNonce();
  const request = new PartRequest(attempt, nonce);
  let reading: Reading | undefined;
  const rewriting = model.rewrite(request, signal, (event) => {
    switch (event.type) {
      case 'queued':
      case 'started':
        attempt.queued(event.type === 'queued');
        break;
      case 'answering':
        // Before the first text is here, and not when it is: nobody waits for anything yet.
        reading = new Reading(attempt, request.view, nonce);
        break;
      case 'text':
        attempt.began();
        reading ??= new Reading(attempt, request.view, nonce);
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
  // To check and splice it takes some milliseconds. From here on nothing is given up: what came was paid for.
  await pause();
  const shown = { document, options, view: request.view };
  const edits = known ? await takeEdits(shown, known) : await takeAnswer(shown, answer);
  const text = applyEditsWithin(document.content.slice(part.start, part.end), part.start, edits);
  const suggestions = placeSuggestions(request.view.blocks, part.start, edits, left);
  return { text, edits, suggestions, streamed };
}

/** What a model is asked for one part. All of it is made when it is first needed: hundreds of parts may wait for their turn. */
class PartRequest implements RewriteRequest {
  readonly #attempt: Attempt;
  readonly #nonce: string;
  #view: View | undefined;
  #terms: readonly string[] | undefined;

  constructor(attempt: Attempt, nonce: string) {
    this.#attempt = attempt;
    this.#nonce = nonce;
  }

  get optimizationType() {
    return this.#attempt.options.optimizationType;
  }

  get document() {
    return this.#attempt.document;
  }

  get protectedTerms() {
    return this.#attempt.options.protectedTerms;
  }

  get userId() {
    return this.#attempt.options.userId;
  }

  get turn() {
    return this.#attempt.options.turn;
  }

  get accepted() {
    return this.#attempt.options.accepted;
  }

  get view(): View {
    const { document, part } = this.#attempt;
    this.#view ??= createView(document.content, part.blocks);
    return this.#view;
  }

  get text() {
    return this.view.text;
  }

  // Not kept: it is as long as the text, and is sent once.
  get prompt() {
    const { document, options, context, refusal } = this.#attempt;
    this.#terms ??= termsIn(this.text, options.protectedTerms);
    return buildPrompt({
      ...options,
      protectedTerms: this.#terms,
      documentType: document.type,
      documentName: document.name,
      context: context(),
      refusal,
      text: this.text,
      nonce: this.#nonce,
    });
  }
}

/** The terms that a text may hold: most are behind masks, and a long list costs as much as the text. */
function termsIn(text: string, terms: readonly string[]): readonly string[] {
  if (terms.length === 0) {
    return terms;
  }
  const lower = text.toLowerCase();
  const words = new Set(lower.match(termWord));
  const known = lowered.get(terms) ?? terms.map(inSmallLetters);
  lowered.set(terms, known);
  return terms.filter((_, index) => {
    const { term = '', first } = known[index] ?? {};
    return (first === undefined || words.has(first)) && lower.includes(term);
  });
}

/** A job's terms in small letters, and the first word of each: all are looked for in each of its parts. */
const lowered = new WeakMap<readonly string[], readonly ReturnType<typeof inSmallLetters>[]>();

function inSmallLetters(protectedTerm: string) {
  const term = protectedTerm.trim().toLowerCase();
  return { term, first: term.match(termWord)?.[0] };
}

/** Shows an answer as it comes. */
class Reading {
  readonly #attempt: Attempt;
  readonly #answer: Answer;
  readonly #opening: Opening;
  readonly #provisional: Provisional;
  readonly #typography: TypographyStream;
  readonly #rewrite = new GrowingText();
  #length = 0;

  constructor(attempt: Attempt, view: View, nonce: string) {
    const { document, part } = attempt;
    this.#attempt = attempt;
    this.#answer = new Answer(nonce);
    this.#opening = new Opening(view.text);
    this.#provisional = new Provisional(document.content, part, view, document.format);
    this.#typography = new TypographyStream(view.text);
  }

  push(text: string): void {
    this.#take(this.#answer.push(text));
  }

  /** The answer is complete: gives all of the rewrite. */
  end(): string {
    this.#take(this.#answer.end());
    const rest = this.#opening.end();
    this.#show(this.#provisional.push(this.#typography.push(rest) + this.#typography.end()));
    return this.#rewrite.read();
  }

  #take(more: string): void {
    this.#rewrite.push(more);
    const shown = this.#opening.push(more);
    if (shown !== '') {
      this.#show(this.#provisional.push(this.#typography.push(shown)));
    }
  }

  #show(text: string): void {
    if (text !== '') {
      this.#attempt.grew(this.#length, text);
      this.#length += text.length;
    }
  }
}
