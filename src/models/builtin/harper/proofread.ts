import type { Suggestion } from '../../model.ts';
import type { Edit } from '../edits.ts';
import { PROTECTED } from '../words.ts';
import type { Finding } from './finding.ts';
import { useOf } from './guards.ts';

/**
 * `masked`, a sentence, as Harper is to read it, of the same length. What is protected is code to it, and so are words that
 * are none of the language, and those too long for one: it would look for them in its dictionary, for up to seconds.
 */
export function readingOf(masked: string): string {
  return masked.replace(unread, codeOf).replace(/[\r\n\t]/g, ' ');
}

/** Too long; with a capital inside, a digit, an underscore; with more consonants in a row than any word has. */
const noWord = ['\\S{31,}', '\\w*(?:[a-z][A-Z]|[A-Za-z]\\d|\\d[A-Za-z]|_)\\w*', '\\b\\w*[bcdfghjklmnpqrstvwxz]{6}\\w*'];
const unread = new RegExp(`${PROTECTED}+|${noWord.join('|')}`, 'g');

function codeOf({ length }: string): string {
  return length > 2 ? `\`${'x'.repeat(length - 2)}\`` : 'x'.repeat(length);
}

/** What Harper found in `masked`: what is to be changed, in order, and what is left to the writer. */
export function sortFindings(masked: string, findings: readonly Finding[]) {
  const edits: Edit[] = [];
  const suggestions: Suggestion[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const { start, end, replacements } = finding;
    const use = masked.slice(start, end).includes(PROTECTED) ? 'nothing' : useOf(masked, finding);
    const reason = { rule: idOf(finding.name), explanation: sentenceOf(finding.message) };
    const [replacement] = replacements;
    if (use === 'suggestion') {
      suggestions.push({ start, end, ...reason, replacements });
    } else if (use === 'edit' && replacement !== undefined && start > (edits.at(-1)?.end ?? -1)) {
      edits.push({ start, end, replacement, ...reason });
    }
  }
  return { edits, suggestions };
}

/** `ModalOf` as `modal-of`. */
function idOf(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

function sentenceOf(message: string): string {
  const text = message.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
