import type { OptimizationType } from '../../models/index.ts';

/** What an editor is told to do for a type of optimization. */
export interface Guide {
  /** In a few words, for a list to choose from. */
  readonly title: string;
  /** In a sentence, for a person who chooses. */
  readonly description: string;
  /** The editor's task, for the prompt. */
  readonly task: string;
}

/** The craft of each type. `CUSTOM` has no task of its own: the writer's instructions are the task. */
export const guides: Readonly<Record<OptimizationType, Guide>> = {
  CLARITY: {
    title: 'Clarity',
    description: 'Makes every sentence understood at first reading, and keeps what it says.',
    task: `Edit for clarity: a reader should understand every sentence at first reading.
- Put who does what at the front of the sentence: subject, verb, object, close together.
- Prefer the active voice where the actor is known. Turn nouns that hide an action back into verbs ("make a decision" becomes "decide").
- Split a sentence that carries more than one thought. Keep its conditions and exceptions with the thought they belong to.
- Resolve every "this", "it" and "they" that could mean two things. Use one word for one thing throughout.
- Replace vague words by the precise ones the text itself gives; if it gives none, leave them.
- A sentence that is clear already stays exactly as it is. Do not shorten for the sake of shortness, and do not simplify terms of the field.`,
  },
  STYLE: {
    title: 'Style',
    description: "Improves rhythm, flow and choice of words in the author's own voice.",
    task: `Edit for style: the text should read as if a careful writer had revised it, in the author's own voice.
- Vary the length and the openings of sentences where they are monotonous; join what is choppy, part what is breathless.
- Put strong verbs for weak ones with adverbs. Cut clichés, filler and hedges that add nothing; keep hedges that carry real doubt.
- Make parallel ideas parallel in form. Let each sentence lead into the next.
- Keep one register, tense, person and spelling throughout: the ones the text mostly has.
- Bring in no ornament, no metaphor and no dash that was not there. The voice, the humour and the terms of the field stay the author's.`,
  },
  GRAMMAR: {
    title: 'Grammar and spelling',
    description: 'Corrects grammar, spelling and punctuation, and changes nothing else.',
    task: `Correct the language only: grammar, spelling, punctuation, capitals, agreement, tense, articles, wrong words.
- Make the smallest change that makes the sentence correct. If two corrections are possible, take the one nearer to the author's words.
- Keep the variety of the language (British, American ...) that the text mostly has.
- Do not improve style, do not shorten, do not rearrange, do not replace a word that is correct.
- Names, terms of the field, dialect and quoted speech are not errors.
- A sentence without an error comes back unchanged, to the letter. If nothing is wrong, the whole text does.`,
  },
  CONCISENESS: {
    title: 'Conciseness',
    description: 'Says the same in fewer words. It is no summary: every statement stays.',
    task: `Edit for conciseness: the same statements in fewer words. This is no summary.
- Keep every fact, condition, reason, example, number and name. If a thought would be lost, keep the words.
- Cut filler ("it is important to note that"), doubled words ("each and every"), empty openings and repetition within the text.
- Put one word for a phrase ("because" for "due to the fact that"), a verb for a noun with a verb.
- Prefer cutting words inside sentences to cutting sentences; merge two sentences that say one thing.
- Never make a sentence longer. What is concise already stays exactly as it is.`,
  },
  SIMPLICITY: {
    title: 'Simplicity',
    description: 'Plain language: everyday words and short sentences, for readers new to the subject.',
    task: `Edit into plain language, for a reader who is new to the subject.
- Use everyday words for rare ones and short sentences, one idea each, about 15 to 20 words.
- Speak to the reader directly where the text gives instructions. Prefer the active voice and the present tense.
- Where a term of the field is needed, keep it and let its first use be clear from the sentence; add no facts to explain it.
- Put conditions before what depends on them; keep the order in which things are done.
- Simple does not mean less: every statement, condition, number and warning stays. What is plain already stays as it is.`,
  },
  FORMALITY: {
    title: 'Formality',
    description: 'Raises the register to that of a professional document, without stiffness.',
    task: `Edit into a formal, professional register, as in a report or a letter to a client.
- Write out contractions. Replace slang, idioms, exclamations and chatty openings by neutral wording.
- Prefer precise, neutral words to emotional ones; state requests and criticism courteously and plainly.
- Write complete sentences where the text has fragments, and keep lists as lists.
- Formal is not stiff: no legalese, no passive where the active is natural, no long words where short ones are as formal.
- How sure, how urgent and how friendly a statement is stays the same.`,
  },
  NEUTRALITY: {
    title: 'Neutrality',
    description: 'Takes out bias, loaded words and needless judgement; facts and attributed opinions stay.',
    task: `Edit for neutrality: the text should inform without taking sides and without slighting anyone.
- Replace loaded, promotional or belittling words by neutral ones. Take out judgements that nothing in the text supports.
- Keep opinions that are attributed, with their attribution. Never put words into anyone's mouth or soften a quotation.
- Use inclusive words for people where a person's sex, age, origin or disability does not matter to the statement; keep them where they do, and where someone names themselves so.
- State facts as facts and claims as claims; do not weaken a fact to seem balanced and add no counter-argument.
- Numbers, names and events stay as they are, however they look.`,
  },
  CUSTOM: {
    title: 'Custom',
    description: 'Does what your instructions say, and nothing else; numbers, links and markup stay as they are.',
    task: `Edit the text as the writer's instructions below say, and change nothing they do not ask for.`,
  },
};
