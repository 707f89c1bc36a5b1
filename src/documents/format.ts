/** The formats that can be read. The values are the public contract's `DocumentFormat`. */
export const documentFormats = ['TEXT', 'MARKDOWN', 'HTML'] as const;

/** One of `documentFormats`. */
export type DocumentFormat = (typeof documentFormats)[number];

const formatsByExtension = new Map<string, DocumentFormat>([
  ['md', 'MARKDOWN'],
  ['markdown', 'MARKDOWN'],
  ['mdx', 'MARKDOWN'],
  ['htm', 'HTML'],
  ['html', 'HTML'],
  ['xhtml', 'HTML'],
]);

/** The format that a document's name stands for, by its extension; TEXT when that says nothing. */
export function formatOfName(name: string): DocumentFormat {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return formatsByExtension.get(extension) ?? 'TEXT';
}
