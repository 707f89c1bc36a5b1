import { describe, expect, it } from 'vitest';
import { checkRewrite } from '../../../src/optimizer/checks/index.ts';
import { honestRewrites } from './honest-rewrites.ts';
import { rewritten } from './kit.ts';

describe('The checks', () => {
  it.each(honestRewrites)('let pass an honest $type rewrite: $rewrite', ({ type, source, rewrite, ...more }) => {
    expect(checkRewrite(rewritten(source, rewrite, { optimizationType: type, ...more }))).toEqual([]);
  });

  it('let pass honest rewrites of one long document', () => {
    const some = honestRewrites.filter(({ type, masks }) => type === 'CLARITY' && !masks);
    const source = some.map((pair) => pair.source).join('\n\n');
    const rewrite = some.map((pair) => pair.rewrite).join('\n\n');
    expect(checkRewrite(rewritten(source, rewrite))).toEqual([]);
  });
});
