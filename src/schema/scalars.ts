import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description: 'RFC 3339, in UTC.',
  serialize: (milliseconds) => new Date(milliseconds).toISOString(),
  parseValue: () => {
    throw new GraphQLError('A DateTime is never an input.');
  },
});

builder.scalarType('File', {
  serialize: () => {
    throw new GraphQLError('A File is never an output.');
  },
  parseValue: (value) => {
    if (value instanceof Blob || isFileLike(value)) {
      return value;
    }
    throw new GraphQLError('A File must be sent by the GraphQL multipart request specification.');
  },
});

/** Yoga's own `File` is a class of its own with the same methods. */
function isFileLike(value: unknown): value is Blob {
  return typeof value === 'object' && value !== null && 'arrayBuffer' in value && 'size' in value;
}
