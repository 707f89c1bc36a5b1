const PDF_MARK = new TextEncoder().encode('%PDF-');

/**
 * The text that `bytes` are in UTF-8, a byte order mark kept, so that encoding it again gives the same bytes.
 * Undefined where they are not UTF-8, hold a NUL or are a PDF: no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0) || bytes.subarray(0, PDF_MARK.length).every((byte, index) => byte === PDF_MARK[index])) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
