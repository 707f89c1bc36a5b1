/** The formats that can be read. The values are the public contract's `DocumentFormat`. */
export const documentFormats = ['TEXT', 'MARKDOWN', 'HTML'] as const;

/** One of `documentFormats`. */
export type DocumentFormat = (typeof documentFormats)[number];

const formatsByExtension = new Map<string, DocumentFormat>([
  ['txt', 'TEXT'],
  ['text', 'TEXT'],
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

/** The extensions, without their dot, of names that stand for one of `formats`. */
export function extensionsOf(formats: readonly DocumentFormat[]): string[] {
  return [...formatsByExtension].flatMap(([extension, format]) => (formats.includes(format) ? extension : []));
}
