import { isEnglish } from '../english.ts';
import type { Change } from '../replace.ts';
import { nextLower, type Word } from '../words.ts';
import type { Rule } from './rule.ts';

const abbreviations = new Set(
  (
    'approx incl excl dept misc resp assoc govt univ prof asst corp appt attn spec init orig figs refs secs mins tech ' +
    'temp prev chap cont conf conn diff elec equiv exec hosp illus inst intl mech natl paras pers perp pron publ quot ' +
    'repl repr stat subj subst suppl supt trans transl treas vols wkly temp alias vers param params'
  ).split(' '),
);

function capitalAt(word: Word): Change {
  return { start: word.start, end: word.start + 1, replacement: word.text.charAt(0).toUpperCase() };
}

/** `It works. the rest follows.`: after a whole word and a full stop. */
const sentenceCapital: Rule = {
  id: 'sentence-capital',
  types: ['GRAMMAR'],
  reason: 'A sentence starts with a capital.',
  words: ['the', 'this', 'these', 'those', 'it', 'we', 'they', 'there', 'you', 'if', 'when', 'however'],
  find(words, index) {
    const word = words[index];
    const previous = words[index - 1];
    const isStart =
      word?.text === word?.lower &&
      word?.lead === '' &&
      /^(?: |\r?\n)$/.test(word.gap) &&
      previous?.trail === '.' &&
      /^[a-z]{4,}$/.test(previous.text) &&
      !abbreviations.has(previous.lower) &&
      isEnglish(words);
    return isStart && word ? capitalAt(word) : undefined;
  },
};

/** `i think`, `i'm`: never a variable. */
const pronounI: Rule = {
  id: 'pronoun-i',
  types: ['GRAMMAR'],
  reason: 'The word for oneself is a capital.',
  words: ['i', "i'm", "i've", "i'll", "i'd"],
  find(words, index) {
    const word = words[index];
    const isPronoun =
      word?.text.startsWith('i') &&
      (word.lower.length > 1 ||
        /^(?:think|thought|am|don't|didn't|hope|guess|believe|know|need|want|would|can't|couldn't|feel|love|like|wonder|wish)$/.test(
          nextLower(words, index + 1),
        )) &&
      isEnglish(words);
    return word && isPronoun ? capitalAt(word) : undefined;
  },
};

/** Where a capital is missing and its place leaves no doubt. */
export const capitals: readonly Rule[] = [sentenceCapital, pronounI];
