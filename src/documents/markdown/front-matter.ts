const opening = /^(?:---|\+\+\+)[ \t]*(?=[\r\n])/;

/** Where the front matter at the start of a Markdown text ends, behind its closing mark; 0 where there is none. */
export function frontMatterEnd(text: string): number {
  const mark = opening.exec(text)?.[0];
  if (mark === undefined) {
    return 0;
  }
  const closing = mark.startsWith('-') ? /[\r\n]---[ \t]*(?=[\r\n]|$)/g : /[\r\n]\+\+\+[ \t]*(?=[\r\n]|$)/g;
  closing.lastIndex = mark.length;
  return closing.test(text) ? closing.lastIndex : 0;
}
