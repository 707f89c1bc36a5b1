import { describe, expect, it } from 'vitest';
import { phrases } from '../../src/models/builtin/phrases/index.ts';
import { formsOf } from '../../src/models/builtin/phrases/inflect.ts';
import { applyRules } from '../../src/models/builtin/rules.ts';

const rows = phrases.flatMap((phrase) => Object.entries(phrase.swaps).map(([from, to]) => ({ ...phrase, from, to })));

describe('the phrase table', () => {
  it('has a reason, a source and a name for every row', () => {
    for (const { id, reason, source, types } of rows) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(reason).toMatch(/^[A-Z`].*\.$/);
      expect(source).toMatch(/^https:\/\/|own list\.$/);
      expect(types.length).toBeGreaterThan(0);
    }
  });

  it('swaps plain words for other plain words', () => {
    for (const { from, to } of rows) {
      expect(from).toMatch(/^[a-z]+(?:[-' ]+[a-z]+)*(?:\/her)?$/);
      expect(to).not.toBe(from);
      expect(to).not.toMatch(/^\s|\s$|\s\s/);
    }
  });

  it('comes to rest, whatever row applies, and a second run changes nothing', () => {
    for (const { from, types } of rows) {
      for (const type of types) {
        for (const text of [
          `We say that they ${from} the two reports.`,
          `${from}, as they say, we have the reports.`,
        ]) {
          const once = applyRules(text, type, []).text;
          expect(applyRules(once, type, []).text).toBe(once);
        }
      }
    }
  });

  it('has no row that can never apply, because an earlier one without a condition stands in its way', () => {
    const open = new Map<string, string>();
    for (const { from, types, when, id } of rows) {
      for (const type of types) {
        expect(open.get(`${type} ${from}`), `${type} ${from} of ${id}`).toBeUndefined();
        if (!when) {
          open.set(`${type} ${from}`, id);
        }
      }
    }
  });
});

describe('the forms of verbs', () => {
  it.each([
    ['use', 'uses', 'used', 'using'],
    ['carry out', 'carries out', 'carried out', 'carrying out'],
    ['agree', 'agrees', 'agreed', 'agreeing'],
    ['try', 'tries', 'tried', 'trying'],
    ['display', 'displays', 'displayed', 'displaying'],
    ['stop', 'stops', 'stopped', 'stopping'],
    ['concur', 'concurs', 'concurred', 'concurring'],
    ['reach', 'reaches', 'reached', 'reaching'],
    ['do', 'does', 'did', 'doing'],
    ['have', 'has', 'had', 'having'],
  ])('%s', (base, third, past, gerund) => {
    expect(formsOf(base)).toMatchObject({ base, third, past, gerund });
  });

  it('tell the past from what follows `have`', () => {
    expect(formsOf('take part in')).toMatchObject({ past: 'took part in', participle: 'taken part in' });
    const { text } = applyRules('We demonstrated that it works, as was demonstrated that day.', 'SIMPLICITY', []);
    expect(text).toBe('We showed that it works, as was shown that day.');
  });
});
