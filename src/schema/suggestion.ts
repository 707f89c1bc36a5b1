import type { PlacedSuggestion } from '../jobs/index.ts';
import { builder } from './builder.ts';

/** Something that was not changed because only the writer can decide on it. */
export const SuggestionType = builder.objectRef<PlacedSuggestion>('Suggestion').implement({
  description:
    'Something in the optimized text that only its writer can decide on, found by a rule: a long sentence, the passive voice, a word that may be the wrong one. It was not changed.',
  fields: (t) => ({
    id: t.exposeID('id'),
    start: t.exposeInt('start', {
      description: 'In UTF-16 code units of `optimizedContent`, not of the original: start inclusive, end exclusive.',
    }),
    end: t.exposeInt('end'),
    text: t.exposeString('text', { description: 'What stands there.' }),
    segment: t.exposeInt('segment'),
    rule: t.exposeString('rule', { description: "The rule's id." }),
    explanation: t.exposeString('explanation', { description: 'What to think about, for the writer.' }),
    replacements: t.stringList({
      description:
        'What could stand there instead, the likeliest first. Empty where a sentence has to be written anew.',
      resolve: ({ replacements }) => [...replacements],
    }),
  }),
});
