import { remember } from './remember.ts';
import type { Word } from './words.ts';

const english = new Set(
  (
    'the and with this that these those from are were have has been you your they their them which will would ' +
    'should could can cannot not for it its by when if but we our there be because what who how than then she he his ' +
    'her my i am does did into about after before only more some each other must may is to'
  ).split(' '),
);

const foreign = new Set(
  (
    'le la les des du une un est dans pour que qui et il elle au aux sur avec ce sont der die das und ist nicht ein ' +
    'eine einen dem den von zu mit auf für sich ich wir er sie el los las por con para una del di che della per non ' +
    'sono het een van ' +
    'op dat niet voor met zijn det som och att är og til ikke w na się nie jest o os um uma com não em da az egy és ' +
    'hogy va je se su y e'
  ).split(' '),
);

/** One word in this many must be a common English one. */
const ENGLISH_SHARE = 9;

/**
 * Whether a sentence is plainly English, so that rules about single small words may apply: `a` is an article here, a
 * verb in French, and a preposition in Portuguese.
 */
export function isEnglish(words: readonly Word[]): boolean {
  return isEnglishGiven(words, 0);
}

/** The same for a sentence that counts as having `evidence` more common English words than it has. */
export function isEnglishGiven(words: readonly Word[], evidence: number): boolean {
  const { all, known, strange } = countsOf(words);
  return known + evidence > 2 * strange && (known + evidence) * ENGLISH_SHARE >= all;
}

interface Counts {
  readonly all: number;
  readonly known: number;
  readonly strange: number;
}

const countsOf = remember(count);

function count(words: readonly Word[]): Counts {
  let all = 0;
  let known = 0;
  let strange = 0;
  for (const { lower, text } of words) {
    all += /\p{L}/u.test(text) ? 1 : 0;
    known += english.has(lower) ? 1 : 0;
    strange += foreign.has(lower || text.toLowerCase()) ? 1 : 0;
  }
  return { all, known, strange };
}
