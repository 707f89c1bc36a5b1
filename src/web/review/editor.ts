import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Combined, Place } from './combined.ts';
import type { Decision } from './decisions.ts';

/** What a view of the changes is to show. */
export interface Shown {
  readonly decisions: readonly Decision[];
  /** The edit that is chosen; -1 for none. */
  readonly chosen: number;
  /** A place in the combined text to point at. */
  readonly spot: Place | undefined;
}

/** What a view is made of, and what it tells. */
export interface ViewOptions {
  readonly place: HTMLElement;
  readonly combined: Combined;
  readonly shown: Shown;
  /** Someone points at an edit. */
  readonly onChoose: (index: number) => void;
  /** What stands at the chosen edit, to decide on it. */
  readonly popover: (index: number) => HTMLElement;
}

/** A view of a text with its changes. */
export interface ChangesView {
  /** Brings it up to date, and what is chosen into view. */
  show(shown: Shown): void;
  destroy(): void;
}

/** An editor that only shows, can be reached by keyboard, and whose style sheets the page's policy lets in. */
export function readOnly(label: string): Extension {
  const meta = document.querySelector('meta[property="csp-nonce"]');
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.cspNonce.of(meta instanceof HTMLElement ? meta.nonce : ''),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': 'true' }),
  ];
}
