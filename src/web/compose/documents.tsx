import { useEffect, useState } from 'preact/hooks';
import type { Capabilities } from '../../client/index.ts';
import { type Draft, formatOf } from './draft.ts';

interface DocumentsProps {
  readonly capabilities: Capabilities;
  readonly text: string;
  readonly format: Draft['format'];
  readonly files: readonly File[];
  readonly change: (part: Partial<Draft>) => void;
  /** By what they are now: files may be added before those that came just before are shown. */
  readonly changeFiles: (change: (files: readonly File[]) => readonly File[]) => void;
}

const formatNames = { TEXT: 'Plain text', MARKDOWN: 'Markdown', HTML: 'HTML' };
const endings = { TEXT: '.txt,.text', MARKDOWN: '.md,.markdown', HTML: '.html,.htm' };

/** What to optimize: a sheet to write or paste on, and files, dropped anywhere or picked. */
export function Documents({ capabilities, text, format, files, change, changeFiles }: DocumentsProps) {
  const { formats, limits } = capabilities;
  const add = (list: Iterable<File>) => {
    // Read now: an input that is emptied takes them back.
    const added = [...list];
    changeFiles((before) => {
      const known = new Set(before.map(keyOf));
      return [...before, ...added.filter((file) => !known.has(keyOf(file)))];
    });
  };
  const isOver = useDrop(add);
  return (
    <section class={isOver ? 'sheet panel over' : 'sheet panel'} aria-label="Documents">
      <textarea
        class="paper"
        aria-label="Text"
        placeholder="Write or paste a text here, or drop files anywhere on this page."
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      {files.length > 0 && (
        <ul class="files" aria-label="Files">
          {files.map((file) => (
            <li key={keyOf(file)} class={file.size > limits.documentBytes ? 'large' : ''}>
              <span class="file-name">{file.name}</span>
              <span class="file-size">
                {sizeWords(file.size)}
                {file.size > limits.documentBytes && `, at most ${sizeWords(limits.documentBytes)}`}
              </span>
              <button
                type="button"
                class="icon"
                aria-label={`Remove ${file.name}`}
                onClick={() => changeFiles((before) => before.filter((other) => other !== file))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <footer class="sheet-foot">
        <label class="button">
          Add files
          <input
            type="file"
            class="hidden"
            multiple
            accept={formats.map((name) => endings[name]).join(',')}
            onChange={({ currentTarget }) => {
              add(currentTarget.files ?? []);
              currentTarget.value = '';
            }}
          />
        </label>
        <label class="format">
          <span class="hidden">Format of the text</span>
          <select
            value={format}
            onChange={({ currentTarget }) =>
              change({ format: formats.find((name) => name === currentTarget.value) ?? '' })
            }
          >
            <option value="">
              {text.trim() === '' ? 'Format: automatic' : `Detected: ${formatNames[formatOf(text)]}`}
            </option>
            {formats.map((name) => (
              <option key={name} value={name}>
                {formatNames[name]}
              </option>
            ))}
          </select>
        </label>
      </footer>
    </section>
  );
}

/** Takes files that are dropped anywhere on the page. Gives whether some are held over it. */
function useDrop(add: (files: Iterable<File>) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener(
      'dragover',
      (event) => {
        if (hasFiles(event)) {
          event.preventDefault();
          setOver(true);
        }
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (relatedTarget === null) {
          setOver(false);
        }
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (hasFiles(event)) {
          event.preventDefault();
          add(filesOf(event.dataTransfer?.items ?? []));
        }
      },
      { signal },
    );
    return () => leave.abort();
  });
  return isOver;
}

/** The files among what was dropped: a folder looks like one, but cannot be read. */
function filesOf(items: Iterable<DataTransferItem>): File[] {
  return [...items]
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true)
    .flatMap((item) => item.getAsFile() ?? []);
}

function keyOf({ name, size, lastModified }: File): string {
  return `${name} ${size} ${lastModified}`;
}

function sizeWords(bytes: number): string {
  return bytes < 1_000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} KB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
