import { useRef } from 'preact/hooks';
import type { Folded } from '../../client/index.ts';

/** Says to a screen reader, politely, how a job goes: each quarter of the way, and its end. */
export function Announcer({ job }: { readonly job: Folded }) {
  const said = useRef({ quarter: -1, text: '' });
  const { documents, complete } = job;
  const percent = documents.reduce((sum, document) => sum + document.percent, 0) / Math.max(1, documents.length);
  const quarter = complete ? 5 : Math.floor(percent / 25);
  if (quarter !== said.current.quarter) {
    said.current = { quarter, text: complete ? `${complete.message}.` : `${quarter * 25} percent done.` };
  }
  return (
    <p class="hidden" role="status">
      {said.current.text}
    </p>
  );
}
