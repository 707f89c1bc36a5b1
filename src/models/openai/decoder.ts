import { createParser } from 'eventsource-parser';

/** Turns the bytes of an SSE body into its events, however they are cut. */
export interface Decoder {
  /** Takes the next bytes. Throws what `onEvent` throws, and `invalid` where the bytes are no event stream. */
  feed(bytes: Uint8Array): void;
  /** The body is over: gives its last event, also where the blank line behind it is missing. */
  end(): void;
}

/** What one event may hold; one of an answer has a few hundred characters. */
const MAX_EVENT_CHARS = 1024 * 1024;

/** A decoder that calls `onEvent` for every event with data, within `feed` and `end`. */
export function createDecoder(
  onEvent: (data: string, name: string | undefined) => void,
  invalid: () => Error,
): Decoder {
  // Fatal, because a replacement character would end up in the document.
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: (event) => onEvent(event.data, event.event),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') {
        throw invalid();
      }
    },
  });
  const decode = (bytes: Uint8Array) => {
    try {
      return utf8.decode(bytes, { stream: true });
    } catch {
      throw invalid();
    }
  };
  // The parser counts what it holds between two reads: neither a comment, nor a line whose end came with the read that
  // made it too long.
  let lineLength = 0;
  const requireLine = (text: string) => {
    const firstEnd = text.search(/[\r\n]/);
    if (lineLength + (firstEnd < 0 ? text.length : firstEnd) > MAX_EVENT_CHARS) {
      throw invalid();
    }
    const lastEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    lineLength = lastEnd < 0 ? lineLength + text.length : text.length - lastEnd - 1;
    return text;
  };
  return {
    feed: (bytes) => parser.feed(requireLine(decode(bytes))),
    end: () => parser.feed('\n\n'),
  };
}
