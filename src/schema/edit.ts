import type { NumberedEdit } from '../jobs/index.ts';
import { builder } from './builder.ts';

/** One change against the original. */
export const EditType = builder.objectRef<NumberedEdit>('Edit').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    start: t.exposeInt('start', {
      description: 'In UTF-16 code units of the original: start inclusive, end exclusive.',
    }),
    end: t.exposeInt('end'),
    original: t.exposeString('original'),
    replacement: t.exposeString('replacement'),
    segment: t.exposeInt('segment'),
    rule: t.exposeString('rule', {
      nullable: true,
      description: "The rule's id and its reason, where a rule made the edit.",
    }),
    explanation: t.exposeString('explanation', { nullable: true }),
  }),
});

/** How changes are written into a text. */
export const DiffFormatType = builder.enumType('DiffFormat', { values: ['UNIFIED', 'CRITIC_MARKUP'] as const });
