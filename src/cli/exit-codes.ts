import type { Settled } from './settle.ts';

/** What the command's end tells whoever started it. */
export const exitCodes = {
  /** All was done; with `--check`: nothing would change. */
  done: 0,
  /** With `--check`: something would change. */
  wouldChange: 1,
  /** Nothing was run: a wrong option or setting, a refused request, a server out of reach. */
  refused: 2,
  /** A document failed, or was left as it is; the others are done. */
  incomplete: 3,
  /** Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How a command ends whose documents ended so. */
export function exitCodeOf(outcomes: readonly Settled['outcome'][], isCheck: boolean): ExitCode {
  if (outcomes.some((outcome) => outcome !== 'CHANGED' && outcome !== 'UNCHANGED')) {
    return exitCodes.incomplete;
  }
  return isCheck && outcomes.includes('CHANGED') ? exitCodes.wouldChange : exitCodes.done;
}
