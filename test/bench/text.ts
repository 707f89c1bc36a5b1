const nouns = [
  'river',
  'market',
  'garden',
  'letter',
  'window',
  'teacher',
  'village',
  'story',
  'bridge',
  'summer',
  'train',
];
const verbs = ['carries', 'follows', 'mentions', 'changes', 'reaches', 'keeps', 'shows'];
const WORDS_PER_SENTENCE = 6;

/**
 * The document that every stream asks to rewrite, as the tokens the endpoint answers with: it sends the document back,
 * so that no check on a rewrite has anything to find. One plain paragraph, `count` words and as many tokens.
 */
export function tokensOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const place = index % WORDS_PER_SENTENCE;
    const isLast = place === WORDS_PER_SENTENCE - 1 || index === count - 1;
    return `${index === 0 ? '' : ' '}${wordAt(place, index)}${isLast ? '.' : ''}`;
  });
}

/** The same as one text. */
export function textOf(count: number): string {
  return tokensOf(count).join('');
}

function wordAt(place: number, index: number): string {
  const noun = nouns[(index * 7 + place) % nouns.length] ?? '';
  const verb = verbs[index % verbs.length] ?? '';
  return ['The', noun, verb, 'the', 'old', noun][place] ?? noun;
}
