import type { ComponentChildren } from 'preact';
import { countWords } from '../job/words.ts';
import type { Decision, Decisions } from './decisions.ts';
import type { Mode } from './use-changes-view.ts';

interface ToolbarProps {
  readonly decided: readonly Decision[];
  readonly decisions: Decisions;
  readonly move: (step: 1 | -1) => void;
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  readonly children: ComponentChildren;
}

/** How many changes there are and how they stand; to go through them, and to decide on all at once. */
export function Toolbar({ decided, decisions, move, mode, setMode, children }: ToolbarProps) {
  const count = (decision: Decision) => decided.filter((one) => one === decision).length;
  const hasEdits = decided.length > 0;
  return (
    <div class="toolbar">
      <p class="tally" role="status">
        {hasEdits ? countWords(decided.length, 'change') : 'No changes'}
        {count('accepted') > 0 && <span class="tally-accepted">{count('accepted')} accepted</span>}
        {count('rejected') > 0 && <span class="tally-rejected">{count('rejected')} rejected</span>}
      </p>
      {hasEdits && (
        <>
          <div class="group">
            <button type="button" class="button small" title="Previous change (P)" onClick={() => move(-1)}>
              <span aria-hidden="true">↑</span>
              <span class="hidden">Previous change</span>
            </button>
            <button type="button" class="button small" title="Next change (N)" onClick={() => move(1)}>
              <span aria-hidden="true">↓</span>
              <span class="hidden">Next change</span>
            </button>
          </div>
          <div class="group">
            <button type="button" class="button small" title="Shift+A" onClick={() => decisions.decideAll('accepted')}>
              Accept all
            </button>
            <button type="button" class="button small" title="Shift+R" onClick={() => decisions.decideAll('rejected')}>
              Reject all
            </button>
          </div>
          <div class="group">
            <button
              type="button"
              class="button small"
              title="Ctrl+Z"
              aria-disabled={!decisions.canUndo}
              onClick={() => decisions.undo()}
            >
              Undo
            </button>
            <button
              type="button"
              class="button small"
              title="Ctrl+Shift+Z"
              aria-disabled={!decisions.canRedo}
              onClick={() => decisions.redo()}
            >
              Redo
            </button>
          </div>
          <button
            type="button"
            class="button small beside-switch"
            aria-pressed={mode === 'beside'}
            onClick={() => setMode(mode === 'beside' ? 'within' : 'beside')}
          >
            Side by side
          </button>
        </>
      )}
      {children}
    </div>
  );
}
