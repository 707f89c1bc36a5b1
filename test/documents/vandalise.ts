import fc from 'fast-check';

const signs =
  '# - 1. > * ** _ ` [ ] (x) <b> < & &amp; lt; | ~~ $ ! \\ http://a.b www.x.org \n [ ] [x] : === --- + {} snake_c _x_ **b** 2. … \u00a0 </p>';
const inserts = [...signs.split(' '), ...'word the some Really, end. very (so) “new”'.split(' ')];

type Change = readonly [kind: number, place: number, other: number];

/** What may be done to a text. */
export const changes = fc.array(fc.tuple(fc.nat(5), fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 });

/** `text` with words inserted, deleted, replaced and swapped and masks moved. */
export function vandalise(text: string, list: readonly Change[]): string {
  const tokens: string[] = text.match(/⟦\d+⟧|\s+|[\p{L}\p{N}]+|\S/gu) ?? [];
  for (const [kind, place, other] of list) {
    const index = place % Math.max(1, tokens.length);
    const [token = '', swapped = ''] = [tokens[index], tokens[other % Math.max(1, tokens.length)]];
    const insert = inserts[other % inserts.length] ?? '';
    const mask = tokens.findIndex((each) => each.startsWith('⟦'));
    if (kind === 0) {
      tokens.splice(index, 0, insert, other % 2 ? ' ' : '');
    } else if (kind === 1 && !token.startsWith('⟦')) {
      tokens.splice(index, 1);
    } else if (kind === 2 && !token.startsWith('⟦')) {
      tokens[index] = insert;
    } else if (kind === 3) {
      tokens[index] = swapped;
      tokens[other % tokens.length] = token;
    } else if (kind === 4 && mask >= 0) {
      tokens.splice(index, 0, ...tokens.splice(mask, 1));
    }
  }
  return tokens.join('').trim();
}
