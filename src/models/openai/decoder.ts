import { createParser, type EventSourceParser } from 'eventsource-parser';

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
  /** The error of a body that is no event stream. */
  invalid(): Error;
}

/** Turns the bytes of an SSE body into its events, however they are cut, and hands those with data to `reader`. */
export class Decoder {
  readonly #reader: EventReader;
  // Fatal, because a replacement character would end up in the document.
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  /** Of an event whose end has not come: there is none between two of them. */
  #parser: EventSourceParser | undefined;
  #lineLength = 0;

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  /** Takes the next bytes. Throws what the reader throws, and its `invalid` where the bytes are no event stream. */
  feed(bytes: Uint8Array): void {
    const text = this.#decode(bytes);
    const start = this.#parser ? endOfEvent(text) : 0;
    this.#parse(text.slice(0, start));
    if (start < text.length) {
      this.#parse(this.#reader.skim(text.slice(start)));
    }
  }

  /** The body is over: gives its last event, also where the blank line behind it is missing. */
  end(): void {
    this.#parser?.feed(BLANK_LINE);
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#utf8.decode(bytes, { stream: true });
    } catch {
      throw this.#reader.invalid();
    }
  }

  #parse(text: string): void {
    if (text === '') {
      return;
    }
    this.#parser ??= createParser({
      maxBufferSize: MAX_EVENT_CHARS,
      onEvent: ({ data, event }) => this.#reader.onEvent(data, event),
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded') {
          throw this.#reader.invalid();
        }
      },
    });
    this.#parser.feed(this.#requireLine(text));
    if (text.endsWith(BLANK_LINE)) {
      this.#parser = undefined;
    }
  }

  // The parser counts what it holds between two reads: neither a comment, nor a line whose end came with the read that
  // made it too long.
  #requireLine(text: string): string {
    const firstEnd = text.search(/[\r\n]/);
    if (this.#lineLength + (firstEnd < 0 ? text.length : firstEnd) > MAX_EVENT_CHARS) {
      throw this.#reader.invalid();
    }
    const lastEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    this.#lineLength = lastEnd < 0 ? this.#lineLength + text.length : text.length - lastEnd - 1;
    return text;
  }
}

/** Where the event ends in whose middle `text` begins. */
function endOfEvent(text: string): number {
  const blank = text.indexOf(BLANK_LINE);
  return blank < 0 ? text.length : blank + BLANK_LINE.length;
}
