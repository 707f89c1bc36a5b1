/** What an answer is made of. */
export type Sign =
  /** Some text: words with the spaces between them, or white space alone. */
  | { readonly kind: 'text'; readonly text: string }
  /** A whole mask, as it reads. */
  | { readonly kind: 'mask'; readonly text: string }
  /** The end of a line, with the white space beside it. */
  | { readonly kind: 'line'; readonly before: string; readonly after: string }
  /** A blank line, or more than one. */
  | { readonly kind: 'blank' };

const longestMask = 11;

/** Takes an answer apart as it comes. White space and part of a mask are held back until it is certain what they are. */
export class SignReader {
  #space = '';
  #mask = '';
  #hasText = false;

  push(text: string): Sign[] {
    const signs: Sign[] = [];
    let index = 0;
    while (index < text.length) {
      const run = this.#mask === '' ? runAt(text, index) : '';
      if (run === '') {
        signs.push(...this.#take(text.charAt(index)));
        index += 1;
        continue;
      }
      if (this.#space !== '') {
        signs.push(...this.#takeSpace());
      }
      this.#hasText = true;
      signs.push({ kind: 'text', text: run });
      index += run.length;
    }
    return signs;
  }

  /** The answer is complete: a mask that is not whole is text. White space at the end is no sign. */
  end(): Sign[] {
    return this.#mask === '' ? [] : this.#takeMask();
  }

  #take(unit: string): Sign[] {
    const mask = this.#mask;
    if (mask !== '' && mask.length < longestMask && ((unit >= '0' && unit <= '9') || unit === '⟧')) {
      this.#mask += unit;
      return unit === '⟧' ? this.#takeMask() : [];
    }
    const signs = mask === '' ? [] : this.#takeMask();
    if (unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r') {
      this.#space += unit;
      return signs;
    }
    if (this.#space !== '') {
      signs.push(...this.#takeSpace());
    }
    this.#hasText = true;
    if (unit === '⟦') {
      this.#mask = unit;
    } else {
      signs.push({ kind: 'text', text: unit });
    }
    return signs;
  }

  #takeSpace(): Sign[] {
    const lines = this.#space.replaceAll('\r\n', '\n').split('\n');
    this.#space = '';
    if (!this.#hasText) {
      return [];
    }
    const [before = '', after = ''] = lines;
    if (lines.length === 1) {
      return textOf(before);
    }
    return lines.length === 2 ? [{ kind: 'line', before, after }] : [{ kind: 'blank' }];
  }

  #takeMask(): Sign[] {
    const mask = this.#mask;
    this.#mask = '';
    return /^⟦\d+⟧$/.test(mask) ? [{ kind: 'mask', text: mask }] : textOf(mask);
  }
}

function textOf(text: string): Sign[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

const plainRun = /[^ \n\t\r⟦](?:[^\n\t\r⟦]*[^ \n\t\r⟦])?/y;

/** What stands at a place up to the next line's end or mask: words, with the spaces between them. */
function runAt(text: string, index: number): string {
  plainRun.lastIndex = index;
  return plainRun.exec(text)?.[0] ?? '';
}
