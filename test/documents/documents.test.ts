import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, decodeText, formatOfName } from '../../src/documents/index.ts';
import { lineEndingOf } from '../../src/documents/line-ending.ts';

describe('A delta', () => {
  it('replaces what stands behind its offset', () => {
    expect(applyDelta('one two', { offset: 4, text: '2' })).toBe('one 2');
  });

  it('applied twice is the same as once', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (current, text, place) => {
        const delta = { offset: Math.min(place, current.length), text };
        const once = applyDelta(current, delta);
        expect(applyDelta(once, delta)).toBe(once);
      }),
    );
  });

  it('that does not fit is refused: something between was missed', () => {
    expect(() => applyDelta('one', { offset: 4, text: 'x' })).toThrow(RangeError);
  });
});

describe('A file', () => {
  it('is read as UTF-8, its byte order mark kept', () => {
    const bytes = new TextEncoder().encode('\uFEFFGrüße 👋\r\n');
    expect(decodeText(bytes)).toBe('\uFEFFGrüße 👋\r\n');
  });

  it.each([
    ['not UTF-8', new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65])],
    ['binary', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00])],
    ['a PDF', new TextEncoder().encode('%PDF-1.7\n')],
  ])('that is %s is no text', (_, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });

  it.each([
    ['a.txt', 'TEXT'],
    ['README', 'TEXT'],
    ['notes.MD', 'MARKDOWN'],
    ['a.markdown', 'MARKDOWN'],
    ['page.html', 'HTML'],
    ['page.v2.htm', 'HTML'],
    ['folder.md/plain', 'TEXT'],
    ['a.constructor', 'TEXT'],
    ['a.__proto__', 'TEXT'],
  ])('named %s is %s', (name, format) => {
    expect(formatOfName(name)).toBe(format);
  });
});

it.each([
  ['one line', '\n'],
  ['a\nb', '\n'],
  ['a\r\nb\r\n', '\r\n'],
  ['a\r\nb\n', 'mixed'],
  ['a\r\r\nb\r\n', 'mixed'],
])('The line ending of %j is %j', (text, ending) => {
  expect(lineEndingOf(text)).toBe(ending);
});
