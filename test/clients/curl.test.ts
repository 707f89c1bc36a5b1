import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { input, STREAM } from '../kit/operations.ts';
import { startPair } from '../kit/server.ts';
import { describeClient } from './suite.ts';
import type { Subscribe } from './watch.ts';

const subscribe: Subscribe = (url, variables, { next, end }) => {
  const body = JSON.stringify({ query: STREAM, variables });
  const curl = spawn('curl', ['-sN', url, '-H', 'Accept: text/event-stream', '--json', body]);
  let output = '';
  curl.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = (output + text).split('\n');
    output = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data: ')) {
        next(JSON.parse(line.slice('data: '.length)));
      }
    }
  });
  curl.on('close', (code) => end(code === 0 ? undefined : new Error(`curl exited with ${code}`)));
  return () => curl.kill();
};

describeClient('curl', subscribe);

test('curl that asks for JSON is told how to ask for a stream, and starts nothing', async () => {
  await using pair = await startPair();
  const body = JSON.stringify({ query: STREAM, variables: { input: input('Some text.') } });
  const { stdout } = await promisify(execFile)('curl', ['-s', pair.server.url, '--json', body]);
  expect(JSON.parse(stdout).errors[0].message).toContain('curl -N -H "Accept: text/event-stream"');
  expect(pair.endpoint.calls).toEqual([]);
});
