/** What reads math. The index of its package would load beside it what makes HTML of it, KaTeX: 600 kB, in each thread that parses. */
export const { math }: Pick<typeof import('micromark-extension-math'), 'math'> = await import(
  new URL('lib/syntax.js', import.meta.resolve('micromark-extension-math')).href
);
