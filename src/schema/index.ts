import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import './scalars.ts';
import './capabilities.ts';
import './estimate.ts';
import './optimize.ts';
import './job.ts';
import './jobs.ts';

export type { Context, StreamPosition } from './builder.ts';

/** The GraphQL schema, ready to execute. */
export const schema = builder.toSchema();

/** The schema as SDL, sorted, as it stands in `schema/schema.graphql`. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
