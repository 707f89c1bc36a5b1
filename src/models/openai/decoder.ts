import { createParser } from 'eventsource-parser';

/** Turns the bytes of an SSE body into its events, however they are cut. */
export interface Decoder {
  /** Takes the next bytes. Throws what the reader throws, and `invalid` where the bytes are no event stream. */
  feed(bytes: Uint8Array): void;
  /** The body is over: gives its last event, also where the blank line behind it is missing. */
  end(): void;
}

/** What one event may hold; one of an answer has a few hundred characters. */
const MAX_EVENT_CHARS = 1024 * 1024;

/** What stands behind an event. */
const BLANK_LINE = '\n\n';

/** Whoever takes the events of a body. */
export interface EventReader {
  /** An event with data. */
  onEvent(data: string, name: string | undefined): void;
  /** A read begins with a new event: takes as many whole ones as it knows at a glance, and gives what stands behind them. */
  skim(events: string): string;
}

/** A decoder that hands every event with data to `reader`, within `feed` and `end`. */
export function createDecoder(reader: EventReader, invalid: () => Error): Decoder {
  // Fatal, because a replacement character would end up in the document.
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: (event) => reader.onEvent(event.data, event.event),
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
  /** Whether all that the parser was given are whole events. */
  let isBetween = false;
  const parse = (text: string) => {
    if (text !== '') {
      isBetween = text.endsWith(BLANK_LINE);
      parser.feed(requireLine(text));
    }
  };
  return {
    feed(bytes) {
      const text = decode(bytes);
      const start = isBetween ? 0 : endOfEvent(text);
      parse(text.slice(0, start));
      if (start < text.length) {
        parse(reader.skim(text.slice(start)));
      }
    },
    end: () => parser.feed('\n\n'),
  };
}

/** Where the event ends in whose middle `text` begins. */
function endOfEvent(text: string): number {
  const blank = text.indexOf(BLANK_LINE);
  return blank < 0 ? text.length : blank + BLANK_LINE.length;
}
