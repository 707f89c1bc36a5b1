import { describe, expect, it } from 'vitest';
import { LinkedAbort } from '../src/linked-abort.ts';

describe('A linked abort', () => {
  it('aborts with the other signal, and with its reason', () => {
    const other = new AbortController();
    const { signal } = new LinkedAbort(other.signal);
    expect(signal.aborted).toBe(false);
    other.abort('why');
    expect(signal.reason).toBe('why');
    expect(new LinkedAbort(other.signal).signal.reason).toBe('why');
  });

  it('aborts by itself, and leaves the other signal alone', () => {
    const other = new AbortController();
    const linked = new LinkedAbort(other.signal);
    linked.abort('why');
    expect(linked.signal.reason).toBe('why');
    other.abort('late');
    expect(linked.signal.reason).toBe('why');
  });

  it('knows nothing of the other signal once it is unlinked', () => {
    const other = new AbortController();
    const linked = new LinkedAbort(other.signal);
    linked.unlink();
    other.abort();
    expect(linked.signal.aborted).toBe(false);
  });
});
