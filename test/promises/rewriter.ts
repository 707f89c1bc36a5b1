const synonyms: readonly (readonly [RegExp, string])[] = [
  [/\bin order to\b/g, 'to'],
  [/\bIn order to\b/g, 'To'],
  [/\b(?:due to|in view of) the fact that\b/g, 'because'],
  [/\butilize\b/g, 'use'],
  [/\bUtilize\b/g, 'Use'],
  [/\b(?:basically|very|really|actually) /g, ''],
  [/\bquickly and safely\b/g, 'safely and quickly'],
  [/\bat the present time\b/g, 'now'],
  [/\ba large number of\b/g, 'many'],
  [/\ball of the\b/g, 'all'],
  [/\bis able to\b/g, 'can'],
  [/\bmake a decision\b/g, 'decide'],
  [/\bprior to\b/g, 'before'],
  [/\bPrior to\b/g, 'Before'],
];

/** Edits a text as a careful model does, word for word: other words, fewer words, swapped words; marks stay. */
export function rewrite(text: string): string {
  return synonyms.reduce((rest, [wordy, plain]) => rest.replace(wordy, plain), text);
}

/** `text` in pieces of `mean` code units on average, cut wherever the numbers fall: also inside a mark or a character. */
export function cutAtRandom(text: string, mean: number, seed: number): string[] {
  const tokens: string[] = [];
  let state = seed;
  for (let start = 0; start < text.length; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const length = 1 + ((state >>> 8) % (2 * mean - 1));
    tokens.push(text.slice(start, start + length));
    start += length;
  }
  return tokens.length > 0 ? tokens : [''];
}

const crumbs = [
  'rather',
  '*',
  '#',
  '1.',
  '_so_',
  '**',
  '<i>',
  '|',
  '\\',
  '`',
  '- ',
  '~~',
  '&',
  '[x]',
  '![',
  '$',
  '>',
  ':',
  '<!--',
];

/** Edits a text without care: words come, go and change places, and so do signs that could be markup. Marks stay. */
export function rewriteWildly(text: string, seed: number): string {
  let state = seed;
  const random = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % most;
  };
  return text
    .split('\n\n')
    .map((paragraph) => {
      const words = paragraph.split(' ');
      for (let index = 1; index < words.length - 1; index += 1) {
        const [word = '', next = ''] = words.slice(index);
        const isPlain = /^[a-z]+$/.test(word);
        const turn = random(24);
        if (turn === 0 && isPlain && /^[a-z]+$/.test(next)) {
          words.splice(index, 2, next, word);
        } else if (turn === 1 && isPlain) {
          words.splice(index, 1);
        } else if (turn === 2 && isPlain) {
          words[index] = 'another';
        } else if (turn === 3 && random(3) === 0) {
          words.splice(index, 0, crumbs[random(crumbs.length)] ?? '');
        }
      }
      return words.join(' ');
    })
    .join('\n\n');
}
