import { ConnectionError, CopydeskError } from '../client/index.ts';

/** What to do next, by the code of an error; where none stands here its message says it. */
const advice: Readonly<Record<string, string>> = {
  RATE_LIMITED: 'Wait a moment and start again.',
  QUOTA_EXCEEDED: 'Start with fewer or shorter documents.',
  TOO_LARGE: 'Cut the document into smaller ones and start again.',
  UNSUPPORTED_DOCUMENT: 'Save it as plain text, Markdown or HTML in UTF-8 and add it again.',
  NOT_FOUND: 'It may have been deleted, or have run on another server. Start a new one.',
  JOB_EXPIRED: 'Results are kept for a limited time. Start it anew with the original text.',
  CURSOR_INVALID: 'Reload the page.',
  CANCELLED: 'What was finished is kept. Run the rest again whenever you like.',
  MODEL_NOT_FOUND: 'Choose another model, or check OPENAI_MODEL in the server’s settings.',
  MODEL_AUTHENTICATION: 'Mend it in the server’s settings and restart it, or choose another model.',
  MODEL_RATE_LIMITED: 'The endpoint is busy. Wait a minute, then run it again.',
  MODEL_QUOTA_EXCEEDED: 'The account at the endpoint is used up. Top it up, or choose another model.',
  MODEL_TIMEOUT: 'The endpoint took too long. Run it again; what is done is not paid for again.',
  MODEL_UNAVAILABLE: 'Check that the endpoint runs, then run it again; what is done is not paid for again.',
  MODEL_REFUSED: 'The model will not write this text. Change the instructions, or choose another model.',
  MODEL_OUTPUT_TRUNCATED: 'The answer was cut off. Run it again, or choose another model.',
  MODEL_OUTPUT_INVALID: 'The answers could not be used. Run it again, or choose another model.',
  INTERNAL: 'Run it again. If it stays like this, the server’s log says more.',
};

/** An error in plain words: what happened, and what to do next. */
export function explain(error: unknown): { readonly what: string; readonly next: string } {
  if (error instanceof ConnectionError) {
    return {
      what: 'The server cannot be reached.',
      next: 'Check that it runs and that you are connected, then try again.',
    };
  }
  if (error instanceof CopydeskError) {
    return { what: error.message, next: adviceFor(error.code) };
  }
  return { what: 'Something went wrong in this page.', next: 'Reload it; your jobs are kept on the server.' };
}

/** What to do next about an error of this code; empty where its message says it. */
export function adviceFor(code: string): string {
  return advice[code] ?? '';
}

/** An error, and a button to try again where that makes sense. */
export function Trouble({ error, again }: { readonly error: unknown; readonly again?: (() => void) | undefined }) {
  const { what, next } = explain(error);
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{what}</strong> {next}
      </p>
      {again && (
        <button type="button" class="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}
