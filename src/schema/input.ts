import { documentFormats } from '../documents/index.ts';
import { optimizationTypes } from '../models/index.ts';
import { builder } from './builder.ts';
import { OnDisconnectType } from './status.ts';

/** What a rewrite is to improve. */
export const OptimizationTypeType = builder.enumType('OptimizationType', { values: optimizationTypes });

/** The formats that can be read. */
export const DocumentFormatType = builder.enumType('DocumentFormat', { values: documentFormats });

const DocumentInputType = builder.inputType('DocumentInput', {
  description: 'Exactly one of `content` and `file`.',
  fields: (t) => ({
    name: t.string({ required: true }),
    type: t.string({
      description: 'What kind of text it is, for the prompt: `report`, `email`. `document` when absent.',
    }),
    format: t.field({ type: DocumentFormatType, description: "By the name's extension when absent, else TEXT." }),
    content: t.string(),
    file: t.field({ type: 'File', description: 'A file by the GraphQL multipart request specification.' }),
  }),
});

/** What the mutation and the subscription take. */
export const OptimizeInputType = builder.inputType('OptimizeInput', {
  fields: (t) => ({
    documents: t.field({
      type: [DocumentInputType],
      required: true,
      description: '1 to `limits.documents` documents.',
    }),
    optimizationType: t.field({ type: OptimizationTypeType, required: true }),
    model: t.string({
      description:
        "A model's id; the server's default when absent. `builtin` is the rule-based editor that needs no key.",
    }),
    instructions: t.string({ description: 'What the writer wants besides, in plain words. Required for CUSTOM.' }),
    audience: t.string({ description: 'Who reads it, in plain words: `new customers`, `a judge`.' }),
    protectedTerms: t.stringList({ description: 'Words and phrases that must come out exactly as they went in.' }),
    rewriteHeadings: t.boolean({
      description:
        'Whether headings of Markdown and HTML are rewritten too; not when absent. Links to anchors that are made of their words may break.',
    }),
    idempotencyKey: t.id({
      description:
        'Same key and same input: the same job, whatever its state. Same key and other input: IDEMPOTENCY_KEY_REUSED.',
    }),
    onDisconnect: t.field({
      type: OnDisconnectType,
      required: true,
      defaultValue: 'CANCEL',
      description: 'What becomes of the job when nobody follows it any more.',
    }),
  }),
});
