import type { JobPage, ProgressChunk } from '../../client/index.ts';

type Node = JobPage['edges'][number]['node'];

/** How a job stands, in words. */
export const statusWords: Readonly<Record<Node['status'], string>> = {
  QUEUED: 'Waiting',
  RUNNING: 'Running',
  COMPLETED: 'Done',
  COMPLETED_WITH_ISSUES: 'Done, with gaps',
  FAILED: 'Failed',
  CANCELLED: 'Stopped',
};

/** What a document is at, in words. */
export const stageWords: Readonly<Record<ProgressChunk['stage'], string>> = {
  STARTING: 'Starting',
  QUEUED: 'Waiting its turn',
  PREPARING: 'Reading',
  PROCESSING: 'Waiting for the model',
  STREAMING: 'Writing',
  CHECKING: 'Checking',
  RETRYING: 'Trying again',
  FALLING_BACK: 'Trying another model',
  RECOVERING: 'Going on after a restart',
  CANCELLING: 'Stopping',
};

/** A type of optimization, in words. */
export function typeWords(type: Node['optimizationType']): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}

const numbers = new Intl.NumberFormat('en');

/** A number with its thousands set apart. */
export function numberWords(value: number): string {
  return numbers.format(value);
}

/** A count and its noun. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** A duration in its two largest units. */
export function durationWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What a rule says, its signs of Markdown put into those of prose. */
export function plainWords(text: string): string {
  return text.replace(/`([^`]+)`/g, '“$1”');
}

/** Why a part kept its text, all of it or some. */
export function keptWords(state: string, reason: string): string {
  return state === 'KEPT' ? `Kept as it was. ${reason}` : reason;
}
