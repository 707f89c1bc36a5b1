import { useEffect, useRef, useState } from 'preact/hooks';
import type { Capabilities } from '../client/index.ts';
import { client, isInReach } from './api.ts';
import { Composer } from './compose/composer.tsx';
import { Trouble } from './errors.tsx';
import { JobView } from './job/job-view.tsx';
import { JobsList } from './jobs-list.tsx';
import { composeAddress, route } from './route.ts';
import { ThemeSwitch } from './theme.tsx';
import { useValue } from './value.ts';

/** The page. */
export function App() {
  const place = useValue(route);
  const { capabilities, error, again } = useCapabilities();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    // What had the focus is gone with the place that was left.
    if (!isFirst.current) {
      main.current?.focus();
    }
    isFirst.current = false;
  }, [place]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the text
      </button>
      <header class="bar">
        <a class="brand" href={composeAddress}>
          <Mark />
          Copydesk
        </a>
        <nav aria-label="Site">
          {place.name === 'job' && (
            <a class="button quiet" href={composeAddress}>
              New
            </a>
          )}
          <a class="button quiet" href="/graphql">
            API
          </a>
          <ThemeSwitch />
        </nav>
      </header>
      <Connection />
      <main ref={main} tabIndex={-1} class={place.name}>
        {place.name === 'job' && <JobView key={place.id} id={place.id} />}
        {place.name === 'compose' && (
          <header>
            <h1>Improve a text</h1>
            <p class="job-facts">Watch it being rewritten, then keep or leave each change.</p>
          </header>
        )}
        {place.name === 'compose' && error !== undefined && <Trouble error={error} again={again} />}
        {place.name === 'compose' && capabilities && <Composer capabilities={capabilities} />}
        {place.name === 'compose' && <JobsList />}
      </main>
    </>
  );
}

/** What the server can do, asked for once. */
function useCapabilities() {
  const [capabilities, setCapabilities] = useState<Capabilities>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const leave = new AbortController();
    setError(undefined);
    client.capabilities({ signal: leave.signal }).then(setCapabilities, (reason) => {
      if (!leave.signal.aborted) {
        setError(reason);
      }
    });
    return () => leave.abort();
  }, [attempt]);
  return { capabilities, error, again: () => setAttempt(attempt + 1) };
}

function Connection() {
  return (
    <div role="status" class="connection">
      {!useValue(isInReach) && (
        <p>
          <span class="spinner" aria-hidden="true" />
          The server is out of reach. This page goes on by itself as soon as it is back; nothing is lost.
        </p>
      )}
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="M4 5.5h16M4 11.5h9M4 17.5h6" class="mark-lines" />
      <path d="m13.5 18.6.6-3.1 5.2-5.2a1.6 1.6 0 0 1 2.3 2.3l-5.2 5.2-2.9.8Z" class="mark-pen" />
    </svg>
  );
}
