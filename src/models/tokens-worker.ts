import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { serveThread } from '../thread.ts';

serveThread<readonly string[], readonly number[]>((texts) => texts.map((text) => countTokens(text)));
