/** What ends a text's lines: CR LF everywhere, LF everywhere, or now one and now the other. */
export type LineEnding = '\r\n' | '\n' | 'mixed';

/** The line ending of `text`; LF where it is one line. */
export function lineEndingOf(text: string): LineEnding {
  if (!text.includes('\r\n')) {
    return '\n';
  }
  return /(?<!\r)\n|\r\r\n/.test(text) ? 'mixed' : '\r\n';
}
