import { CopydeskError, type OptimizeInput } from '../../client/index.ts';

const fields: Readonly<Record<string, string>> = {
  instructions: 'The instructions',
  audience: 'The audience',
  model: 'The model',
  documents: 'The documents',
  protectedTerms: 'The protected terms',
};

/** A refusal that names the fields of the input, for a person who sees the form: documents by their names. */
export function inWords(error: CopydeskError, input: OptimizeInput | undefined): CopydeskError {
  const message = error.message
    .replace(
      /`documents\.(\d+)(?:\.\w+)?`/g,
      (_, index) => `“${input?.documents[Number(index)]?.name ?? 'The document'}”`,
    )
    .replace(/`protectedTerms\.\d+`/g, 'Each protected term')
    .replace(/`(\w+)`/g, (code, field) => fields[field] ?? code);
  return new CopydeskError(error.code, message, { field: error.field });
}

/** Throws where a file was moved or changed since it was added: it could not be sent, which looks like a lost connection. */
export async function requireReadable(files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      throw new CopydeskError(
        'INVALID_INPUT',
        `“${file.name}” cannot be read any more. Remove it here and add it again.`,
      );
    }
  }
}
