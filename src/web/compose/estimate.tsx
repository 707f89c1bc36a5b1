import { useEffect, useState } from 'preact/hooks';
import type { Estimate, OptimizeInput } from '../../client/index.ts';
import { client } from '../api.ts';
import { countWords, numberWords } from '../job/words.ts';

/** How long nothing must change before anything is made of it, in milliseconds. */
export const PAUSE_MS = 400;

interface Answer {
  readonly estimate?: Estimate | undefined;
  readonly error?: unknown;
}

/** What `input` would take and cost, asked for when it has not changed for a moment. */
export function useEstimate(input: OptimizeInput | undefined): Answer {
  const [answer, setAnswer] = useState<Answer>({});
  const key = keyOf(input);
  useEffect(() => {
    if (!input) {
      setAnswer({});
      return;
    }
    const leave = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setAnswer({ estimate: await client.estimate(input, { signal: leave.signal }) });
      } catch (error) {
        if (!leave.signal.aborted) {
          setAnswer({ error });
        }
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
    // The key says all of the input that the estimate depends on.
  }, [key]);
  return answer;
}

interface LineProps extends Answer {
  readonly isEmpty: boolean;
  readonly lacksInstructions: boolean;
}

/** The estimate in words, or what is still missing for one. */
export function EstimateLine({ estimate, error, isEmpty, lacksInstructions }: LineProps) {
  return (
    <p class="estimate" role="status">
      {textOf()}
    </p>
  );

  function textOf() {
    if (isEmpty) {
      return 'Paste a text or add files to see what it will take.';
    }
    if (lacksInstructions) {
      return 'Say in the instructions what to do.';
    }
    if (error !== undefined) {
      return '';
    }
    if (!estimate) {
      return 'Estimating …';
    }
    const words = estimate.documents.reduce((sum, document) => sum + document.words, 0);
    const segments = estimate.documents.reduce((sum, document) => sum + document.segments - document.lockedSegments, 0);
    return (
      <>
        <strong>{countWords(words, 'word')}</strong> in {countWords(segments, 'part')}
        <br />
        {costWords(estimate)}
      </>
    );
  }
}

function costWords({
  promptTokens,
  completionTokensLow,
  completionTokensHigh,
  costUsdLow,
  costUsdHigh,
}: Estimate): string {
  if (promptTokens === 0) {
    return 'Free: rules on this server, no model';
  }
  const low = promptTokens + completionTokensLow;
  const high = promptTokens + completionTokensHigh;
  const tokens = low === high ? `${numberWords(low)} tokens` : `${numberWords(low)} to ${numberWords(high)} tokens`;
  if (costUsdLow === null || costUsdHigh === null) {
    return tokens;
  }
  return `${dollars(costUsdLow)} to ${dollars(costUsdHigh)} · ${tokens}`;
}

function dollars(amount: number): string {
  return amount < 0.01 ? `$${amount.toPrecision(1)}` : `$${amount.toFixed(2)}`;
}

function keyOf(input: OptimizeInput | undefined): string {
  return JSON.stringify(input, (_, value) =>
    value instanceof File ? [value.name, value.size, value.lastModified] : value,
  );
}
