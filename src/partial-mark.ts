/** Where in `text` a `mark` may begin that is not whole yet; the text's length where none can. */
export function partialMark(text: string, mark: string): number {
  const start = text.lastIndexOf(mark.charAt(0));
  return start >= 0 && mark.startsWith(text.slice(start)) ? start : text.length;
}
