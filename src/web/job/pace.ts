/** How far back a pace looks, in milliseconds. */
const WINDOW_MS = 8_000;

/** What comes at first is what had come before: no pace yet. In milliseconds. */
const SETTLING_MS = 400;

interface Sample {
  readonly at: number;
  readonly tokens: number;
  readonly percent: number;
}

/** How fast a document comes, of what was seen in the last seconds. */
export class Pace {
  #samples: Sample[] = [];
  #since: number | undefined;

  /** Notes how far the document is at `at`, in milliseconds. */
  note(at: number, tokens: number, percent: number): void {
    this.#since ??= at;
    const last = this.#samples.at(-1);
    if (at - this.#since < SETTLING_MS) {
      this.#samples = [{ at, tokens, percent }];
    } else if (!last || at - last.at > 100) {
      this.#samples.push({ at, tokens, percent });
      while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > WINDOW_MS) {
        this.#samples.shift();
      }
    }
  }

  /** Tokens per second; undefined until there is something to tell. */
  get tokensPerSecond(): number | undefined {
    const [first, last, seconds] = this.#span();
    return first && last && last.tokens > first.tokens ? (last.tokens - first.tokens) / seconds : undefined;
  }

  /** Seconds until it is done, at this pace. */
  get secondsLeft(): number | undefined {
    const [first, last, seconds] = this.#span();
    return first && last && last.percent > first.percent
      ? ((100 - last.percent) * seconds) / (last.percent - first.percent)
      : undefined;
  }

  #span(): [Sample | undefined, Sample | undefined, number] {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const seconds = first && last ? (last.at - first.at) / 1_000 : 0;
    return seconds > 0.3 ? [first, last, seconds] : [undefined, undefined, 0];
  }
}
