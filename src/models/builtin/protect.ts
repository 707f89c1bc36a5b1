import type { FindTerms } from './terms.ts';
import { BLOCK_TAG, PROTECTED } from './words.ts';

/** Tags whose text is prose of its own: no headings, cells, terms or quotations. */
const prose = '(?:body|main|article|section|aside|div|p|ul|ol|li|dl|dd|figcaption)\\b[^<>]{0,300}>';

/** Spans of a paragraph that no rule may see. None is longer than this window's slack can hold. */
const spans = [
  // Code: spans, elements, tags, comments
  /(?<!`)(?<ticks>`+)(?!`)[\s\S]{1,1000}?(?<!`)\k<ticks>(?!`)/u,
  /<(?<element>code|kbd|samp|var|tt|pre|script|style|q)\b[^<>]{0,300}>[\s\S]{0,1000}?<\/\k<element>>/u,
  /<!--[\s\S]{0,1000}?-->/u,
  new RegExp(`(?<block><(?<=(?:^|\\n)[ \\t]*<)${prose}(?:[ \\t]*<${prose}){0,3})`, 'u'),
  /<[/!?]?[A-Za-z][^<>]{0,1000}>/u,
  // Math
  /\$\$[^$]{1,500}\$\$|\$(?=\S)[^$\n]{1,200}(?<=\S)\$(?!\d)|\\[([][\s\S]{1,300}?\\[)\]]/u,
  // Placeholders
  /\{\{[^{}]{1,300}\}\}|\{%[\s\S]{1,300}?%\}|<%[\s\S]{1,300}?%>|\$?\{[^{}]{0,300}\}|⟦[^⟦⟧]{1,100}⟧/u,
  // Links: targets, references, footnotes, wiki links
  /(?<=\])\((?:[^()]|\([^()]{0,200}\)){0,1000}\)/u,
  /\[\[[^[\]]{1,300}\]\]|\[[^[\]]{1,300}\](?!\()/u,
  // Quotations
  /(?<quote>(?<![\p{L}\p{N}])"(?=\S)[^"]{1,1000}(?<=\S)"(?![\p{L}\p{N}])|“[^“”]{1,1000}”)/u,
  /„[^„“”]{1,1000}[“”]|«[^«»]{1,1000}»/u,
  /(?<![\p{L}\p{N}])'(?=\S)[^'\n]{1,200}(?<=\S)'(?![\p{L}\p{N}])|‘[^‘’\n]{1,200}’(?![\p{L}\p{N}])/u,
];

const spansPattern = new RegExp(spans.map((span) => span.source).join('|'), 'gu');

/**
 * `text`, a paragraph or the rest of one, of the same length, with `PROTECTED` for every character of code, tags,
 * placeholders, link targets, protected terms and what stands inside quotation marks, and `BLOCK_TAG` for tags that a sentence starts behind.
 */
export function protect(text: string, findTerms: FindTerms | undefined): string {
  const spans = Array.from(text.matchAll(spansPattern), ({ 0: span, index, groups }) => ({
    start: index,
    cover: coverOf(span, groups),
  }));
  const terms = findTerms?.(text) ?? [];
  return coverUp(
    coverUp(text, spans),
    terms.map(({ start, end }) => ({ start, cover: PROTECTED.repeat(end - start) })),
  );
}

function coverOf(span: string, groups: Readonly<Record<string, string | undefined>> | undefined): string {
  if (groups?.block !== undefined) {
    return `${BLOCK_TAG.repeat(span.length - 1)} `;
  }
  return groups?.quote === undefined
    ? PROTECTED.repeat(span.length)
    : span.charAt(0) + PROTECTED.repeat(span.length - 2) + span.slice(-1);
}

function coverUp(text: string, spans: readonly { readonly start: number; readonly cover: string }[]): string {
  let result = '';
  let end = 0;
  for (const { start, cover } of spans) {
    result += text.slice(end, start) + cover;
    end = start + cover.length;
  }
  return result + text.slice(end);
}
