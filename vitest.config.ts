import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node itself resolves: a second copy of graphql, the one for development, would not know the first one's errors.
  ssr: { resolve: { conditions: ['node', 'module-sync'], externalConditions: ['node', 'module-sync'] } },
  test: {
    globalSetup: 'test/kit/build-page.ts',
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
