import { describe, test } from 'vitest';
import { chunk, completion, sse } from '../kit/endpoint.ts';
import { choice, cut, done, type Fault, one, stop, stream } from './answers.ts';
import { expectNoHandleLeft, expectRun } from './run.ts';

expectNoHandleLeft();

const whole = { text: 'One.' };

describe('A rewrite is complete', () => {
  test.each<Fault>([
    ['with finish_reason stop', stream(one + stop), whole],
    ['with [DONE]', stream(one + done), whole],
    ['with both', stream(one + stop + done), whole],
    ['with stop in the chunk of its last text', stream(sse(chunk('One.', 'stop'))), whole],
    ['with stop in every chunk', stream(sse(chunk('One', 'stop')) + sse(chunk('.', 'stop'))), whole],
    ['with [DONE] without the blank line behind it', stream(`${one}data: [DONE]`), whole],
    ['with [DONE] and white space around it', stream(`${one}data:  [DONE] \n\n`), whole],
    ['when it is cut behind stop, within the usage', stream(`${one}${stop}data: {"usage":{"prompt_`), whole],
    ['when the connection breaks behind stop', cut(one + stop), whole],
    ['when nonsense follows stop', stream(`${one}${stop}data: nonsense\n\n`), whole],
    ['when an error follows stop', stream(one + stop + sse({ error: { message: 'late' } })), whole],
    ['when anything follows [DONE]', stream(one + done + sse(chunk(' Two.'))), whole],
    ['as a whole completion in place of a stream', { body: completion('One.') }, whole],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });
});

const truncated = (text: string) => ({ text, code: 'MODEL_OUTPUT_TRUNCATED' });

describe('A rewrite is truncated', () => {
  test.each<Fault>([
    ['by a clean end with neither stop nor [DONE]', stream(one), truncated('One.')],
    ['by a clean end within an event', stream(`${one}data: {"choices":[{"del`), truncated('One.')],
    ['by text behind stop, without another', stream(one + stop + sse(chunk(' Two'))), truncated('One. Two')],
    ['by finish_reason length', stream(one + sse(chunk(undefined, 'length')) + done), truncated('One.')],
    ['by finish_reason length of a whole completion', { body: completion('One', 'length') }, truncated('One')],
    ['by a whole completion without finish_reason', { body: completion('One.', '') }, truncated('One.')],
    [
      'by finish_reason model_length, in spite of [DONE]',
      stream(one + sse(chunk(undefined, 'model_length')) + done),
      truncated('One.'),
    ],
    [
      'by finish_reason insufficient_system_resource, in spite of [DONE]',
      stream(one + sse(chunk(undefined, 'insufficient_system_resource')) + done),
      truncated('One.'),
    ],
    ['when nothing at all comes', stream(''), truncated('')],
    ['when only comments come', stream(': PROCESSING\n\n'), truncated('')],
    ['when it has no text', stream(stop + done), truncated('')],
    ['when it has only white space', stream(sse(chunk(' \n')) + stop + done), truncated('')],
    ['when it has only reasoning', stream(choice({ delta: { reasoning: 'Hm.' } }) + stop + done), truncated('')],
    ['when it has only a <think> block', stream(sse(chunk('<think>Hm.</think>\n')) + stop + done), truncated('')],
    ['when it has only a <think> block without end', stream(sse(chunk('<think>Hm.')) + stop + done), truncated('')],
    ['when a whole completion has no text', { body: completion('') }, truncated('')],
    ['when a whole completion has no choices', { body: { choices: [] } }, truncated('')],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });
});

const refused = (text: string) => ({ text, code: 'MODEL_REFUSED' });

describe('A rewrite is refused', () => {
  test.each<Fault>([
    ['by finish_reason content_filter', stream(one + sse(chunk(undefined, 'content_filter')) + done), refused('One.')],
    ['by a refusal', stream(one + choice({ delta: { refusal: 'Sorry' }, finish_reason: 'stop' })), refused('One.')],
    ['by a refusal in parts', stream(choice({ delta: { refusal: 'S' } }) + choice({ delta: {} }) + done), refused('')],
    ['by content_filter of a whole completion', { body: completion('One', 'content_filter') }, refused('One')],
    [
      'by a refusal of a whole completion',
      { body: { choices: [{ message: { content: null, refusal: 'Sorry' }, finish_reason: 'stop' }] } },
      refused(''),
    ],
    ['by an error of its code', { status: 400, body: { error: { code: 'content_filter' } } }, refused('')],
  ])('%s', async (_, answer, expected) => {
    await expectRun(answer, expected);
  });
});
