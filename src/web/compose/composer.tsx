import { useEffect, useState } from 'preact/hooks';
import { type Capabilities, CopydeskError } from '../../client/index.ts';
import { client } from '../api.ts';
import { Trouble } from '../errors.tsx';
import { go, jobAddress } from '../route.ts';
import { Documents } from './documents.tsx';
import { type Draft, inputOf, keepDraft, recallDraft } from './draft.ts';
import { EstimateLine, PAUSE_MS, useEstimate } from './estimate.tsx';
import { Options } from './options.tsx';
import { inWords, requireReadable } from './refusal.ts';

/** The form for a new job: what to optimize, how, what that will cost, and the button that starts it. */
export function Composer({ capabilities }: { readonly capabilities: Capabilities }) {
  const [draft, setDraft] = useState(() => recallDraft(capabilities));
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isStarting, setStarting] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  useEffect(() => {
    const timer = setTimeout(() => keepDraft(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  const input = inputOf(draft, files);
  const lacksInstructions = draft.type === 'CUSTOM' && draft.instructions.trim() === '';
  const estimate = useEstimate(lacksInstructions ? undefined : input);
  const error = refused ?? estimate.error;
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setRefused(undefined);
  };
  const start = async () => {
    if (!input || lacksInstructions || isStarting) {
      return;
    }
    setStarting(true);
    setRefused(undefined);
    try {
      await requireReadable(files);
      const { id } = await client.start(input);
      keepDraft({ ...draft, text: '' });
      go(jobAddress(id));
    } catch (reason) {
      setRefused(reason);
      setStarting(false);
    }
  };

  return (
    <form
      class="composer"
      aria-label="New job"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          start();
        }
      }}
    >
      <Documents
        capabilities={capabilities}
        text={draft.text}
        format={draft.format}
        files={files}
        change={change}
        changeFiles={(next) => {
          setFiles(next);
          setRefused(undefined);
        }}
      />
      <div class="side">
        <Options capabilities={capabilities} draft={draft} change={change} />
        {error !== undefined && (
          <Trouble
            error={error instanceof CopydeskError ? inWords(error, input) : error}
            again={refused ? start : undefined}
          />
        )}
        <div class="start">
          <EstimateLine {...estimate} isEmpty={!input} lacksInstructions={lacksInstructions} />
          <button type="submit" class="button primary" disabled={!input || lacksInstructions || isStarting}>
            {isStarting ? 'Starting …' : 'Start'}
          </button>
        </div>
      </div>
    </form>
  );
}
