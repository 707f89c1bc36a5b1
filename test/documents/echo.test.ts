import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  type DocumentFormat,
  decodeText,
  documentFormats,
  Provisional,
  readRewrite,
  spliceBlock,
} from '../../src/documents/index.ts';
import { viewsOf } from './blocks.ts';

const root = join(import.meta.dirname, '../..');
const longestDocument = 60_000;
const readmes = read(globSync('node_modules/**/*.md', { cwd: root }));
const pages = read(globSync('test/documents/pages/*.html', { cwd: root }));

function read(paths: readonly string[]) {
  const documents = paths.map((path) => ({ path, content: decodeText(readFileSync(join(root, path))) ?? '' }));
  return documents.filter(({ content }) => content.length < longestDocument);
}

/** What an answer that is the view, but for the ends of its lines, does to a document: nothing, if all is well. */
function echoProblems(content: string, format: DocumentFormat): string[] {
  return viewsOf(content, format).flatMap(({ segment, view }) => {
    const provisional = new Provisional(content, segment, view, format);
    const text =
      (view.text.match(/[\s\S]{1,7}/g) ?? []).map((part) => provisional.push(part)).join('') + provisional.end();
    const problems = text === content.slice(segment.start, segment.end) ? [] : [`provisional: ${segment.start}`];
    const rewrite = readRewrite(view, `\n${view.text}\n`);
    if ('problem' in rewrite) {
      return [...problems, `${segment.start}: ${rewrite.problem}`];
    }
    const splices = view.blocks.flatMap((block, index) => [
      spliceBlock(block, rewrite.blocks[index] ?? '', format),
      spliceBlock(block, block.text.replaceAll('\n', ' '), format),
    ]);
    return [
      ...problems,
      ...splices.flatMap((splice) => ('problem' in splice ? splice.problem : splice.edits.map(String))),
    ];
  });
}

it(`an answer that is the view changes no byte of ${readmes.length} Markdown files, as Markdown and as text`, () => {
  expect(readmes.length).toBeGreaterThan(100);
  for (const { path, content } of readmes) {
    expect({ path, problems: echoProblems(content, 'MARKDOWN') }).toEqual({ path, problems: [] });
    expect({ path, problems: echoProblems(content, 'TEXT') }).toEqual({ path, problems: [] });
  }
}, 300_000);

it.runIf(pages.length > 0)('an answer that is the view changes no byte of an HTML page', () => {
  for (const { path, content } of pages) {
    expect({ path, problems: echoProblems(content, 'HTML') }).toEqual({ path, problems: [] });
  }
});

it.each(documentFormats)('an answer that is the view changes no byte of a strange %s document', (format) => {
  const strange = [
    '',
    ' \n ',
    '\uFEFF# Title\r\n\r\nSome words\r\nand more.  \r\nHard break\\\r\nhere.\r\n',
    '> Quoted *words*\n> go on\nlazily, and on.\n\n1. First item\n   goes on.\n2. Second `code`\n\n   - nested item\n',
    '- a tight list of words\n- with [a link](x) and ![image](y)\n* and another\n',
    '| Some cell with many words in it | b |\n| --- | --- |\n| and five or more words \\| here | `x` |\n',
    'שלום עולם, טקסט עם `code` ומילים.\n\n日本語の文章です。もう一つ。\n',
    `One line ${'of words, and '.repeat(500)}no end`,
    'A NUL \0 and a lone \uD83D surrogate, ⟦1⟧ brackets and ⟦ one alone.',
    '<p>In order to <b>make</b> &eacute;t&eacute; &amp; AT&T&nbsp;a &lt; b\r\n  and more<br>\n words</p>',
    'Words\u00A0with\u2003spaces  doubled,\tand tabs.\n\u00A0\nNext one here.',
  ];
  for (const content of strange) {
    expect({ content, problems: echoProblems(content, format) }).toEqual({ content, problems: [] });
  }
});
