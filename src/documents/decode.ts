/**
 * The text that `bytes` are in UTF-8, a byte order mark kept, so that encoding it again gives the same bytes.
 * Undefined where they are not UTF-8 or hold a NUL: no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
