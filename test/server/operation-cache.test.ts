import { expect, it } from 'vitest';
import { createOperationCache } from '../../src/server/operation-cache.ts';

it('An operation is kept until a thousand others came', () => {
  const cache = createOperationCache<number>();
  for (let number = 0; number < 1_001; number += 1) {
    cache.set(`{ field${number} }`, number);
  }
  expect(cache.get('{ field1 }')).toBe(1);
  expect(cache.get('{ field1000 }')).toBe(1_000);
  expect(cache.get('{ field0 }')).toBeUndefined();
});

it("An operation that comes again takes no other one's place", () => {
  const cache = createOperationCache<number>();
  for (let number = 0; number < 1_000; number += 1) {
    cache.set(`{ field${number} }`, number);
  }
  cache.set('{ field5 }', 5);
  expect(cache.get('{ field0 }')).toBe(0);
});

it('An operation that has a document in it is not kept', () => {
  const cache = createOperationCache<number>();
  cache.set(`{ field(text: "${'a'.repeat(20_000)}") }`, 1);
  expect(cache.get(`{ field(text: "${'a'.repeat(20_000)}") }`)).toBeUndefined();
});
