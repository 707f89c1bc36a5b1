import type { MaskKind } from '../../documents/index.ts';
import type { Check, Finding, PreservationKind } from './check.ts';
import { clipped, finding } from './finding.ts';
import { type Mark, marksIn, withoutMarks } from './marks.ts';

/** What is lost with a mask. */
export const kindOfMask: Readonly<Record<MaskKind, PreservationKind>> = {
  code: 'CODE',
  url: 'URL',
  placeholder: 'PLACEHOLDER',
  term: 'PROTECTED_TERM',
  open: 'STRUCTURE',
  close: 'STRUCTURE',
  markup: 'STRUCTURE',
};

interface Differences {
  readonly lost: string[];
  readonly doubled: string[];
  readonly invented: string[];
}

/** Finds masks that are lost, doubled, invented, broken or in another block than they were. */
export const checkMasks: Check = ({ source, rewrite, masks }) => {
  const before = blocksOfMarks(source);
  const after = blocksOfMarks(rewrite);
  const byNumber = new Map(masks.map((mask) => [String(mask.number), mask]));
  const differences = new Map<PreservationKind, Differences>();
  const moved: string[] = [];

  for (const number of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(number) ?? [];
    const is = after.get(number) ?? [];
    if (was.length === is.length) {
      if (was.some((block, index) => block !== is[index])) {
        moved.push(number);
      }
      continue;
    }
    const mask = byNumber.get(number);
    const kind = mask ? kindOfMask[mask.kind] : 'STRUCTURE';
    const found = differences.get(kind) ?? { lost: [], doubled: [], invented: [] };
    differences.set(kind, found);
    const list = is.length < was.length ? 'lost' : was.length > 0 ? 'doubled' : 'invented';
    found[list].push(number);
  }

  const nameOf = (number: string) => byNumber.get(number)?.source ?? `⟦${number}⟧`;
  const findings: Finding[] = [...differences].map(([kind, { lost, doubled, invented }]) =>
    finding(kind, differenceMessage({ lost, doubled, invented }, nameOf), {
      lost: lost.map(nameOf),
      added: [...doubled, ...invented].map(nameOf),
    }),
  );
  if (moved.length > 0) {
    findings.push(
      finding('STRUCTURE', `${marks(moved, nameOf)} moved to another paragraph. Each mark stays in the one it was in.`),
    );
  }
  if (brokenMarks(rewrite) > brokenMarks(source)) {
    findings.push(finding('STRUCTURE', 'A mark ⟦n⟧ is broken. Each comes back exactly once and exactly as it is.'));
  }
  return findings;
};

function blocksOfMarks(blocks: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  blocks.forEach((text, block) => {
    for (const { number } of marksIn(text)) {
      const of = found.get(number);
      if (of) {
        of.push(block);
      } else {
        found.set(number, [block]);
      }
    }
  });
  return found;
}

function brokenMarks(blocks: readonly string[]): number {
  return blocks.reduce((sum, text) => sum + (withoutMarks(text).match(/[⟦⟧]/g)?.length ?? 0), 0);
}

function differenceMessage({ lost, doubled, invented }: Differences, nameOf: (number: string) => string): string {
  const parts = [
    lost.length > 0 && `Missing: ${marks(lost, nameOf)}.`,
    doubled.length > 0 && `Written too often: ${marks(doubled, nameOf)}.`,
    invented.length > 0 && `Not in the text: ${invented.slice(0, 6).map(asMark).join(', ')}.`,
    'Each mark ⟦n⟧ comes back exactly once and exactly as it is.',
  ];
  return parts.filter(Boolean).join(' ');
}

function marks(numbers: readonly string[], nameOf: (number: string) => string): string {
  const more = numbers.length - 6;
  const names = numbers.slice(0, 6).map((number) => `${asMark(number)} (${clipped(nameOf(number))})`);
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function asMark(number: Mark['number']): string {
  return `⟦${number}⟧`;
}
