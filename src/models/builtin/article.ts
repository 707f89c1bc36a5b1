const saidWithAConsonant = [
  /^(?:eu|ewe|one$|one-|once-|uni[cfopqtv]|us[aeu]|ut[ei])/,
  /^[bcdgjkpqtvwyz][aeiou]/,
  /^(?:[bcdgkpt][lrhw]|ps|wr|wh)/,
  /^(?:[flmnrs][aeiou]|(?:fl|fr|kn|sc|sh|sk|sl|sm|sn|sp|st|sw)[a-z]?[aeiou])[a-z]{2}/,
];
const saidWithAVowel = [
  /^(?:hour(?:s|ly|long)?$|honest|hono(?:u?r|u?rs|u?rab.*|rary)$|heir)/,
  /^[ai]/,
  /^e(?![uw])/,
  /^o(?!ne|nce|ui)/,
  /^u(?:n(?![ai])|na(?![nr])|nin|nimp|nident|p|lt|mb|gl|tt)/,
];

/**
 * The article that `word`, in lower case, takes by its sound. Undefined where the letters do not tell: most words with h,
 * acronyms, single letters.
 */
export function articleOf(word: string): 'a' | 'an' | undefined {
  if (!/^[a-z]{2}/.test(word)) {
    return undefined;
  }
  if (saidWithAConsonant.some((start) => start.test(word))) {
    return 'a';
  }
  return saidWithAVowel.some((start) => start.test(word)) ? 'an' : undefined;
}
