import { useEffect, useMemo, useState } from 'preact/hooks';
import { client } from '../api.ts';
import { adviceFor, Trouble } from '../errors.tsx';
import { useValue } from '../value.ts';
import { Announcer } from './announcer.tsx';
import { DocumentView } from './document-view.tsx';
import { DocumentRows } from './rows.tsx';
import { JobSession } from './session.ts';
import { countWords, durationWords, numberWords, statusWords, typeWords } from './words.ts';

/** A job, while it runs and after. */
export function JobView({ id }: { readonly id: string }) {
  const session = useMemo(() => new JobSession(id), [id]);
  const [chosen, setChosen] = useState<number>();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  useValue(session.version);
  useEffect(() => {
    session.follow();
    // Its end will need it, which may come when the server is out of reach.
    import('../review/suggestions.ts').catch(() => {});
    return () => session.leave();
  }, [session]);

  const { job, source, error, paces } = session;
  // As long as no one chose, the document that began first is shown: others may have to wait their turn.
  const begun = job?.documents.find(({ segmentCount }) => segmentCount > 0)?.index;
  useEffect(() => setChosen((before) => before ?? begun), [begun]);
  useTitle(job?.documents[0]?.name);
  const act = async (action: () => Promise<unknown>, then?: () => void) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await action();
      then?.();
    } catch (reason) {
      setRefused(reason);
    }
    setBusy(false);
  };
  if (error !== undefined) {
    return <Trouble error={error} again={() => session.follow()} />;
  }
  if (!job) {
    return (
      <p class="opening" role="status">
        <span class="spinner" aria-hidden="true" /> Opening …
      </p>
    );
  }
  const { documents, complete } = job;
  const document = documents[chosen ?? 0] ?? documents[0];
  const failed = documents.filter((one) => one.error !== undefined || !one.result).length;
  const gaps = documents.filter((one) => one.result?.status === 'FULFILLED_WITH_ISSUES').length;
  return (
    <>
      <Announcer job={job} />
      <header class="job-head">
        <div>
          <h1>{documents.length > 1 ? countWords(documents.length, 'document') : documents[0]?.name || 'Document'}</h1>
          <p class="job-facts">
            {source && `${typeWords(source.optimizationType)} · ${source.model}`}
            {complete &&
              ` · ${statusWords[complete.status]} in ${durationWords(complete.totalTimeMs / 1_000)}${tokensWords(complete.usage)}`}
          </p>
        </div>
        <div class="actions">
          {!complete && (
            <button type="button" class="button" disabled={isBusy} onClick={() => act(() => client.cancel(id))}>
              {isBusy ? 'Stopping …' : 'Stop'}
            </button>
          )}
          {complete && failed + gaps > 0 && (
            <button
              type="button"
              class={failed > 0 ? 'button primary' : 'button'}
              disabled={isBusy}
              onClick={() =>
                act(
                  () => client.retry(id),
                  () => session.follow(),
                )
              }
            >
              {failed > 0
                ? `Run again what ${complete.status === 'CANCELLED' ? 'was stopped' : 'failed'}`
                : 'Run the kept parts again'}
            </button>
          )}
        </div>
      </header>
      {refused !== undefined && <Trouble error={refused} />}
      {job.error && (
        <p class="trouble" role="alert">
          <strong>{job.error.message}</strong> {adviceFor(job.error.code)}
        </p>
      )}
      {(documents.length > 1 || !document?.result) && (
        <DocumentRows job={job} paces={paces} chosen={document?.index ?? 0} choose={setChosen} />
      )}
      {document && (
        <DocumentView
          key={document.index}
          jobId={id}
          job={job}
          document={document}
          original={source?.documents[document.index]?.content}
        />
      )}
    </>
  );
}

function tokensWords({ totalTokens, costUsd }: { totalTokens: number; costUsd: number | null }): string {
  const cost = costUsd === null ? '' : ` · $${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)}`;
  return totalTokens === 0 ? '' : ` · ${numberWords(totalTokens)} tokens${cost}`;
}

function useTitle(name: string | undefined): void {
  useEffect(() => {
    document.title = name ? `${name} · Copydesk` : 'Copydesk';
    return () => {
      document.title = 'Copydesk';
    };
  }, [name]);
}
