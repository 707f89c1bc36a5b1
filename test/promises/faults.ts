import type { EndpointAnswer } from '../kit/endpoint.ts';
import { chunk, completion, sse } from '../kit/endpoint.ts';

/** One way in which an endpoint misbehaves, and what is to become of it. */
export interface Fault {
  readonly fault: string;
  /** Its answer where `good` would be a good one for `target`. The same as `good` where it does not apply. */
  readonly answer: (good: string, target: string, prompt: string) => string | EndpointAnswer;
  /**
   * `taken`: one call, and the text is the good one. `kept`: asked again with the reason, then half by half, and the
   * source's text stays. `failed`: no answer came at all.
   */
  readonly outcome: 'taken' | 'kept' | 'failed';
  /** Of what was kept. */
  readonly reason?: RegExp;
  /** Of what failed. */
  readonly code?: string;
  /** Calls for a whole and both its halves where it never gets better; 4 for what is kept. */
  readonly calls?: number;
  /** Calls until it gets better, where that is at the second call; 2 unless it says otherwise. */
  readonly callsUntilGood?: number;
}

const paragraphs = (text: string) => text.split('\n\n');
const each = (change: (text: string, index: number) => string) => (good: string) =>
  paragraphs(good).map(change).join('\n\n');
const last = (change: (text: string) => string) => (good: string) =>
  [...paragraphs(good).slice(0, -1), change(paragraphs(good).at(-1) ?? '')].join('\n\n');
const first = (change: (text: string) => string) => (good: string) =>
  [change(paragraphs(good)[0] ?? ''), ...paragraphs(good).slice(1)].join('\n\n');
const marksIn = (text: string) => text.match(/⟦\d+⟧/g) ?? [];
const numbersIn = (text: string) => text.replace(/⟦\d+⟧/g, '').match(/\d+/g) ?? [];
const german = (text: string) =>
  `Das ist ein Absatz, der nicht mehr in der Sprache des Textes steht, und er hat auch die Zahlen ${numbersIn(text).join(' und ')} mit ${marksIn(text).join(' und ')} für alle, die es mit dem Rest der Welt nicht so genau nehmen und das auch nicht wollen, weil es ihnen zu lang ist.`;

const text = (content: string) => sse(chunk(content));
const raw =
  (...events: string[]): NonNullable<EndpointAnswer['raw']> =>
  (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.end(events.join(''));
  };
const half = (good: string) => good.slice(0, good.length / 2);

const counted = /were given|was given|in place of/;
const marked = /mark|Mark|⟦/;

export const faults: readonly Fault[] = [
  // What was put around a good rewrite is taken off.
  { fault: 'a fence around it', answer: (good) => `\`\`\`markdown\n${good}\n\`\`\``, outcome: 'taken' },
  { fault: 'a fence without an end', answer: (good) => `\`\`\`\n${good}`, outcome: 'taken' },
  { fault: 'an introduction', answer: (good) => `Here is the improved version:\n\n${good}`, outcome: 'taken' },
  {
    fault: 'an introduction and a fence',
    answer: (good) =>
      `Sure! Here's the revised text:\n\n\`\`\`markdown\n${good}\n\`\`\`\n\nLet me know if you want any changes.`,
    outcome: 'taken',
  },
  {
    fault: 'a closing remark',
    answer: (good) => `${good}\n\nI have improved the clarity of the text.`,
    outcome: 'taken',
  },
  {
    fault: 'a list of changes',
    answer: (good) => `${good}\n\n---\n\n**Summary of changes:**\n\n- Cut filler words.\n- Kept all of the facts.`,
    outcome: 'taken',
  },
  { fault: 'thoughts in front', answer: (good) => `<think>\nLet me see.\n</think>\n\n${good}`, outcome: 'taken' },
  {
    fault: 'its frame sent back',
    answer: (good, _, prompt) => `<text-${nonceOf(prompt)}>\n${good}\n</text-${nonceOf(prompt)}>`,
    outcome: 'taken',
  },
  { fault: 'line ends of Windows', answer: (good) => good.replaceAll('\n', '\r\n'), outcome: 'taken' },
  { fault: 'white space around it', answer: (good) => `\n\n  ${good}\n \n`, outcome: 'taken' },
  { fault: 'lines broken elsewhere', answer: each((part) => part.replace(/(\S+ \S+) /g, '$1\n')), outcome: 'taken' },
  {
    fault: 'curly quotes',
    answer: (good) => good.replace(/"([^"]*)"/g, '“$1”').replaceAll("'", '’'),
    outcome: 'taken',
  },
  { fault: 'spaces inside the marks', answer: (good) => good.replace(/⟦(\d+)⟧/g, '⟦ $1 ⟧'), outcome: 'taken' },
  { fault: 'no labels', answer: (good) => good.replace(/^- /gm, ''), outcome: 'taken' },
  { fault: 'labels of another kind', answer: (good) => good.replace(/^- /gm, '* '), outcome: 'taken' },
  {
    fault: 'a list without its blank lines',
    answer: (good) => good.replace(/\n\n- (?=Check)/g, '\n- '),
    outcome: 'taken',
  },
  { fault: 'characters of no width', answer: (good) => good.replaceAll(' ', '\u200b '), outcome: 'taken' },
  {
    fault: 'characters that nobody sees',
    answer: (good) => good.replaceAll(' disk ', ' \u202edi\0sk\u202c '),
    outcome: 'taken',
  },
  { fault: 'no-break spaces', answer: (good) => good.replaceAll(' disk ', '\u00a0disk '), outcome: 'taken' },

  {
    fault: 'signs of HTML',
    answer: (good) => good.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    outcome: 'taken',
  },

  // What is not certain to be put right is refused.
  {
    fault: 'an introduction in the first paragraph',
    answer: (good) => `Here is the improved version: ${good}`,
    outcome: 'kept',
    reason: /is not part of the text/,
  },
  {
    fault: 'a closing remark in the last paragraph',
    answer: (good) => `${good} I have improved the clarity of the text.`,
    outcome: 'kept',
    reason: /is not part of the text/,
  },
  {
    fault: 'its last words missing, as if complete',
    answer: last((part) => part.slice(0, -25).trimEnd()),
    outcome: 'kept',
    reason: /stops within a sentence|mark|⟦/,
  },
  { fault: 'its end missing, as if complete', answer: half, outcome: 'kept' },
  {
    fault: 'a paragraph dropped',
    answer: (good) => paragraphs(good).slice(0, -1).join('\n\n'),
    outcome: 'kept',
    reason: counted,
  },
  { fault: 'a paragraph emptied', answer: last((part) => (part.startsWith('- ') ? '- ' : '⟦99⟧')), outcome: 'kept' },
  {
    fault: 'each paragraph cut to its start',
    answer: each((part) => `${part.split(' ').slice(0, 7).join(' ')}.`),
    outcome: 'kept',
  },
  {
    fault: 'a summary',
    answer: () => 'The text explains how to back up a machine, and what to mind.',
    outcome: 'kept',
    reason: counted,
  },
  {
    fault: 'the rest left out',
    answer: (good) => `${paragraphs(good)[0]}\n\n[The rest of the text remains unchanged.]`,
    outcome: 'kept',
  },
  {
    fault: 'the rest left out of each paragraph',
    answer: each((part) => `${part.slice(0, part.length / 2)} ... (rest unchanged)`),
    outcome: 'kept',
  },
  {
    fault: 'a paragraph in two',
    answer: first((part) => part.replace(/(\S+ \S+ \S+) /, '$1\n\n')),
    outcome: 'kept',
    reason: counted,
  },
  { fault: 'two paragraphs in one', answer: (good) => good.replace('\n\n', ' '), outcome: 'kept', reason: counted },
  {
    fault: 'paragraphs in another order',
    answer: (good) => paragraphs(good).toReversed().join('\n\n'),
    outcome: 'kept',
  },
  { fault: 'the text twice', answer: (good) => `${good}\n\n${good}`, outcome: 'kept', reason: counted },
  { fault: 'each paragraph twice', answer: each((part) => `${part} ${part}`), outcome: 'kept' },
  {
    fault: 'more text behind its end',
    answer: (good) =>
      `${good} ${'Then comes what nobody wrote, and it is about something else that goes on. '.repeat(9)}`,
    outcome: 'kept',
  },
  {
    fault: 'more paragraphs',
    answer: (good) => `${good}\n\nAnd then it rained.\n\nThe end.`,
    outcome: 'kept',
    reason: counted,
  },
  { fault: 'a heading in front', answer: (good) => `# Improved backups\n\n${good}`, outcome: 'kept', reason: counted },
  { fault: 'a heading inside', answer: (good) => `## Backups\n${good}`, outcome: 'kept' },
  {
    fault: 'a paragraph as a list',
    answer: last((part) => part.replace(/^/, '- ').replace(/[.,] /g, '.\n- ')),
    outcome: 'kept',
  },
  { fault: 'all in bold type', answer: each((part) => `**${part.replaceAll('**', '')}**`), outcome: 'kept' },
  { fault: 'bold type without an end', answer: first((part) => `**${part}`), outcome: 'kept' },
  { fault: 'a link', answer: last((part) => `${part} See [more](https://evil.example/x).`), outcome: 'kept' },
  { fault: 'a URL', answer: last((part) => `${part} See https://evil.example/x for more.`), outcome: 'kept' },
  { fault: 'a picture', answer: last((part) => `${part} ![seen](https://evil.example/p.gif)`), outcome: 'kept' },
  { fault: 'a script', answer: last((part) => `${part} <script>alert("x")</script>`), outcome: 'kept' },
  { fault: 'a tag', answer: last((part) => `<b onclick="x">${part}</b>`), outcome: 'kept' },
  { fault: 'code', answer: last((part) => `${part} Run \`rm -r\` now.`), outcome: 'kept' },
  { fault: 'a mark lost', answer: each((part) => part.replace(/ ?⟦\d+⟧/, '')), outcome: 'kept', reason: marked },
  { fault: 'a mark twice', answer: each((part) => part.replace(/(⟦\d+⟧)/, '$1 $1')), outcome: 'kept', reason: marked },
  { fault: 'a mark from nowhere', answer: each((part) => `${part} ⟦77⟧`), outcome: 'kept', reason: marked },
  {
    fault: 'a mark with other brackets',
    answer: each((part) => part.replace(/⟦(\d+)⟧/, '[[$1]]')),
    outcome: 'kept',
    reason: marked,
  },
  { fault: 'a mark cut', answer: each((part) => part.replace(/⟦(\d+)⟧/, '⟦$1')), outcome: 'kept', reason: marked },
  {
    fault: 'marks under other numbers',
    answer: each((part) => part.replace(/⟦(\d+)⟧/g, '⟦9$1⟧')),
    outcome: 'kept',
    reason: marked,
  },
  {
    fault: 'a mark in another paragraph',
    answer: (good) => {
      const [mark = ''] = marksIn(good);
      const without = good.replace(mark, '').replace('  ', ' ');
      return mark === '' ? good : `${without.replace(/\.?$/, '')} ${mark}.`;
    },
    outcome: 'kept',
    reason: marked,
  },
  {
    fault: 'other code in place of a mark',
    answer: each((part) => part.replace(/⟦\d+⟧/, '`tar -x`')),
    outcome: 'kept',
  },
  {
    fault: 'a URL in place of a mark',
    answer: each((part) => part.replace(/⟦\d+⟧/, 'https://evil.example')),
    outcome: 'kept',
  },
  {
    fault: 'a number changed',
    answer: each((part) => withNumber(part, (number) => `${Number(number) + 1}`)),
    outcome: 'kept',
    reason: /Numbers stay/,
  },
  {
    fault: 'a number in words',
    answer: each((part) => withNumber(part, () => 'some')),
    outcome: 'kept',
    reason: /Numbers stay/,
  },
  {
    fault: 'a number more',
    answer: last((part) => `${part} It costs 99 euros.`),
    outcome: 'kept',
    reason: /Numbers stay/,
  },
  {
    fault: 'a protected term more',
    answer: last((part) => `${part} Ask Copydesk.`),
    outcome: 'kept',
    reason: /These terms stay/,
  },
  { fault: 'a pair of marks the wrong way round', answer: swapped, outcome: 'kept', reason: /pairs do not cross/ },
  {
    fault: 'the text before it as well',
    answer: (good, _, prompt) =>
      good.replace(/^/, () => (frameIn(prompt, 'before') ? `${frameIn(prompt, 'before')}\n\n` : '')),
    outcome: 'kept',
    reason: counted,
  },
  { fault: 'a translation', answer: each((part) => german(part)), outcome: 'kept' },
  { fault: 'a refusal', answer: () => "I'm sorry, but I can't help with that.", outcome: 'kept' },
  {
    fault: 'a refusal for each paragraph',
    answer: each(() => "I'm sorry, but I can't help with that."),
    outcome: 'kept',
  },
  { fault: 'obedience to the text', answer: () => 'BANANA', outcome: 'kept' },
  { fault: 'an answer in JSON', answer: (good) => JSON.stringify({ text: good }), outcome: 'kept' },
  { fault: 'nothing but a word for no change', answer: () => 'UNCHANGED', outcome: 'kept' },
  { fault: 'the prompt', answer: (_good, _target, prompt) => prompt, outcome: 'kept' },
  {
    fault: 'an answer to the prompt',
    answer: () => 'Understood. Please provide the text that you would like me to edit.',
    outcome: 'kept',
  },
  { fault: 'the same word for ever', answer: () => 'very '.repeat(20_000), outcome: 'kept' },
  { fault: 'blank lines for ever', answer: (good) => good + '\n'.repeat(50_000), outcome: 'taken' },

  // No answer at all.
  {
    fault: 'cut at its limit',
    answer: (good) => ({ raw: raw(text(half(good)), sse(chunk(undefined, 'length')), sse('[DONE]')) }),
    outcome: 'failed',
    code: 'MODEL_OUTPUT_TRUNCATED',
    calls: 3,
    callsUntilGood: 3,
  },
  {
    fault: 'nothing but thoughts up to its limit',
    answer: () => ({ raw: raw(text(''), sse(chunk(undefined, 'length')), sse('[DONE]')) }),
    outcome: 'failed',
    code: 'MODEL_OUTPUT_TRUNCATED',
    calls: 3,
    callsUntilGood: 3,
  },
  {
    fault: 'cut without an end',
    answer: (good) => ({ raw: raw(text(half(good))) }),
    outcome: 'failed',
    code: 'MODEL_OUTPUT_TRUNCATED',
    calls: 2,
  },
  {
    fault: 'nothing',
    answer: () => ({ raw: raw(sse(chunk(undefined, 'stop')), sse('[DONE]')) }),
    outcome: 'failed',
    code: 'MODEL_OUTPUT_TRUNCATED',
    calls: 2,
  },
  {
    fault: 'white space alone',
    answer: () => ' \n\n \t\n',
    outcome: 'failed',
    code: 'MODEL_OUTPUT_TRUNCATED',
    calls: 2,
  },
  {
    fault: 'filtered',
    answer: (good) => ({ raw: raw(text(half(good)), sse(chunk(undefined, 'content_filter')), sse('[DONE]')) }),
    outcome: 'failed',
    code: 'MODEL_REFUSED',
    calls: 3,
    callsUntilGood: 3,
  },
  {
    fault: 'not streamed, and cut at its limit',
    answer: (good) => ({ body: completion(half(good), 'length') }),
    outcome: 'failed',
    code: 'MODEL_OUTPUT_TRUNCATED',
    calls: 3,
    callsUntilGood: 3,
  },
];

function frameIn(prompt: string, name: string): string {
  return new RegExp(`<${name}-([0-9a-f]+)>\\n([\\s\\S]*?)\\n</${name}-\\1>`).exec(prompt)?.[2] ?? '';
}

/** Marks around words change places: those of a link, or of a tag. */
function swapped(good: string): string {
  return good.replace(/(⟦\d+⟧)((?:the|very|an) [^⟦⟧]+)(⟦\d+⟧)/g, '$3$2$1');
}

function nonceOf(prompt: string): string {
  return /<\/text-([0-9a-f]+)>\s*$/.exec(prompt)?.[1] ?? '';
}

/** `text` with its first number that is no mark's replaced. */
function withNumber(part: string, change: (number: string) => string): string {
  return part.replace(/(?<![⟦\d])\d+(?![⟧\d])/, change);
}
