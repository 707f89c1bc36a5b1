import type { Suggestion } from '../../model.ts';
import { remember } from '../remember.ts';

/** What a reader of anything knows. */
const common = new Set(
  (
    'AI AM API APIS ASAP ASCII AWS BC AD CD CEO CFO CI CLI CMS CPU CSS CSV CTO DIY DNA DNS DOCX DVD EU EUR FAQ FAQS FBI FTP GB GBP ' +
    'GDP GIF GMT GPS GPU GUI HIV HR HTML HTTP HTTPS IBM ID IDE IDS IO IOS IP IQ ISBN ISO IT JPEG JPG JS JSON KB LAN LED LLM LTD MB MIT ' +
    'NASA NATO NB NGO NPM OK OR OS PC PDF PDFS PHP PIN PM PNG PR PS QA QR RAM REST RGB RNA ROI RSS SDK SEO SMS SQL SSD SSH SSL ' +
    'SVG TB TLS TODO TV TXT UI UK UN UNICEF URI URL URLS US USA USB USD UTC UTF UUID UX VIP VPN WAN WHO WIFI XML YAML ZIP AND NOT FOR THE'
  ).split(' '),
);

const acronym = /(?<![\p{L}\p{N}_./$#@&+-])[A-Z]{2,6}(?=s?(?![\p{L}\p{N}_/$#@&+-]|\.\p{L}))/gu;
/** `(ABC)` behind words, or words in brackets behind it. */
const definition =
  /\(([A-Z]{2,6})s?[),;]|\b([A-Z]{2,6})s?(?:\*\*|__)?\s*(?:\(|,? (?:which )?stands for|,? short for|: [A-Z]| = | [–—] )/g;
/** How much of a document is looked at, in code units. */
const SAMPLE = 1_000_000;

interface Acronyms {
  readonly defined: ReadonlySet<string>;
  /** Where each stands first, headings and code left out. */
  readonly first: ReadonlyMap<string, number>;
}

/**
 * Acronyms that the document does not spell out, each where it comes first. `reading` is what stands in the document from
 * `start` to `end`, perhaps rewritten.
 */
export function undefinedAcronyms(
  reading: string,
  document: { readonly content: string },
  { start, end }: { readonly start: number; readonly end: number },
): Suggestion[] {
  const { defined, first } = acronymsOf(document);
  const told = new Set<string>();
  return Array.from(reading.matchAll(acronym)).flatMap(({ 0: text, index }) => {
    const place = first.get(text) ?? -1;
    const isFirst = place >= start && place < end && !told.has(text);
    if (!isFirst || common.has(text) || defined.has(text) || /^[IVXLCM]+$/.test(text) || isShouted(reading, index)) {
      return [];
    }
    told.add(text);
    const explanation = `\`${text}\` is not spelled out anywhere: will every reader know it?`;
    return [{ start: index, end: index + text.length, rule: 'undefined-acronym', explanation, replacements: [] }];
  });
}

const acronymsOf = remember((document: { readonly content: string }) =>
  findAcronyms(document.content.slice(0, SAMPLE)),
);

function findAcronyms(content: string): Acronyms {
  const defined = new Set(Array.from(content.matchAll(definition), ([, behind, before]) => behind ?? before ?? ''));
  const first = new Map<string, number>();
  for (const { 0: text, index } of content.matchAll(acronym)) {
    const line = content.slice(Math.max(content.lastIndexOf('\n', index), index - 200) + 1, index);
    if (!first.has(text) && !/^(?:#|\t| {4}|.*`[^`]*$)/.test(line)) {
      first.set(text, index);
    }
  }
  return { defined, first };
}

/** Whether the words beside are capitals too. */
function isShouted(reading: string, index: number): boolean {
  const beside = reading.slice(Math.max(0, index - 30), index + 36).match(/[A-Za-z]{2,}/g) ?? [];
  return beside.length > 2 && beside.filter((word) => word === word.toUpperCase()).length > beside.length / 2;
}
