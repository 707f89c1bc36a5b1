import type { SegmentState } from '../jobs/index.ts';
import { builder } from './builder.ts';

/** Whether the text of a segment is final. */
export const SegmentStateType = builder.enumType('SegmentState', {
  values: {
    STREAMING: { description: 'Provisional: it may still be replaced.' },
    COMMITTED: { description: 'Checked and final.' },
    KEPT: {
      description: "The source's own text, final: the rewrite was refused (see the result's `segments`).",
    },
    LOCKED: { description: "The source's own text, final: there is no prose in it." },
  },
});

/** What became of a segment. */
export const SegmentOutcomeType = builder
  .objectRef<SegmentState & { readonly index: number }>('SegmentOutcome')
  .implement({
    fields: (t) => ({
      index: t.exposeInt('index'),
      start: t.exposeInt('start'),
      end: t.exposeInt('end'),
      state: t.field({
        type: SegmentStateType,
        resolve: ({ status }) => (status === 'WAITING' ? 'STREAMING' : status),
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: "Why the source's text was kept.",
      }),
      attempts: t.exposeInt('attempts'),
    }),
  });
