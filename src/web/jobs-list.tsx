import { useEffect, useState } from 'preact/hooks';
import type { JobPage } from '../client/index.ts';
import { client } from './api.ts';
import { statusWords, typeWords } from './job/words.ts';
import { jobAddress } from './route.ts';

type Node = JobPage['edges'][number]['node'];

/** How often jobs that run are looked at, in milliseconds. */
const REFRESH_MS = 4_000;

const PAGE = 10;

/** The caller's jobs, the newest first, each a link that opens it. */
export function JobsList() {
  const [jobs, setJobs] = useState<readonly Node[]>();
  const [more, setMore] = useState(false);
  const [count, setCount] = useState(PAGE);
  useEffect(() => {
    const leave = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      let isOver = false;
      try {
        const { edges, pageInfo } = await client.jobs({ first: count }, { signal: leave.signal });
        setJobs(edges.map(({ node }) => node));
        setMore(pageInfo.hasNextPage);
        isOver = edges.every(({ node }) => node.status !== 'RUNNING' && node.status !== 'QUEUED');
      } catch {
        // The page says that the server is out of reach.
      }
      if (!isOver && !leave.signal.aborted) {
        timer = setTimeout(look, REFRESH_MS);
      }
    };
    look();
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [count]);
  if (!jobs || jobs.length === 0) {
    return null;
  }
  return (
    <section class="earlier" aria-labelledby="earlier">
      <h2 id="earlier">Earlier</h2>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            <a href={jobAddress(job.id)}>
              <span class="earlier-name">{nameOf(job)}</span>
              <span class="earlier-facts">
                {typeWords(job.optimizationType)} · {whenWords(job.createdAt)}
              </span>
              <span class={`badge ${job.status.toLowerCase()}`}>
                {job.status === 'RUNNING' ? `${Math.floor(job.percent)} %` : statusWords[job.status]}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {more && count < 100 && (
        <button type="button" class="button quiet" onClick={() => setCount(Math.min(100, count * 2))}>
          Show more
        </button>
      )}
    </section>
  );
}

function nameOf({ documents }: Node): string {
  const [first] = documents;
  return documents.length > 1 ? `${first?.name} and ${documents.length - 1} more` : (first?.name ?? '');
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

function whenWords(iso: string): string {
  const date = new Date(iso);
  return date.toDateString() === new Date().toDateString() ? time.format(date) : day.format(date);
}
