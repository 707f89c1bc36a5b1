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

/** Takes an answer apart as it comes. */
export interface SignReader {
  push(text: string): Sign[];
  /** The answer is complete: a mask that is not whole is text. White space at the end is no sign. */
  end(): Sign[];
}

const longestMask = 11;

/** A reader for one answer. White space and part of a mask are held back until it is certain what they are. */
export function createSignReader(): SignReader {
  let space = '';
  let mask = '';
  let hasText = false;

  function takeSpace(): Sign[] {
    const lines = space.replaceAll('\r\n', '\n').split('\n');
    space = '';
    if (!hasText) {
      return [];
    }
    const [before = '', after = ''] = lines;
    if (lines.length === 1) {
      return textOf(before);
    }
    return lines.length === 2 ? [{ kind: 'line', before, after }] : [{ kind: 'blank' }];
  }

  function takeMask(): Sign[] {
    const signs: Sign[] = /^⟦\d+⟧$/.test(mask) ? [{ kind: 'mask', text: mask }] : textOf(mask);
    mask = '';
    return signs;
  }

  function take(unit: string): Sign[] {
    if (mask !== '' && mask.length < longestMask && ((unit >= '0' && unit <= '9') || unit === '⟧')) {
      mask += unit;
      return unit === '⟧' ? takeMask() : [];
    }
    const signs = mask === '' ? [] : takeMask();
    if (unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r') {
      space += unit;
      return signs;
    }
    if (space !== '') {
      signs.push(...takeSpace());
    }
    hasText = true;
    if (unit === '⟦') {
      mask = unit;
    } else {
      signs.push({ kind: 'text', text: unit });
    }
    return signs;
  }

  return {
    push(text) {
      const signs: Sign[] = [];
      let index = 0;
      while (index < text.length) {
        const run = mask === '' ? runAt(text, index) : '';
        if (run === '') {
          signs.push(...take(text.charAt(index)));
          index += 1;
          continue;
        }
        if (space !== '') {
          signs.push(...takeSpace());
        }
        hasText = true;
        signs.push({ kind: 'text', text: run });
        index += run.length;
      }
      return signs;
    },
    end: () => (mask === '' ? [] : takeMask()),
  };
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
