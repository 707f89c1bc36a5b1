import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Block, type DocumentFormat, type Plan, parseDocument } from '../../src/documents/index.ts';

/** Where the packages lie whose pages and READMEs are read. */
export const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** The plan of `content`, checked. */
export async function planOf(content: string, format: DocumentFormat, protectedTerms: string[] = []): Promise<Plan> {
  const plan = await parseDocument(content, format, { segmentWords: 600, protectedTerms });
  expectSound(content, plan);
  return plan;
}

/** The blocks of `content` as they are written in `show`. */
export async function blocksOf(content: string, format: DocumentFormat, terms: string[] = []): Promise<string[]> {
  const plan = await planOf(content, format, terms);
  return plan.segments.flatMap(({ blocks }) => blocks).map((block) => show(content, block));
}

/** A block on one line: its kind unless a paragraph, its label, text, breaks as `«\n»`, masks as `⟦kind source⟧`. */
export function show(content: string, block: Block): string {
  const pieces = block.pieces.map((piece) => {
    const source = content.slice(piece.start, piece.end);
    if (piece.kind === 'text') {
      return piece.text;
    }
    return piece.kind === 'break' ? `«${escaped(source)}»` : `⟦${piece.mask} ${escaped(source)}⟧`;
  });
  const kind = block.kind === 'paragraph' ? '' : `${block.kind}: `;
  return `${kind}${block.label}${pieces.join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** Segments tile the document, blocks lie in order in theirs, pieces tile the blocks, and a block reads as one. */
export function expectSound(content: string, { segments, outline }: Plan): void {
  expect(segments.length).toBeGreaterThan(0);
  let at = 0;
  for (const segment of segments) {
    expect(segment.start).toBe(at);
    expect(segment.end).toBeGreaterThanOrEqual(segment.start);
    expect(segment.isLocked).toBe(segment.blocks.length === 0);
    expect(segment.words > 0).toBe(!segment.isLocked);
    let from = segment.start;
    for (const block of segment.blocks) {
      expect(block.start).toBeGreaterThanOrEqual(from);
      expectBlock(content, block);
      from = block.end;
    }
    expect(from).toBeLessThanOrEqual(segment.end);
    at = segment.end;
  }
  expect(at).toBe(content.length);
  let last = -1;
  for (const heading of outline) {
    expect(heading.start).toBeGreaterThan(last);
    expect(heading.text).not.toMatch(/[\r\n]/);
    last = heading.start;
  }
}

function expectBlock(content: string, block: Block): void {
  let reading = '';
  let at = block.start;
  let depth = 0;
  // Plain comparisons: these run some hundred thousand times.
  for (const piece of block.pieces) {
    if (piece.start !== at || piece.end <= piece.start) {
      expect.fail(`A piece at ${piece.start} does not follow ${at}: ${show(content, block)}`);
    }
    at = piece.end;
    if (piece.kind === 'text') {
      if (piece.text === '' || /[\r\n]/.test(piece.text)) {
        expect.fail(`A text is empty or has a line's end: ${JSON.stringify(piece.text)}`);
      }
      if (!piece.text.startsWith('&') && !/&/.test(content.slice(piece.start, piece.end))) {
        expect(piece.text).toBe(content.slice(piece.start, piece.end));
      }
      reading += piece.text;
    } else {
      reading += piece.kind === 'break' ? '\n' : '⟦';
      depth += piece.kind === 'mask' && piece.mask === 'open' ? 1 : 0;
      depth -= piece.kind === 'mask' && piece.mask === 'close' ? 1 : 0;
      if (depth < 0) {
        expect.fail(`A pair is closed before it is open: ${show(content, block)}`);
      }
    }
  }
  expect(at).toBe(block.end);
  expect(depth).toBe(0);
  expect(reading.trim()).toBe(reading);
  expect(reading).not.toMatch(/\n\s*\n/);
  expect(reading).toMatch(/\p{L}/u);
  expect(reading).toMatch(/^[^⟧]*$/);
}

/** The files under `node_modules` whose name ends in one of `endings`, no longer than `longest` bytes. */
export function filesUnder(directory: string, endings: readonly string[]): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A file's text. */
export function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

const word = fc.constantFrom(
  ...'the quick brown fox Straße naïve 日本語の文章。 שלום עולם 👩‍👩‍👧 e.g. 3.14 **bold** _em_ `code` [link](http://x.y/z) ![i](a.png)'.split(
    ' ',
  ),
  ...'<b>x</b> <br> &amp; &nbsp; {{ name }} %s [[wiki]] https://a.b/c_d me@x.org ⟦1⟧ [^1] [ref] $x^2$ | \\* <code>y</code>'.split(
    ' ',
  ),
  ...[
    '\0',
    '\ud800',
    '\udc00',
    '\u2028',
    '\u00a0',
    '\t',
    '\uFEFF',
    '<',
    '&',
    '`',
    '[',
    ']',
    '*',
    '<p>',
    '</div>',
    '{%',
  ],
);
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const prefix = fc.constantFrom(
  '',
  '',
  '',
  '- ',
  '  - ',
  '1. ',
  '> ',
  '> > ',
  '> - ',
  '    ',
  '\t',
  '# ',
  '| ',
  ':::',
  '- [ ] ',
);
const line = fc.tuple(prefix, sentence, fc.constantFrom('', '  ', '\\', ' ')).map((parts) => parts.join(''));
const special = fc.constantFrom(
  '',
  '',
  '```',
  '---',
  '===',
  '$$',
  '| a | b |',
  '|---|---|',
  '<div>',
  '</div>',
  '<!-- x',
  '-->',
  '<ul><li>a<li>b</ul>',
  '<table><tr><td>one two three four five six',
  '<p>an <i>unclosed <b>pair</i> here',
  '<script>if (a < b) {}</script>',
  '<pre>',
  '[ref]: /url',
  '[^1]: a note',
  '    code',
  '{% if x %}',
  '  ',
);

/** Documents of all kinds of lines, with every line ending. */
export const anyDocument = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: special }), { maxLength: 30 }),
    fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
    fc.boolean(),
  )
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ''));
