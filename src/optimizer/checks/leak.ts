import { type OptimizationType, optimizationTypes } from '../../models/index.ts';
import { buildPrompt } from '../prompt/prompt.ts';
import type { Check } from './check.ts';
import { clipped, finding } from './finding.ts';

const frameLine = /<\/?[a-z]{2,20}-(?:[0-9a-f]{8,64}|NONCE)>/i;
const LEAST_WORDS = 7;

/** Finds the prompt itself in a rewrite: its frames, or sentences of its own. */
export const checkLeak: Check = ({ source, rewrite, optimizationType }) => {
  if (source.every((text, index) => text === rewrite[index])) {
    return [];
  }
  const before = plain(source.join('\n'));
  const after = plain(rewrite.join('\n'));
  const line = frameLine.exec(after)?.[0];
  const leaked =
    line !== undefined && !frameLine.test(before)
      ? line
      : sentences.get(optimizationType)?.find((sentence) => after.includes(sentence) && !before.includes(sentence));
  return leaked === undefined
    ? []
    : [
        finding('PREAMBLE', `"${clipped(leaked)}" is not part of the text. Answer with the edited text alone.`, {
          added: [clipped(leaked)],
        }),
      ];
};

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

const sentences: ReadonlyMap<OptimizationType, readonly string[]> = new Map(
  optimizationTypes.map((type) => [type, sentencesOfPrompt(type)]),
);

function sentencesOfPrompt(optimizationType: OptimizationType): string[] {
  const { system } = buildPrompt({
    optimizationType,
    documentType: '',
    documentName: '',
    audience: undefined,
    instructions: undefined,
    protectedTerms: [],
    context: { outline: [], before: '', after: '' },
    refusal: undefined,
    text: '',
    nonce: '',
  });
  return system
    .split(/\n+|(?<=[.?!])\s/)
    .map((sentence) => plain(sentence).replace(/^- /, '').trim())
    .filter((sentence) => sentence.split(' ').length >= LEAST_WORDS);
}
