import type { EndpointError } from './errors.ts';
import { limitParameter, type OptionalParameter } from './request.ts';

/** The optional parameters that a model takes, as far as is known. Learned once, for the life of the process. */
export interface Parameters {
  /** What to send now. */
  current(): ReadonlySet<OptionalParameter>;
  /**
   * Learns from a call that sent `sent` and failed. Tells whether to call again: only if the call was refused for
   * one of these, so never more often than there are parameters.
   */
  learn(error: EndpointError, sent: ReadonlySet<OptionalParameter>): boolean;
}

const otherLimit = { max_tokens: 'max_completion_tokens', max_completion_tokens: 'max_tokens' } as const;

/** All parameters, for an endpoint of which nothing is known yet. */
export function createParameters(baseURL: string | undefined): Parameters {
  const refused = new Set<OptionalParameter>();
  let accepted: ReadonlySet<OptionalParameter> = new Set([
    'temperature',
    'user',
    'stream',
    'stream_options',
    limitParameter(baseURL),
  ]);

  const leaveOut = (parameter: OptionalParameter) => {
    const next = new Set(accepted);
    next.delete(parameter);
    if (parameter === 'stream') {
      next.delete('stream_options');
    }
    if (parameter === 'max_tokens' || parameter === 'max_completion_tokens') {
      const other = otherLimit[parameter];
      if (!refused.has(other)) {
        next.add(other);
      }
    }
    refused.add(parameter);
    accepted = next;
  };

  return {
    current: () => accepted,
    learn({ refusedParameter: parameter }, sent) {
      if (parameter === undefined || !sent.has(parameter)) {
        return false;
      }
      // Calls run side by side: another one may have learned it meanwhile.
      if (!refused.has(parameter)) {
        leaveOut(parameter);
      }
      return true;
    },
  };
}
