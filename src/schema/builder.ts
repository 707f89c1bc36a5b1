import SchemaBuilder from '@pothos/core';
import type { Caller, Desk, DeskOptions } from '../jobs/index.ts';
import type { Models } from '../models/index.ts';

/** What resolvers work with, made anew for each request. */
export interface Context {
  readonly desk: Desk;
  readonly models: Models;
  readonly limits: DeskOptions['limits'];
  readonly version: string;
  readonly caller: Caller;
  /** The cursor that the request's `Last-Event-ID` header brought. */
  readonly lastEventId: string | undefined;
  /** Where the request's stream stands, for the `id` of its events. */
  readonly position: StreamPosition;
}

/** The cursor of the chunk that was sent last. */
export interface StreamPosition {
  cursor: string | undefined;
}

/** Builds the schema: every file beside it adds its types. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    /** A time goes out as milliseconds since the epoch and is written as RFC 3339. */
    DateTime: { Input: string; Output: number };
    File: { Input: Blob; Output: never };
  };
}>({ defaultFieldNullability: false });

builder.queryType();
builder.mutationType();
builder.subscriptionType();
