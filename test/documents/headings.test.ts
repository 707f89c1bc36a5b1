import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  createView,
  type DocumentFormat,
  type Plan,
  parseDocument,
  spliceBlock,
} from '../../src/documents/index.ts';
import { postJson } from '../kit/http.ts';
import { input, OPTIMIZE } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';
import { expectSound, show } from './parse-kit.ts';

async function planOf(content: string, format: DocumentFormat, rewriteHeadings = true): Promise<Plan> {
  const plan = await parseDocument(content, format, { segmentWords: 600, protectedTerms: [], rewriteHeadings });
  expectSound(content, plan);
  return plan;
}

async function blocksOf(content: string, format: DocumentFormat, rewriteHeadings = true): Promise<string[]> {
  const { segments } = await planOf(content, format, rewriteHeadings);
  return segments.flatMap(({ blocks }) => blocks).map((block) => show(content, block));
}

describe('Where headings are to be rewritten', () => {
  it.each([
    ['# One two', ['heading: # One two']],
    ['### One two ###', ['heading: ### One two']],
    ['One two\n===\n\nText.', ['heading: # One two', 'Text.']],
    ['One\ntwo\n---', []],
    ['## One two {#anchor .class}', ['heading: ## One two']],
    ['## One `two` {#anchor}', ['heading: ## One ⟦code `two`⟧']],
    ['## [One](https://example.com/a) *two*', ['heading: ## ⟦open [⟧One⟦close ](https://example.com/a)⟧ *two*']],
    ['> ## One two', ['heading: ## One two']],
    ['#', []],
    ['## ---', []],
    ['# {{ title }}', []],
  ])('the Markdown %j has the blocks %j', async (content, blocks) => {
    expect(await blocksOf(content, 'MARKDOWN')).toEqual(blocks);
    expect(await blocksOf(content, 'MARKDOWN', false)).toEqual(blocks.filter((block) => !block.startsWith('heading')));
  });

  it.each([
    ['<h1>One two</h1>', ['heading: # One two']],
    ['<h2 id="a">One <em>two</em></h2><p>Text.', ['heading: ## One ⟦open <em>⟧two⟦close </em>⟧', 'Text.']],
    ['<ul><li><h3>One</h3>two</ul>', ['heading: ### One', 'listItem: - two']],
    ['<h2 translate="no">One</h2>', []],
    ['<h2>One', ['heading: ## One']],
  ])('the HTML %j has the blocks %j', async (content, blocks) => {
    expect(await blocksOf(content, 'HTML')).toEqual(blocks);
    expect(await blocksOf(content, 'HTML', false)).toEqual(blocks.filter((block) => !block.startsWith('heading')));
  });

  it('a segment begins with its heading, and the outline has it as before', async () => {
    const part = `word `.repeat(400).trim();
    const content = `One\n===\n\n${part}\n\nTwo\n===\n\n${part}\n\n# Three\n\n${part}\n`;
    const { segments, outline } = await planOf(content, 'MARKDOWN');
    expect(
      segments.filter(({ isLocked }) => !isLocked).map(({ blocks }) => show(content, blocks[0] ?? fail())),
    ).toEqual(['One', 'Two', 'Three'].map((title) => `heading: # ${title}`));
    expect(outline).toEqual((await planOf(content, 'MARKDOWN', false)).outline);
  });
});

function fail(): never {
  throw new Error('There is no block.');
}

describe('Whatever a heading comes back as', () => {
  const nasty = fc.constantFrom(
    ...[
      '#',
      '##',
      '|',
      '\n',
      '\n\n',
      '---',
      '===',
      '- ',
      '1. ',
      '> ',
      '`',
      '*',
      '[x]',
      '](y)',
      '<b>',
      '</h1>',
      '&amp;',
    ],
    ...['{#a}', '\\', ':::', '$x$', 'word', 'two', ' ', 'One', '~~~', 'www.example.com'],
  );
  const answers = fc.array(nasty, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' '));

  /** What becomes of a document where its first block comes back as an answer; as it was where that is refused. */
  async function rewriterOf(content: string, format: DocumentFormat): Promise<(answer: string) => string> {
    const { segments } = await planOf(content, format);
    const [block] = createView(
      content,
      segments.flatMap(({ blocks }) => blocks),
    ).blocks;
    return (answer) => {
      const splice = spliceBlock(block ?? fail(), answer, format);
      return 'edits' in splice ? applyEdits(content, splice.edits) : content;
    };
  }

  it.each(['# One two\n\nText.\n', '## One two ##\nText.\n', 'One two\n---\nText.\n'])(
    'the Markdown %j keeps its heading, its lines and its text',
    async (content) => {
      const rewrite = await rewriterOf(content, 'MARKDOWN');
      fc.assert(
        fc.property(answers, (answer) => {
          const rewritten = rewrite(answer);
          expect(rewritten.split('\n')).toHaveLength(content.split('\n').length);
          expect(outlineOf(rewritten)).toEqual(outlineOf(content));
        }),
        { numRuns: 2_000 },
      );
    },
  );

  it('the HTML keeps its elements', async () => {
    const rewrite = await rewriterOf('<h1>One two</h1><p>Text.</p>', 'HTML');
    fc.assert(
      fc.property(answers, (answer) => {
        const [heading, ...others] = parseFragment(rewrite(answer)).childNodes;
        expect(others.map(({ nodeName }) => nodeName)).toEqual(['p']);
        expect(heading && 'childNodes' in heading ? heading.childNodes.map(({ nodeName }) => nodeName) : []).toEqual([
          '#text',
        ]);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The blocks of a Markdown text, and what is in each but words. */
function outlineOf(content: string): unknown {
  const { children } = fromMarkdown(content, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return children.map((node) => [
    node.type,
    'depth' in node ? node.depth : undefined,
    'children' in node ? node.children.map(({ type }) => type).filter((type) => type !== 'text') : undefined,
  ]);
}

it('Headings are rewritten where the input says so, and stay as they were otherwise', async () => {
  await using pair = await startPair({
    answer: ({ target }) => ({ text: target.replaceAll('old', 'new') }),
  });
  const content = '# The old title {#old}\n\nAn old text.\n\n## The old end\n\nThe old end.\n';
  const ask = async (more: object) => {
    const wants = { ...input(content, more), documents: [{ name: 'a.md', content }] };
    const { data } = await postJson(pair.server.url, OPTIMIZE, { input: wants });
    return data.optimize.outcomes[0].optimizedContent;
  };
  expect(await ask({})).toBe('# The old title {#old}\n\nAn new text.\n\n## The old end\n\nThe new end.\n');
  expect(await ask({ rewriteHeadings: true })).toBe(
    '# The new title {#old}\n\nAn new text.\n\n## The new end\n\nThe new end.\n',
  );
  expect(pair.endpoint.calls.map(({ target }) => target)).toEqual([
    'An old text.\n\nThe old end.',
    '# The old title\n\nAn old text.\n\n## The old end\n\nThe old end.',
  ]);
  const estimate = `query ($input: OptimizeInput!) { estimate(input: $input) { documents { words } } }`;
  const words = async (rewriteHeadings: boolean) => {
    const wants = { optimizationType: 'CLARITY', rewriteHeadings, documents: [{ name: 'a.md', content }] };
    return (await postJson(pair.server.url, estimate, { input: wants })).data.estimate.documents[0].words;
  };
  expect(await words(true)).toBe((await words(false)) + 6);
});
