import { PROTECTED } from './words.ts';

/** Spans of a paragraph that no rule may see. None is longer than this window's slack can hold. */
const spans = [
  // Code: spans, elements, tags, comments
  /(?<!`)(?<ticks>`+)(?!`)[\s\S]{1,1000}?(?<!`)\k<ticks>(?!`)/u,
  /<(?<element>code|kbd|samp|var|tt|pre|script|style|q)\b[^<>]{0,300}>[\s\S]{0,1000}?<\/\k<element>>/u,
  /<!--[\s\S]{0,1000}?-->/u,
  /<[/!?]?[A-Za-z][^<>]{0,1000}>/u,
  // Math
  /\$\$[^$]{1,500}\$\$|\$(?=\S)[^$\n]{1,200}(?<=\S)\$(?!\d)|\\[([][\s\S]{1,300}?\\[)\]]/u,
  // Placeholders
  /\{\{[^{}]{1,300}\}\}|\{%[\s\S]{1,300}?%\}|<%[\s\S]{1,300}?%>|\$?\{[^{}]{0,300}\}|⟦[^⟦⟧]{1,100}⟧/u,
  // Links: targets, references, footnotes, wiki links
  /(?<=\])\((?:[^()]|\([^()]{0,200}\)){0,1000}\)/u,
  /\[\[[^[\]]{1,300}\]\]|\[[^[\]]{1,300}\](?!\()/u,
  // Quotations
  /(?<![\p{L}\p{N}])"(?=\S)[^"]{1,1000}(?<=\S)"(?![\p{L}\p{N}])/u,
  /“[^“”]{1,1000}”|„[^„“”]{1,1000}[“”]|«[^«»]{1,1000}»/u,
  /(?<![\p{L}\p{N}])'(?=\S)[^'\n]{1,200}(?<=\S)'(?![\p{L}\p{N}])|‘[^‘’\n]{1,200}’(?![\p{L}\p{N}])/u,
];

/** What the caller protects: every term, whole and in any case, also where a line breaks in it. */
export function termsPattern(terms: readonly string[]): RegExp | undefined {
  const sources = terms
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .sort((a, b) => b.length - a.length)
    .map((term) => {
      const body = term.split(/\s+/).map(RegExp.escape).join('\\s+');
      const isWordAt = (at: number) => /[\p{L}\p{N}_]/u.test(term.at(at) ?? '');
      return `${isWordAt(0) ? '(?<![\\p{L}\\p{N}_])' : ''}${body}${isWordAt(-1) ? '(?![\\p{L}\\p{N}_])' : ''}`;
    });
  return sources.length === 0 ? undefined : new RegExp(sources.join('|'), 'giu');
}

const spansPattern = new RegExp(spans.map((span) => span.source).join('|'), 'gu');

/**
 * `text`, a paragraph or the rest of one, of the same length, with `PROTECTED` for every character of code, tags,
 * placeholders, link targets, quotations and `terms`.
 */
export function protect(text: string, terms: RegExp | undefined): string {
  const hide = (span: string) => PROTECTED.repeat(span.length);
  const masked = text.replace(spansPattern, hide);
  if (!terms) {
    return masked;
  }
  let result = '';
  let end = 0;
  for (const { 0: term, index } of text.matchAll(terms)) {
    result += masked.slice(end, index) + hide(term);
    end = index + term.length;
  }
  return result + masked.slice(end);
}
