import { syllable } from 'syllable';
import { pause } from '../turns.ts';
import { commonEnglishWords, commonForeignWords } from './common-words.ts';

/** How easy a prose is to read. All numbers are 0 where there are no words. */
export interface Readability {
  readonly words: number;
  readonly sentences: number;
  /** In words. */
  readonly averageSentenceLength: number;
  /** 206.835 - 1.015 words/sentences - 84.6 syllables/words: about 100 is easy, about 0 hard. For English. */
  readonly fleschReadingEase: number;
  /** 0.39 words/sentences + 11.8 syllables/words - 15.59: years of school in the United States. For English. */
  readonly fleschKincaidGrade: number;
}

const wordPattern = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const longestWord = 40;

/**
 * The readability of `texts`, each of which is a paragraph or an item, in plain words. Flesch, "A new readability
 * yardstick" (1948), and Kincaid et al., "Derivation of new readability formulas" (1975). Long texts are counted in turns
 * with all other long tasks. Rejects with the signal's reason when it is aborted.
 */
export async function readabilityOf(texts: Iterable<string>, signal?: AbortSignal): Promise<Readability> {
  const syllables = new Map<string, number>();
  const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
  const count = { words: 0, sentences: 0, syllables: 0 };
  for (const text of joined(texts)) {
    for (const { segment } of sentences.segment(text)) {
      let words = 0;
      for (const [word] of segment.matchAll(wordPattern)) {
        words += 1;
        count.syllables += syllablesOf(word, syllables);
        if ((count.words + words) % 100 === 0) {
          await pause(signal);
        }
      }
      count.words += words;
      count.sentences += words > 0 ? 1 : 0;
    }
    await pause(signal);
  }
  return scores(count);
}

const pageLength = 10_000;

/** `texts` in pages, a line's end between two, where every sentence ends: to let go of a segmentation costs as much as to make it. */
function* joined(texts: Iterable<string>): Generator<string> {
  let page: string[] = [];
  let length = 0;
  for (const text of texts) {
    page.push(text);
    length += text.length;
    if (length > pageLength) {
      yield page.join('\n');
      page = [];
      length = 0;
    }
  }
  yield page.join('\n');
}

function scores({ words, sentences, syllables }: { words: number; sentences: number; syllables: number }): Readability {
  if (words === 0) {
    return { words, sentences, averageSentenceLength: 0, fleschReadingEase: 0, fleschKincaidGrade: 0 };
  }
  const averageSentenceLength = words / sentences;
  const syllablesPerWord = syllables / words;
  return {
    words,
    sentences,
    averageSentenceLength,
    fleschReadingEase: 206.835 - 1.015 * averageSentenceLength - 84.6 * syllablesPerWord,
    fleschKincaidGrade: 0.39 * averageSentenceLength + 11.8 * syllablesPerWord - 15.59,
  };
}

function syllablesOf(word: string, known: Map<string, number>): number {
  let count = known.get(word);
  if (count === undefined) {
    count = word.length > longestWord ? Math.ceil(word.length / 3) : Math.max(1, syllable(word));
    known.set(word, count);
  }
  return count;
}

const longestSample = 20_000;
const fewWords = 12;

/**
 * Whether `text` is English, by its letters and the share of English's commonest words in its first 20,000 code units.
 * A text of a few words is, unless its letters or its words are clearly those of another language.
 */
export function isEnglish(text: string): boolean {
  const sample = text.slice(0, longestSample);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const plainLetters = sample.match(/[A-Za-z]/g)?.length ?? 0;
  if (letters === 0 || plainLetters / letters < 0.9) {
    return false;
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const common = words.filter((word) => commonEnglishWords.has(word)).length;
  const foreign = words.filter((word) => commonForeignWords.has(word)).length;
  return words.length < fewWords ? foreign <= common : common / words.length >= 0.2 && foreign < common;
}
