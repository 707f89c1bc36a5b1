import type { DocumentFormat, Edit } from '../../src/documents/index.ts';
import { createModels, type OptimizationType, type Suggestion } from '../../src/models/index.ts';
import { type DocumentEvent, findSuggestions, optimize } from '../../src/optimizer/index.ts';

/** What rules made of a text. */
export interface Optimized {
  readonly content: string;
  readonly optimized: string;
  readonly edits: readonly Edit[];
  /** What the model left to the writer, then what rules find; `text` is what stands there. */
  readonly suggestions: readonly (Suggestion & { readonly text: string })[];
  /** Words of prose. */
  readonly words: number;
  /** Why parts of it were left as they are. */
  readonly reasons: readonly string[];
}

/** How texts are optimized. */
export interface RunOptions {
  readonly optimizationType: OptimizationType;
  readonly format?: DocumentFormat;
  readonly protectedTerms?: readonly string[];
}

/** The rule-based editor as an optimizer uses it, through segments, masks and checks: gives what became of texts. */
export function createRun(idleMs = 1_000): (contents: readonly string[], options: RunOptions) => Promise<Optimized[]> {
  const model = createModels(undefined, { idleMs }).default;
  return async (contents, { optimizationType, format = 'TEXT', protectedTerms = [] }) => {
    const documents = contents.map((content, index) => ({ name: `${index}`, type: 'document', format, content }));
    const task = { optimizationType, protectedTerms, instructions: undefined, audience: undefined, segmentWords: 600 };
    const calls = { userId: '', turn: '', attempts: 1, retryDeadlineMs: 0, now: Date.now, onUnexpected: fail };
    const events = documents.map((): DocumentEvent[] => []);
    for await (const event of optimize(documents, { ...task, ...calls }, [model], never)) {
      events[event.document]?.push(event);
    }
    return Promise.all(
      documents.map(async (source, index) => {
        const optimized = optimizedOf(source.content, events[index] ?? []);
        const found = await findSuggestions({ ...optimized, source }, task);
        const suggestions = found.map((each) => ({ ...each, text: optimized.optimized.slice(each.start, each.end) }));
        return { ...optimized, suggestions: [...optimized.suggestions, ...suggestions] };
      }),
    );
  };
}

function optimizedOf(content: string, events: readonly DocumentEvent[]) {
  const planned = events.find((event) => event.type === 'documentPlanned')?.segments ?? [];
  const ended = new Map(
    events.flatMap((event) => (event.type === 'segmentEnded' ? [[event.segment, event] as const] : [])),
  );
  const failed = events.find((event) => event.type === 'documentFailed');
  if (failed) {
    throw new Error(failed.failure.message);
  }
  const outcomes = planned.map((_, index) => ended.get(index));
  return {
    content,
    segments: planned,
    optimized: planned.map(({ start, end }, index) => outcomes[index]?.text ?? content.slice(start, end)).join(''),
    edits: outcomes.flatMap((outcome) => outcome?.edits ?? []),
    suggestions: outcomes.flatMap((outcome) =>
      (outcome?.suggestions ?? []).map((each) => ({ ...each, text: outcome?.text.slice(each.start, each.end) ?? '' })),
    ),
    words: planned.reduce((sum, { words }) => sum + words, 0),
    reasons: outcomes.flatMap((outcome) => outcome?.reason ?? []),
  };
}

const never = new AbortController().signal;

function fail(error: unknown): never {
  throw error;
}
