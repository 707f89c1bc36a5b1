import { type DocumentFormat, decodeText, formatOfName } from '../documents/index.ts';
import { CopydeskError } from '../errors.ts';
import { describeBuiltin, type Model, type OptimizationType } from '../models/index.ts';
import type { SourceDocument } from '../optimizer/index.ts';
import type { JobInput, OnDisconnect } from './job.ts';

/** What a caller asks for, typed but not checked. */
export interface OptimizeRequest {
  readonly documents: readonly DocumentRequest[];
  readonly optimizationType: OptimizationType;
  readonly model?: string | null | undefined;
  readonly instructions?: string | null | undefined;
  readonly audience?: string | null | undefined;
  readonly protectedTerms?: readonly string[] | null | undefined;
  readonly rewriteHeadings?: boolean | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly onDisconnect: OnDisconnect;
}

/** One document as it is handed in: with its content, or as a file. */
export interface DocumentRequest {
  readonly name: string;
  readonly type?: string | null | undefined;
  readonly format?: DocumentFormat | null | undefined;
  readonly content?: string | null | undefined;
  readonly file?: Blob | null | undefined;
}

/** How much a request may bring. Lengths in UTF-16 code units. */
export interface InputLimits {
  readonly documents: number;
  /** Of one document, in UTF-8. */
  readonly documentBytes: number;
  /** Of all documents of a request: a file may stand for several. */
  readonly totalBytes: number;
  readonly nameLength: number;
  readonly typeLength: number;
  readonly audienceLength: number;
  readonly instructionsLength: number;
  readonly protectedTerms: number;
  readonly protectedTermLength: number;
  /** Of all terms together. */
  readonly protectedTermsLength: number;
  readonly keyLength: number;
}

/**
 * Checks a request that `model` is to do, reads its files and gives the job's input. Throws a CopydeskError that names
 * the field and what it may be.
 */
export async function readInput(request: OptimizeRequest, model: Model, limits: InputLimits): Promise<JobInput> {
  const { documents, optimizationType } = request;
  if (documents.length === 0 || documents.length > limits.documents) {
    throw invalid('documents', `must hold 1 to ${limits.documents} documents, not ${documents.length}`);
  }
  const totalBytes = documents.reduce((sum, { content, file }) => sum + (file?.size ?? content?.length ?? 0), 0);
  if (totalBytes > limits.totalBytes) {
    const message = `\`documents\` may have at most ${limits.totalBytes} bytes together. Send fewer at a time.`;
    throw new CopydeskError('TOO_LARGE', message, { field: 'documents' });
  }
  const instructions = readText('instructions', request.instructions, limits.instructionsLength);
  const audience = readText('audience', request.audience, limits.audienceLength);
  if (optimizationType === 'CUSTOM' && instructions === undefined) {
    throw invalid('instructions', 'must say what to do where `optimizationType` is CUSTOM');
  }
  if (model.isBuiltin && describeBuiltin(optimizationType) === null) {
    throw invalid(
      'model',
      `must be a language model for ${optimizationType}: the rule-based editor \`${model.id}\` cannot do it`,
    );
  }
  if (request.idempotencyKey !== null && request.idempotencyKey !== undefined) {
    requireLength('idempotencyKey', request.idempotencyKey, limits.keyLength);
  }
  return {
    documents: await Promise.all(documents.map((document, index) => readDocument(document, index, limits))),
    optimizationType,
    model: request.model ?? undefined,
    instructions,
    audience,
    protectedTerms: readTerms(request.protectedTerms ?? [], limits),
    rewriteHeadings: request.rewriteHeadings ?? false,
    onDisconnect: request.onDisconnect,
  };
}

async function readDocument(request: DocumentRequest, index: number, limits: InputLimits): Promise<SourceDocument> {
  const field = `documents.${index}`;
  requireLength(`${field}.name`, request.name, limits.nameLength);
  const type = readText(`${field}.type`, request.type, limits.typeLength) ?? 'document';
  const format = request.format ?? formatOfName(request.name);
  return { name: request.name, type, format, content: await readContent(request, field, limits) };
}

async function readContent(request: DocumentRequest, field: string, limits: InputLimits): Promise<string> {
  const { content, file } = request;
  const hasContent = content !== null && content !== undefined;
  if (hasContent && !file) {
    requireSize(`${field}.content`, Buffer.byteLength(content), limits);
    return content;
  }
  if (file && !hasContent) {
    requireSize(`${field}.file`, file.size, limits);
    const text = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (text === undefined) {
      throw new CopydeskError(
        'UNSUPPORTED_DOCUMENT',
        `\`${field}.file\` must be a text in UTF-8: plain text, Markdown or HTML.`,
        { field: `${field}.file` },
      );
    }
    return text;
  }
  throw invalid(field, `must have exactly one of \`content\` and \`file\`, not ${hasContent ? 'both' : 'neither'}`);
}

function readTerms(terms: readonly string[], limits: InputLimits): readonly string[] {
  if (terms.length > limits.protectedTerms) {
    throw invalid('protectedTerms', `must hold at most ${limits.protectedTerms} terms, not ${terms.length}`);
  }
  terms.forEach((term, index) => {
    requireLength(`protectedTerms.${index}`, term, limits.protectedTermLength);
  });
  const length = terms.reduce((sum, term) => sum + term.length, 0);
  if (length > limits.protectedTermsLength) {
    throw invalid(
      'protectedTerms',
      `must have at most ${limits.protectedTermsLength} characters together, not ${length}`,
    );
  }
  return terms;
}

/** A text that may be absent; one of white space alone counts as absent. */
function readText(field: string, text: string | null | undefined, most: number): string | undefined {
  if (!text?.trim()) {
    return undefined;
  }
  requireLength(field, text, most);
  return text;
}

function requireLength(field: string, text: string, most: number): void {
  if (text.trim() === '' || text.length > most) {
    throw invalid(field, `must have 1 to ${most} characters, not ${text.trim() === '' ? 'none' : text.length}`);
  }
}

function requireSize(field: string, bytes: number, limits: InputLimits): void {
  if (bytes > limits.documentBytes) {
    throw new CopydeskError(
      'TOO_LARGE',
      `\`${field}\` may have at most ${limits.documentBytes} bytes in UTF-8, not ${bytes}. Split the document.`,
      { field },
    );
  }
}

function invalid(field: string, what: string): CopydeskError {
  return new CopydeskError('INVALID_INPUT', `\`${field}\` ${what}.`, { field });
}
