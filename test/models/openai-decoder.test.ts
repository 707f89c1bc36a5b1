import { expect, test } from 'vitest';
import { Decoder } from '../../src/models/openai/decoder.ts';

test('A line past 1 MiB is refused however it comes in reads, also when its end comes with the read that made it so', () => {
  const line = Buffer.from(`data: ${'x'.repeat(1_100_000)}\n\n`);
  for (const size of [1_000, 65_536, 100_000, 1_048_000, line.length]) {
    const decoder = new Decoder({ onEvent: () => {}, skim: (events) => events, invalid: () => new Error('too long') });
    const feed = () => {
      for (let start = 0; start < line.length; start += size) {
        decoder.feed(line.subarray(start, start + size));
      }
    };
    expect(feed).toThrow('too long');
  }
});
