import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { serveThread } from '../thread.ts';
import { estimateTokens } from './tokens.ts';

/** A tokenizer takes quadratic time for a run without white space. */
const LONG_RUN = /(?<!\S)\S{500}/;
const LONGEST_TEXT = 100_000;

serveThread<readonly string[], readonly number[]>((texts) =>
  texts.map((text) => (text.length > LONGEST_TEXT || LONG_RUN.test(text) ? estimateTokens(text) : countTokens(text))),
);
