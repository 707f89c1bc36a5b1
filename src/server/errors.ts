import { GraphQLError } from 'graphql';
import { CopydeskError } from '../errors.ts';

/**
 * Turns what was thrown into what a client is shown: an error of ours with its code and field, GraphQL's own as it is,
 * and of any other nothing but INTERNAL; that one `onUnexpected` is told.
 */
export function maskError(error: unknown, onUnexpected: (error: unknown) => void): GraphQLError {
  const outer = error instanceof GraphQLError ? error : undefined;
  const original = innermost(error);
  if (original instanceof GraphQLError) {
    const shown = outer ?? original;
    return ofGraphQL(shown) ?? shown;
  }
  if (!(original instanceof CopydeskError) && !isAbort(original)) {
    onUnexpected(original);
  }
  const known =
    original instanceof CopydeskError
      ? original
      : new CopydeskError('INTERNAL', 'Something went wrong on the server. The operator finds the reason in its log.');
  return new GraphQLError(known.message, {
    ...(outer?.nodes && { nodes: outer.nodes }),
    ...(outer?.path && { path: outer.path }),
    extensions: { code: known.code, ...(known.field !== undefined && { field: known.field }) },
  });
}

/** The client has left. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error;
}

/** GraphQL's own errors that need a code of ours. */
function ofGraphQL({ message, extensions }: GraphQLError): GraphQLError | undefined {
  // Not all that makes GraphQL errors gives them extensions.
  const code = extensions?.code;
  return code === undefined && message.startsWith('Variable "$') ? invalidVariable(message) : undefined;
}

const MESSAGE_LENGTH = 300;

/** A variable of the wrong type. GraphQL's message quotes the value, which may be a whole document. */
function invalidVariable(message: string): GraphQLError {
  const [, path, reason] = / at "\w+\.([\w.[\]]+)"; ([\s\S]*)$/.exec(message) ?? [];
  const field = path?.replace(/\[(\d+)\]/g, '.$1');
  const what = reason?.replace(/, found: [\s\S]*$/, '.') ?? message;
  const text = field === undefined ? what : `\`${field}\`: ${what}`;
  return new GraphQLError(text.length > MESSAGE_LENGTH ? `${text.slice(0, MESSAGE_LENGTH).toWellFormed()}...` : text, {
    extensions: { code: 'INVALID_INPUT', ...(field !== undefined && { field }) },
  });
}

/** A body over the limit. Clients that stream take another status than 200 for a fault of the network and send it again. */
export function tooLarge(): GraphQLError {
  const message = 'The request is larger than the server takes (MAX_REQUEST_BYTES). Send fewer documents at a time.';
  return new GraphQLError(message, { extensions: { code: 'TOO_LARGE', field: 'documents', http: { status: 200 } } });
}
