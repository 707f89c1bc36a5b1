import { type Forms, formsOf } from './inflect.ts';

/** Verbs whose forms are no other word, for rules that must know a form for what it is. */
const verbs =
  'accept achieve add agree allow appear apply approve arrive ask attend avoid be become begin believe bring build buy call ' +
  'carry choose close come complete connect consider contain continue create decide deliver describe develop do eat enable ' +
  'enter explain follow get give go happen have help hide hold improve include increase inform install keep know learn ' +
  'maintain make meet miss move need obtain offer open pay perform prevent produce provide reach read receive reduce refuse ' +
  'remember remove reply resolve respond return say see send sing show speak start stay stop store support take tell think ' +
  'try understand use visit wait want win write';

/** The forms of common verbs. */
export const commonVerbs: readonly Forms[] = verbs.split(' ').map(formsOf);

/** More verbs, whose -ing form is plain. */
const others =
  'analyze convert cut detect drain ease execute export generate handle import lower manage parse process raise run scale';

/** The plain form of a verb by its form with -ing. */
export const baseOfGerund: ReadonlyMap<string, string> = new Map(
  [...commonVerbs, ...others.split(' ').map(formsOf)].map(({ gerund, base }) => [gerund, base]),
);
