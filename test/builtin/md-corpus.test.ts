import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyRules } from '../../src/models/builtin/rules.ts';
import { optimizationTypes } from '../../src/models/model.ts';

const paths = [...globSync('node_modules/**/*.md'), 'README.md'];
const texts = [...new Set(paths.map((path) => readFileSync(path, 'utf8')))];
const wordCount = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);

/** What rules and spell checkers are known to make worse. */
const traps =
  /\b(?:json|cli|env|url|config|semver|sudo|npm|devDependencies|Papua|Cassini|Leningrad|misconfigured|MB|GUI|p\d\d)\b|\d \w+s\b/;

describe('on every Markdown file of the packages', () => {
  it('has something to work on', () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(wordCount).toBeGreaterThan(200_000);
  });

  it.each(optimizationTypes)('%s makes few changes, none of a name or a term, and makes them once', (type) => {
    let count = 0;
    for (const text of texts) {
      const { text: result, edits } = applyRules(text, type, []);
      count += edits.length;
      const touched = edits.map(({ start, end }) => text.slice(start, end)).filter((original) => traps.test(original));
      expect(touched).toEqual([]);
      if (edits.length > 0) {
        expect(applyRules(result, type, []).edits).toEqual([]);
      }
    }
    expect(count).toBeLessThan((5 * wordCount) / 1_000);
  });
});
