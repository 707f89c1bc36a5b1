import type { Literal } from './literals.ts';

const headerLine = /(?:[A-Z][A-Za-z-]{0,40}:[ \t]|[A-Z][A-Za-z-]{0,40}:$)/my;
const mailHeader = /^(?:From|To|Date|Message-ID|Received|Return-Path|MIME-Version|Subject):/gim;
const forwarded =
  /^-{2,} ?(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Forwarded message) ?-{2,}[ \t]*$/im;
const wrote =
  /^[^\r\n]{0,200}\b(?:wrote|writes|schrieb|écrit|escribió|scritto|schreef) ?:[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))?(?=>)/gm;
const signature = /^-- $/gm;
const blankLine = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/g;
const LONGEST_SIGNATURE = 1_000;

/** What in a mail nobody would rewrite: its headers, the line above what it quotes, forwarded mails and its signature. */
export function mailLiterals(content: string): readonly Literal[] {
  const literals: Literal[] = [];
  const headersEnd = endOfHeaders(content);
  if (headersEnd > 0) {
    literals.push({ start: 0, end: headersEnd });
  }
  const end = forwarded.exec(content)?.index ?? content.length;
  for (const { index, 0: line } of content.matchAll(wrote)) {
    if (index >= headersEnd && index < end) {
      literals.push({ start: index, end: index + line.length });
    }
  }
  let signed = headersEnd;
  for (const { index } of content.matchAll(signature)) {
    if (index >= signed && index < end) {
      blankLine.lastIndex = index;
      // What is longer goes on with something else.
      signed = end - index <= LONGEST_SIGNATURE ? end : Math.min(blankLine.exec(content)?.index ?? end, end);
      literals.push({ start: index, end: signed });
    }
  }
  if (end < content.length) {
    literals.push({ start: end, end: content.length });
  }
  return literals;
}

// Lines of names with values, with a mail's own among them, up to a blank line.
function endOfHeaders(content: string): number {
  let at = 0;
  let count = 0;
  for (const { index, 0: lineEnd } of content.matchAll(/\r\n|\n|\r|$/g)) {
    headerLine.lastIndex = at;
    const isFolded = count > 0 && /[ \t]/.test(content.charAt(at));
    if (index === at || !(isFolded || headerLine.test(content))) {
      break;
    }
    count += 1;
    at = index + lineEnd.length;
    if (lineEnd === '') {
      break;
    }
  }
  const own = content.slice(0, at).match(mailHeader)?.length ?? 0;
  return own >= 2 ? at : 0;
}
