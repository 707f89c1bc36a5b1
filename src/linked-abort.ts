/** An AbortController that also aborts, with the same reason, when another signal does. */
export interface LinkedAbort extends Pick<AbortController, 'signal' | 'abort'> {
  /** From now on the other signal has no effect, and holds nothing of this one. */
  unlink(): void;
}

/** What `AbortSignal.any` does for one signal and a controller, by one listener in place of several sets of weak references. */
export function linkedAbort(signal: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  const follow = () => controller.abort(signal.reason);
  if (signal.aborted) {
    follow();
  } else {
    signal.addEventListener('abort', follow, { once: true });
  }
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    unlink: () => signal.removeEventListener('abort', follow),
  };
}
