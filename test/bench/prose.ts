const subjects = [
  'The committee',
  'Our office',
  'The new director',
  'A careful reader',
  'The northern team',
  'Every applicant',
];
const verbs = ['reviewed', 'described', 'published', 'collected', 'questioned', 'summarized', 'prepared', 'delivered'];
const objects = [
  'the annual report',
  'a list of repairs',
  'the letter from the harbour',
  'several old maps',
  'the budget',
];
const ends = [
  'in order to answer the questions of the public',
  'due to the fact that the deadline had been moved',
  'before the meeting was held in the town hall',
  'because it is better than what the others have',
  'and sent it to the people who had asked for it',
  'with the help of a large number of volunteers',
];

/** Prose of `words` words or a few more in which no two sentences are the same, nor as in that of another `seed`. */
export function proseOf(words: number, seed: string): string {
  const sentences: string[] = [];
  for (let count = 0, index = 0; count < words; index += 1) {
    const pick = (list: readonly string[], step: number) => list[Math.floor(index / step) % list.length] ?? '';
    const sentence = `${pick(subjects, 1)} of ${seed} number ${index} ${pick(verbs, 3)} ${pick(objects, 7)} ${pick(ends, 2)}.`;
    sentences.push(sentence);
    count += sentence.split(' ').length;
  }
  return Array.from({ length: Math.ceil(sentences.length / 6) }, (_, index) =>
    sentences.slice(index * 6, index * 6 + 6).join(' '),
  ).join('\n\n');
}
