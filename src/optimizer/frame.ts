import { randomUUID } from 'node:crypto';

/** A text between two lines that no document can foresee, so that a model takes it for data. */
export function frame(name: string, nonce: string, text: string): string {
  return `<${name}-${nonce}>\n${text}\n</${name}-${nonce}>`;
}

/** 12 hex digits, new for every call to a model: the last ones of a UUID, for which random bytes are kept ready. */
export function newNonce(): string {
  return randomUUID().slice(-12);
}
