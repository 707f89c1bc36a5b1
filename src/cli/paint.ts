import { styleText } from 'node:util';

/** Colours for what is written to one stream; none where it is no terminal or the reader wants none (NO_COLOR). */
export interface Paint {
  readonly isColoured: boolean;
  red(text: string): string;
  /** Red, and struck through. */
  gone(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** The colours of `stream`. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream });
  return {
    isColoured: style('red')('x') !== 'x',
    red: style('red'),
    gone: style(['red', 'strikethrough']),
    green: style('green'),
    yellow: style('yellow'),
    dim: style('dim'),
    bold: style('bold'),
  };
}
