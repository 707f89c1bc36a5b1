import type { Suggestion } from '../../model.ts';
import { PROTECTED, type Word } from '../words.ts';

const ends = /[.!?:;…]["'”’)*_\]]*$/;
/** No sentence ends on these. */
const openEnds = new Set(
  'the a an and or but of to with for from by into because if which whose my your their our its as than'.split(' '),
);
/** These start with a small letter wherever they stand. */
const smallNames = /^[a-z]+[A-Z]|^(?:e\.g|i\.e|etc|vs|npm|macOS|iOS)/;

/** Sentences of a rewrite that break off, or start in the middle, where none of the source's does. */
export function brokenSentences(source: readonly Word[], words: readonly Word[]): Suggestion[] {
  const found = [...openSentences(source, words), ...startsInSmall(source, words)];
  const last = words.at(-1);
  const lastBefore = source.at(-1);
  const isCut = last && lastBefore && endsSentence(lastBefore) && !endsSentence(last) && !last.text.includes(PROTECTED);
  return isCut
    ? [...found, at(last, 'The rewrite of this paragraph ends without an end of its last sentence.')]
    : found;
}

function openSentences(source: readonly Word[], words: readonly Word[]): Suggestion[] {
  const open = (list: readonly Word[]) =>
    list.filter(({ lower, trail }) => /^[.!?]/.test(trail) && openEnds.has(lower));
  const known = new Set(open(source).map(({ lower }) => lower));
  return open(words)
    .filter(({ lower }) => !known.has(lower))
    .map((word) => at(word, 'The sentence breaks off here.'));
}

function startsInSmall(source: readonly Word[], words: readonly Word[]): Suggestion[] {
  const small = (list: readonly Word[]) =>
    list.filter((word, index) => {
      const previous = list[index - 1];
      return (
        word.lead === '' &&
        /^[a-z]/.test(word.text) &&
        !smallNames.test(word.text) &&
        (previous ? /^[.!?]["'”’)]*$/.test(previous.trail) && /^[a-z]{3,}$/.test(previous.text) : true)
      );
    });
  const known = new Set(small(source).map(({ lower }) => lower));
  const isFragment = source[0] !== undefined && !/^[A-Z]/.test(source[0].text);
  return small(words)
    .filter((word) => !known.has(word.lower) && !(word === words[0] && isFragment))
    .map((word) => at(word, 'The sentence starts with a small letter: is its beginning missing?'));
}

function endsSentence({ text, trail }: Word): boolean {
  return ends.test(text + trail);
}

function at({ start, end }: Word, explanation: string): Suggestion {
  return { start, end, rule: 'broken-sentence', explanation, replacements: [] };
}
