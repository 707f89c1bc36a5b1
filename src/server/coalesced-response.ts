import { ServerResponse } from 'node:http';

type Callback = (error: Error | null | undefined) => void;

/** A response whose writes of one turn of the event loop go out together: a packet costs more than what is in it. */
export class CoalescedResponse extends ServerResponse {
  #isHeld = false;

  override write(chunk: unknown, callback?: Callback): boolean;
  override write(chunk: unknown, encoding: BufferEncoding, callback?: Callback): boolean;
  override write(chunk: unknown, encodingOrCallback?: BufferEncoding | Callback, callback?: Callback): boolean {
    this.#hold();
    return typeof encodingOrCallback === 'string'
      ? super.write(chunk, encodingOrCallback, callback)
      : super.write(chunk, encodingOrCallback);
  }

  #hold(): void {
    if (!this.#isHeld) {
      this.#isHeld = true;
      this.cork();
      setImmediate(() => {
        this.#isHeld = false;
        this.uncork();
      });
    }
  }
}
