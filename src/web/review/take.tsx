import { useState } from 'preact/hooks';
import { criticMarkup } from '../../client/index.ts';
import type { Result } from './combined.ts';

interface TakeProps {
  readonly result: Result;
  readonly original: string;
  /** Those that are not rejected. */
  readonly edits: Result['edits'];
  readonly text: () => string;
}

/** To take the text away: copied, as a file, or as a file with its changes marked. */
export function Take({ result, original, edits, text }: TakeProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    setSaid((await copyText(text())) ? 'Copied' : 'Select the text and copy it by hand');
    setTimeout(() => setSaid(''), 2_000);
  };
  const { stem, ending } = nameParts(result.originalFilename);
  return (
    <div class="group take">
      <button type="button" class="button small primary" onClick={copy}>
        {said === '' ? 'Copy' : said}
      </button>
      <button
        type="button"
        class="button small"
        title="All changes but the rejected ones"
        onClick={() => save(`${stem}.edited${ending}`, text())}
      >
        Download
      </button>
      <button
        type="button"
        class="button small"
        title="The original with all changes but the rejected ones marked, to go through elsewhere"
        onClick={() => save(`${stem}.changes${ending}`, criticMarkup(original, edits))}
      >
        CriticMarkup
      </button>
      <span class="hidden" role="status">
        {said}
      </span>
    </div>
  );
}

/** Puts `text` on the clipboard, which browsers give to safe pages alone; the old way does for others. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'hidden';
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read it only once the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function nameParts(name: string): { readonly stem: string; readonly ending: string } {
  const [, stem = name, ending = ''] = /^(.+?)(\.[a-z\d]{1,8})?$/i.exec(name) ?? [];
  return { stem, ending };
}
