import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Ctrl-C, and whoever ends the process: once to stop in order, twice to end at once. */
export interface Interrupt extends Disposable {
  /** Aborts at the first. */
  readonly signal: AbortSignal;
  /** How the process ends then. */
  readonly exitCode: ExitCode;
}

/** Listens for interrupts. */
export function listenForInterrupts(): Interrupt {
  const controller = new AbortController();
  let exitCode: ExitCode = exitCodes.interrupted;
  const stop = (code: ExitCode) => {
    if (controller.signal.aborted) {
      process.exit(code);
    }
    exitCode = code;
    controller.abort();
  };
  const interrupted = () => stop(exitCodes.interrupted);
  const terminated = () => stop(exitCodes.terminated);
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', terminated);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    [Symbol.dispose]() {
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', terminated);
    },
  };
}
