import { describe, expect, test } from 'vitest';
import { chunk, completion, sse, streamOf, usageChunk } from '../kit/endpoint.ts';
import { startPair } from '../kit/server.ts';
import { choice, cut, done, errorAnswers, type Fault, json, one, plain, raw, stop, stream } from './answers.ts';
import { expectNoHandleLeft, expectRun, inTurn, run, runJob } from './run.ts';

expectNoHandleLeft();

const whole = { text: 'One.' };
const counted = sse({ ...chunk('One'), usage: { prompt_tokens: 1 } }) + sse({ ...chunk('.'), usage: null });
const bytewise = (text: string) => Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte));
const partly = [{ type: 'thinking' }, { type: 'text', text: 'One.' }];

describe('Text comes through a stream', () => {
  test.each<Fault>([
    ['with comments', stream(`: OPENROUTER PROCESSING\n\n${one}:\n\n${stop}`), whole],
    ['with CRLF', stream((one + stop).replaceAll('\n', '\r\n')), whole],
    ['with CR', stream((one + stop).replaceAll('\n', '\r')), whole],
    ['with a BOM', stream(`\uFEFF${one}${stop}`), whole],
    ['with event: lines', stream(`event: message\n${one}event: ping\n${sse({})}${stop}`), whole],
    ['with ids and retry', stream(`id: 1\nretry: 5\n${one}${stop}`), whole],
    ['with fields of other names', stream(`obfuscation: x\n${one}${stop}`), whole],
    ['without a space behind data:', stream((one + stop).replaceAll('data: ', 'data:')), whole],
    ['with JSON over several data: lines', stream(one.replace(',', ',\ndata: ') + stop), whole],
    ['with empty data', stream(`data:\n\ndata: \n\n${one}${stop}`), whole],
    ['with null', stream(sse(null) + one + stop), whole],
    ['with {} for a ping', stream(`event: ping\n${sse({})}${one}${stop}`), whole],
    ['with values that are no chunks', stream(sse([1]) + sse(7) + sse('"x"') + one + stop), whole],
    ['with empty choices', stream(sse({ choices: [], prompt_filter_results: [] }) + one + stop), whole],
    ['without choices', stream(sse({ id: '1', choices: null }) + sse({ id: '1' }) + one + stop), whole],
    ['with a choice that is null', stream(sse({ choices: [null] }) + one + stop), whole],
    [
      'with a choice without delta',
      stream(choice({ finish_reason: null, content_filter_results: {} }) + one + stop),
      whole,
    ],
    ['with a delta that is null', stream(choice({ delta: null }) + one + stop), whole],
    ['with content that is null', stream(choice({ delta: { role: 'assistant', content: null } }) + one + stop), whole],
    ["with finish_reason ''", stream(choice({ delta: { content: 'One.' }, finish_reason: '' }) + stop), whole],
    ['with usage in every chunk', stream(counted + stop), whole],
    ['with error: null', stream(sse({ error: null, choices: [{ delta: { content: 'One.' } }] }) + stop), whole],
    ['with content in parts', stream(choice({ delta: { content: partly } }) + stop), whole],
    ['that calls itself nothing', { headers: { 'content-type': '' }, body: streamOf('One.') }, whole],
    ['that calls itself plain text', { headers: plain, body: streamOf('One.') }, whole],
    ['that comes byte by byte', raw(bytewise(streamOf('Ein ', 'Öl', '漢', '😀')), 1), { text: 'Ein Öl漢😀' }],
    [
      'that halves a pair of surrogates',
      stream(sse(chunk('\ud83d')) + sse(chunk('\ude00 One.')) + stop),
      { text: '😀 One.' },
    ],
    ['that is none, but a whole completion', { body: completion('One.') }, whole],
    [
      'that is none, but a completion in a long body',
      { body: `${' '.repeat(2e6)}${JSON.stringify(completion('One.'))}` },
      whole,
    ],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });
});

describe('A typed error comes of', () => {
  test.each(errorAnswers('no'))('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });

  test.each<Fault>([
    [
      'a flat object with 200',
      { body: { object: 'error', message: 'no', type: 'BadRequestError', code: 503 } },
      { text: '', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'a flat object in the middle, in spite of [DONE]',
      stream(one + sse({ object: 'error', message: 'no', type: 'InternalServerError', code: 500 }) + done),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
    [
      'a `detail` in the middle, in spite of [DONE]',
      stream(one + sse({ detail: 'no' }) + done),
      { text: 'One.', code: 'MODEL_UNAVAILABLE' },
    ],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });

  test('an error that never ends, by its status', async () => {
    const pour = (res: import('node:http').ServerResponse) => {
      while (!res.destroyed && res.write('x'.repeat(65_536))) {}
      if (!res.destroyed) {
        res.once('drain', () => pour(res));
      }
    };
    await expectRun({ raw: (res) => pour(res.writeHead(429)) }, { text: '', code: 'MODEL_RATE_LIMITED' });
  });
});

describe('More than 1 MiB ends the call', () => {
  const invalid = { text: 'One.', code: 'MODEL_OUTPUT_INVALID' };
  const mebibyte = 'x'.repeat(1_100_000);
  test.each<Fault>([
    ['in an event', stream(one + sse({ x: mebibyte }) + stop), invalid],
    ['in an event without end', stream(`${one}data: {"x":"${mebibyte}`), invalid],
    ['in an event of many lines', stream(`${one}${'data: x\n'.repeat(600_000)}\n${stop}`), invalid],
    ['in a comment', stream(`${one}: ${mebibyte}\n\n${stop}`), invalid],
    ['in a line of another name', stream(`${one}event: ${mebibyte}\n${stop}`), invalid],
    ['in a line that is none', stream(`${one}${mebibyte}`), invalid],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });

  test('and not in 1 MiB of events', async () => {
    const tokens = Array.from({ length: 3_600 }, () => ['wo', 'r', 'd ']).flat();
    const options = { content: `${tokens.join('')}ending`, settings: { SEGMENT_WORDS: '5000' } };
    await expectRun(stream(streamOf(...tokens, 'end')), { text: `${tokens.join('')}end` }, options);
  });

  test('at once, whatever the endpoint goes on to send', async () => {
    const endless = {
      raw: (res: import('node:http').ServerResponse) => void res.writeHead(200).write(`data: ${mebibyte}`),
    };
    await expectRun(endless, { text: '', code: 'MODEL_OUTPUT_INVALID', withinMs: 2_000 });
  });

  test('in 8 MiB of text, however small its events', async () => {
    const piece = sse(chunk('x'.repeat(65_536)));
    const { code } = await run(stream(piece.repeat(150) + stop));
    expect(code).toBe('MODEL_OUTPUT_INVALID');
  });
});

describe('Reasoning never reaches the text', () => {
  test.each<Fault>([
    ['as reasoning', stream(choice({ delta: { reasoning: 'Hm.' } }) + one + stop), whole],
    ['as reasoning_content', stream(choice({ delta: { reasoning_content: 'Hm.' } }) + one + stop), whole],
    [
      'beside content',
      stream(choice({ delta: { content: 'One.', reasoning: 'Hm.', reasoning_details: [{}] } }) + stop),
      whole,
    ],
    [
      'of a whole completion',
      { body: { choices: [{ message: { content: 'One.', reasoning_content: 'Hm.' }, finish_reason: 'stop' }] } },
      whole,
    ],
    ['as <think>', stream(streamOf('<think>Hm.</think>One.')), whole],
    ['as <think> with white space around', stream(streamOf('\n<think>\nHm.\n</think>\n\nOne.')), whole],
    ['as <think> token by token', stream(streamOf('<th', 'ink', '>', 'Hm', '.', '</', 'think', '>\n', 'One.')), whole],
    ['as an empty <think>', stream(streamOf('<think>', '\n\n', '</think>', '\n\n', 'One.')), whole],
    ['as <think> of a whole completion', { body: completion('<think>Hm.</think>\n\nOne.') }, whole],
    ['as <think> without the opening tag', stream(streamOf('Hm. ', 'So.', '\n</think>', '\n\nOne.')), whole],
    ['as <think> that speaks of <think>', stream(streamOf('<think>A <think> tag.</think>One.')), whole],
    ['as <think> that is cut', cut(sse(chunk('<think>Hm.'))), { text: '', code: 'MODEL_UNAVAILABLE' }],
  ])('%s', async (_, answer, expected) => {
    const { deltas } = await expectRun(answer, expected);
    if (!JSON.stringify(answer).includes('Hm. ')) {
      expect(JSON.stringify(deltas)).not.toContain('Hm');
    }
  });

  test.each([
    ['a <think> block', '<think>\nHm.\n</think>\n\nOne.'],
    ['the end of a block without its opening tag', 'Hm.\n</think>\n\nOne.'],
  ])('wherever %s is split', async (_, answer) => {
    const answers = Array.from(answer, (_, at) => stream(streamOf(answer.slice(0, at), answer.slice(at))));
    await using pair = await startPair(inTurn(answers));
    const { documents } = await runJob(
      pair,
      Array.from(answer, () => 'Source.'),
    );
    expect(documents.map(({ text }) => text)).toEqual(Array(answer.length).fill('One.'));
  });

  test('though it was sent for text: the text replaces it from its start', async () => {
    const events = ['Let me ', 'see.', '</think>', 'One ', 'two.'].map((token) => sse(chunk(token)));
    const { text, deltas } = await run(raw([...events, stop], 100));
    expect(text).toBe('One two.');
    expect(deltas[0]).toMatchObject({ offset: 0, text: expect.stringMatching(/^Let me/) });
    // The thinking is taken back at once, and the text comes in its place.
    const [takenBack, ...rest] = deltas.slice(1).filter(({ offset }) => offset === 0);
    expect((takenBack?.text || rest[0]?.text) ?? '').toMatch(/^One/);
  });

  test('though it was sent for text, and the answer is cut right behind it', async () => {
    const events = ['Let me ', 'see.', '</think>'].map((token) => sse(chunk(token)));
    await expectRun(raw(events, 100), { text: '', code: 'MODEL_OUTPUT_TRUNCATED' });
  });

  test('but a source that has <think> itself is left alone', async () => {
    const content = 'A model writes `<think>` and `</think>` around its thoughts.';
    await expectRun({}, { text: content }, { content });
    await expectRun(stream(streamOf('<think>', 'Hm.', '</think>')), { text: '<think>Hm.</think>' }, { content });
  });

  test('and a rewrite that has it further on is left alone', async () => {
    const content = 'Write <thing> here.';
    await expectRun(stream(streamOf('Write <think> here.')), { text: 'Write <think> here.' }, { content });
  });
});

test('Usage behind the last text is not text', async () => {
  await expectRun(stream(one + stop + sse(usageChunk(7, 3)) + done), whole);
});

test('JSON that comes in pieces is put together', async () => {
  const pieces = JSON.stringify(completion('Öl.')).match(/[\s\S]{1,9}/g) ?? [];
  const answer = {
    raw: async (res: import('node:http').ServerResponse) => {
      res.writeHead(200, json);
      for (const piece of pieces) {
        res.write(piece);
      }
      res.end();
    },
  };
  await expectRun(answer, { text: 'Öl.' });
});
