import type { OptimizationType } from '../../model.ts';
import type { Change } from '../replace.ts';
import type { Word } from '../words.ts';

/** A rule that takes more than a row of the phrase table: asked at every one of its words. */
export interface Rule {
  readonly id: string;
  readonly types: readonly OptimizationType[];
  /** For the writer. */
  readonly reason: string;
  /** The words it is asked about, in small letters; where they are none of the language, as they stand. */
  readonly words: readonly string[];
  find(words: readonly Word[], index: number): Change | undefined;
}
