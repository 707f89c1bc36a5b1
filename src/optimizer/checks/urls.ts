import type { Check } from './check.ts';
import { differenceOf, finding, named } from './finding.ts';
import { withoutMarks } from './marks.ts';

/** Finds addresses of pages and mail boxes that are lost, changed or new, where no mask stands for them. */
export const checkUrls: Check = ({ source, rewrite }) => {
  const { lost, added } = differenceOf(source.flatMap(addressesIn), rewrite.flatMap(addressesIn));
  if (lost.length === 0 && added.length === 0) {
    return [];
  }
  const parts = [
    lost.length > 0 && `Missing: ${named(lost)}.`,
    added.length > 0 && `Not in the text: ${named(added)}.`,
    'Addresses stay to the character, and none is added.',
  ];
  return [finding('URL', parts.filter(Boolean).join(' '), { lost, added })];
};

const LONGEST_ADDRESS = 2_000;

function addressesIn(text: string): string[] {
  const addresses: string[] = [];
  for (const stretch of withoutMarks(text).split(/[\s<>()[\]{}"“”„«»`|]+/)) {
    if (stretch.length < 5 || stretch.length > LONGEST_ADDRESS) {
      continue;
    }
    const address = stretch.replace(/^['‘*_~]{1,9}/, '').replace(/[.,;:!?'’*_~…]{1,9}$/, '');
    if (/^[a-z][a-z0-9+.-]{1,20}:\/\/[^/]/i.test(address) || /^www\.[^.]/i.test(address) || isMail(address)) {
      addresses.push(address);
    }
  }
  return addresses;
}

function isMail(text: string): boolean {
  const at = text.indexOf('@');
  return at > 0 && /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(text.slice(at + 1));
}
