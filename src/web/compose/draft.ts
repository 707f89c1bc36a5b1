import type { Capabilities, OptimizeInput } from '../../client/index.ts';
import { keep, recall } from '../keep.ts';

type Format = Capabilities['formats'][number];

/** What stands in the form. */
export interface Draft {
  /** Pasted or typed. */
  readonly text: string;
  /** Of the text; as it looks when absent. */
  readonly format: Format | '';
  readonly type: OptimizeInput['optimizationType'];
  readonly audience: string;
  readonly instructions: string;
  /** With commas or line breaks between. */
  readonly terms: string;
  readonly model: string;
}

const KEY = 'copydesk:draft';

/** What stood in the form before a reload, or an empty form. */
export function recallDraft({ defaultModel, models, optimizationTypes }: Capabilities): Draft {
  const empty: Draft = {
    text: '',
    format: '',
    type: 'CLARITY',
    audience: '',
    instructions: '',
    terms: '',
    model: defaultModel,
  };
  const draft = { ...empty, ...recall(sessionStorage, KEY, isDraft) };
  return {
    ...draft,
    model: models.some(({ id }) => id === draft.model) ? draft.model : defaultModel,
    type: optimizationTypes.some(({ type }) => type === draft.type) ? draft.type : empty.type,
  };
}

/** Keeps what stands in the form for as long as this tab lives. */
export function keepDraft(draft: Draft): void {
  keep(sessionStorage, KEY, draft);
}

/** What the form asks for; undefined as long as there is nothing to optimize. */
export function inputOf(draft: Draft, files: readonly File[]): OptimizeInput | undefined {
  const format = draft.format || formatOf(draft.text);
  const pasted = draft.text.trim() === '' ? [] : [{ name: nameOf(draft.text, format), content: draft.text, format }];
  const documents = [...pasted, ...files.map((file) => ({ name: file.name, file }))];
  if (documents.length === 0) {
    return undefined;
  }
  return {
    documents,
    optimizationType: draft.type,
    model: draft.model,
    audience: draft.audience.trim() || null,
    instructions: draft.instructions.trim() || null,
    protectedTerms: draft.terms
      .split(/[,\n]/)
      .map((term) => term.trim())
      .filter(Boolean),
    // Whoever closes the page for a while finds the job done; the button stops it.
    onDisconnect: 'CONTINUE',
  };
}

/** What a text looks like: only what surely is markup counts as such. */
export function formatOf(text: string): Format {
  const head = text.slice(0, 20_000);
  if (/^\s*<(?:!doctype|html|head|body|div|p|h[1-6]|article|section|table|ul|ol)\b/i.test(head)) {
    return 'HTML';
  }
  return /^(?:#{1,6} \S|```|[-*+] \S|> |\d+\. \S)|\[[^\]\n]+\]\([^)\n]+\)|\*\*\S|`[^`\n]+`/m.test(head)
    ? 'MARKDOWN'
    : 'TEXT';
}

const endings: Readonly<Record<Format, string>> = { TEXT: '.txt', MARKDOWN: '.md', HTML: '.html' };

/** A file's name for a text that has none: how it begins. */
function nameOf(text: string, format: Format): string {
  const line = text
    .replace(/<[^>]*>/g, ' ')
    .split('\n', 1_000)
    .map((candidate) => candidate.replace(/[\\/:*?"<>|#`\p{Cc}]+/gu, ' ').trim())
    .find(Boolean);
  const words = (line ?? 'Text').replace(/\s+/g, ' ').split(' ');
  let name = words.shift()?.slice(0, 48) ?? '';
  for (let word = words.shift(); word !== undefined && name.length + word.length < 48; word = words.shift()) {
    name += ` ${word}`;
  }
  return name.replace(/[.,;]+$/, '') + endings[format];
}

function isDraft(value: unknown): value is Partial<Draft> {
  return typeof value === 'object' && value !== null && Object.values(value).every((part) => typeof part === 'string');
}
