import { about, type Detector } from './sentence.ts';

const groups: readonly (readonly [explanation: string, phrases: string])[] = [
  [
    'An intensifier mostly weakens what it is to strengthen: leave it out, or say how much.',
    'very, really, extremely, incredibly, remarkably, exceedingly, tremendously, vastly, hugely, totally, utterly, literally, truly, highly',
  ],
  [
    'A hedge: say it, or say what it depends on.',
    'quite, fairly, somewhat, rather, relatively, arguably, virtually, kind of, sort of, more or less, to some extent, to a certain extent, it seems that, it would appear that, it could be argued that',
  ],
  [
    'This asks the reader to agree before there is a reason: leave it out.',
    'clearly, obviously, of course, needless to say, everyone knows, as we all know, simply put, undoubtedly, without a doubt, surely',
  ],
  [
    'Who? A claim needs its source.',
    'it is believed that, it is said that, it is thought that, many people think, many people believe, some people say, some say, some argue, studies show, research shows, experts say, experts agree, critics say, it is widely known that, it is often said that',
  ],
  [
    'How many? A number, or an example, says more.',
    'various, a number of, several different, a variety of, countless, numerous',
  ],
  [
    'A filler: the sentence says the same without it.',
    'basically, essentially, actually, as a matter of fact, at the end of the day, in a sense, so to speak, for what it is worth',
  ],
];

interface Weasel {
  readonly words: readonly string[];
  readonly explanation: string;
}

/** By their first word, the longest first. */
const weasels = new Map<string, Weasel[]>();
for (const [explanation, phrases] of groups) {
  for (const words of phrases.split(', ').map((phrase) => phrase.split(' '))) {
    const [first = ''] = words;
    const list = [...(weasels.get(first) ?? []), { words, explanation }];
    weasels.set(
      first,
      list.sort((a, b) => b.words.length - a.words.length),
    );
  }
}

/** Words that sound like much and say little: `very`, `it is believed that`, `basically`. */
export const weasel: Detector = (sentence) => {
  const { words } = sentence;
  return words.flatMap(({ lower, text }, index) => {
    const found = weasels
      .get(lower)
      ?.find(({ words: wanted }) =>
        wanted.every(
          (word, at) => words[index + at]?.lower === word && (at === 0 || words[index + at - 1]?.trail === ''),
        ),
      );
    // `Rather than`, and names: `Of Course`.
    const isOther = words[index + 1]?.lower === 'than' || (index > 0 && text !== lower);
    return found && !isOther
      ? [about(sentence, [index, index + found.words.length - 1], 'weasel-word', found.explanation)]
      : [];
  });
};
