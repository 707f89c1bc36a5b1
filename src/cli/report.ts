import { wordDiff } from './diff.ts';
import type { Paint } from './paint.ts';
import { lossOf, type Settled } from './settle.ts';
import { shownJson, shownName } from './shown.ts';

/** What is told of a document when it ends, in one line. */
export function lineOf(settled: Settled, { red, green, yellow, dim, bold }: Paint): string {
  const { name, outcome, failure, reason, result, writtenTo } = settled;
  const title = bold(shownName(name));
  const edits = result ? counted(result.edits.length, 'edit') : '';
  const notes = result ? notesOf(result).map((note) => yellow(`; ${shownName(note)}`)) : [];
  switch (outcome) {
    case 'FAILED':
      return `${red('✗')} ${title}: ${shownName(failure?.message ?? 'failed')}`;
    case 'LEFT':
      return `${yellow('!')} ${title}: left as it is: ${shownName(reason ?? '')}`;
    case 'CANCELLED':
      return `${dim('-')} ${title}: cancelled`;
    case 'UNCHANGED':
      return `${dim('✓')} ${title}: nothing to change${notes.join('')}`;
    case 'CHANGED':
      return `${green('✓')} ${title}: ${edits}${writtenTo ? `, written to ${shownName(writtenTo)}` : ''}${notes.join('')}`;
  }
}

function notesOf(result: NonNullable<Settled['result']>): readonly string[] {
  const kept = result.segments.filter(({ state, reason }) => state === 'KEPT' || reason !== null);
  const [first] = kept;
  const loss = lossOf(result);
  return [
    ...(first ? [`${counted(kept.length, 'part')} kept: ${first.reason ?? 'its rewrite was refused'}`] : []),
    ...(loss === undefined ? [] : [loss]),
  ];
}

/** The diff of a document, under its name; empty where nothing changed. */
export function diffOf({ name, original, result, outcome }: Settled, paint: Paint): string {
  if (!result || outcome === 'UNCHANGED') {
    return '';
  }
  return `${paint.bold(shownName(name))}\n${wordDiff(original, result.edits, paint)}\n`;
}

/** A document as a line of JSON. */
export function jsonOf({ name, outcome, result, failure, reason, writtenTo }: Settled): string {
  const error = failure && { code: failure.code, message: failure.message, isRetryable: failure.isRetryable };
  const { document: _, originalFilename: __, ...told } = result ?? { document: undefined, originalFilename: undefined };
  const head = { name, outcome, writtenTo: writtenTo ?? null, reason: reason ?? null, error: error ?? null };
  return `${shownJson({ ...head, ...told })}\n`;
}

/** `1 edit`, `2 edits`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** How all of `total` documents went, in one line. */
export function summaryOf(outcomes: readonly Settled['outcome'][], total: number, isInterrupted: boolean): string {
  const count = (...of: Settled['outcome'][]) => outcomes.filter((outcome) => of.includes(outcome)).length;
  const parts = [
    `${count('CHANGED')} changed`,
    `${count('UNCHANGED')} unchanged`,
    ...(count('LEFT') > 0 ? [`${count('LEFT')} left as they are`] : []),
    ...(count('FAILED') > 0 ? [`${count('FAILED')} failed`] : []),
    ...(count('CANCELLED') > 0 && !isInterrupted ? [`${count('CANCELLED')} cancelled`] : []),
  ];
  const finished = count('CHANGED', 'UNCHANGED', 'LEFT');
  const head = isInterrupted
    ? `Cancelled: ${finished} of ${counted(total, 'document')} finished`
    : counted(total, 'document');
  return `${head}: ${parts.join(', ')}`;
}
