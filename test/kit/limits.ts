/** Limits on what a request may say, as far as no test is about them. */
export const wordLimits = {
  nameLength: 100,
  typeLength: 100,
  audienceLength: 100,
  instructionsLength: 100,
  protectedTerms: 10,
  protectedTermLength: 100,
  keyLength: 100,
} as const;
