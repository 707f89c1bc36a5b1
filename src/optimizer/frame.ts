import { randomBytes } from 'node:crypto';

/** A text between two lines that no document can foresee, so that a model takes it for data. */
export function frame(name: string, nonce: string, text: string): string {
  return `<${name}-${nonce}>\n${text}\n</${name}-${nonce}>`;
}

/** 12 hex digits, new for every call to a model. */
export function newNonce(): string {
  return randomBytes(6).toString('hex');
}
