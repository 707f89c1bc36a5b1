import type { Finding, PreservationKind } from './check.ts';

const MOST_ITEMS = 20;
const MOST_NAMED = 6;
const LONGEST_NAME = 60;

/** A finding with its lists cut to what a report can hold. */
export function finding(
  kind: PreservationKind,
  message: string,
  { lost = [], added = [] }: { lost?: readonly string[]; added?: readonly string[] } = {},
): Finding {
  return { kind, message, lost: lost.slice(0, MOST_ITEMS), added: added.slice(0, MOST_ITEMS) };
}

/** `"a", "b" and 3 more`, for a message. */
export function named(items: readonly string[]): string {
  const names = items.slice(0, MOST_NAMED).map((item) => `"${clipped(item)}"`);
  const more = items.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The start of a text, on one line. */
export function clipped(text: string): string {
  const start = text.slice(0, LONGEST_NAME).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_NAME ? `${start.toWellFormed()}…` : start.toWellFormed();
}

/** What only the first has, and what only the second has; each as often as it has it more. */
export function differenceOf(source: Iterable<string>, rewrite: Iterable<string>): { lost: string[]; added: string[] } {
  const counts = new Map<string, number>();
  for (const item of source) {
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  for (const item of rewrite) {
    counts.set(item, (counts.get(item) ?? 0) - 1);
  }
  const lost: string[] = [];
  const added: string[] = [];
  for (const [item, count] of counts) {
    for (let left = Math.abs(count); left > 0; left -= 1) {
      (count > 0 ? lost : added).push(item);
    }
  }
  return { lost, added };
}

/** How often `items` has each. */
export function countsOf<Item>(items: Iterable<Item>): Map<Item, number> {
  const counts = new Map<Item, number>();
  for (const item of items) {
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}
