import type { Suggestion } from '../../model.ts';
import type { Edit } from '../edits.ts';
import { PROTECTED } from '../words.ts';
import type { Finding } from './finding.ts';
import { useOf } from './guards.ts';

/**
 * `masked`, a sentence, as Harper is to read it, of the same length: what is protected is code to it, and a line's end a
 * space.
 */
export function readingOf(masked: string): string {
  return masked
    .replace(hidden, (run) => (run.length > 2 ? `\`${'x'.repeat(run.length - 2)}\`` : 'x'.repeat(run.length)))
    .replace(/[\r\n\t]/g, ' ');
}

const hidden = new RegExp(`${PROTECTED}+`, 'g');

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
