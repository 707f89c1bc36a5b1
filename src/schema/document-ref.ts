import type { DocumentState } from '../jobs/index.ts';
import { builder } from './builder.ts';

/** Which document of a job is meant. */
export const DocumentRefType = builder.objectRef<Pick<DocumentState, 'index' | 'source'>>('DocumentRef').implement({
  fields: (t) => ({
    index: t.exposeInt('index'),
    name: t.string({ resolve: ({ source }) => source.name }),
    content: t.string({
      description: 'The original: the whole document as it was handed in.',
      resolve: ({ source }) => source.content,
    }),
  }),
});
