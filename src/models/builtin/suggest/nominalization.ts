import { about, type Detector } from './sentence.ts';

/** Nouns and the verbs they hide. */
const verbs = new Map(
  Object.entries({
    acquisition: 'acquire',
    adjustment: 'adjust',
    allocation: 'allocate',
    analysis: 'analyze',
    analyses: 'analyze',
    announcement: 'announce',
    application: 'apply',
    appraisal: 'appraise',
    assessment: 'assess',
    assumption: 'assume',
    attempt: 'try',
    calculation: 'calculate',
    clarification: 'clarify',
    comparison: 'compare',
    completion: 'complete',
    consideration: 'consider',
    consultation: 'consult',
    contribution: 'contribute',
    conversion: 'convert',
    creation: 'create',
    decision: 'decide',
    deletion: 'delete',
    description: 'describe',
    determination: 'determine',
    discovery: 'discover',
    discussion: 'discuss',
    distribution: 'distribute',
    enforcement: 'enforce',
    estimation: 'estimate',
    evaluation: 'evaluate',
    examination: 'examine',
    explanation: 'explain',
    implementation: 'implement',
    improvement: 'improve',
    inspection: 'inspect',
    installation: 'install',
    investigation: 'investigate',
    maintenance: 'maintain',
    measurement: 'measure',
    modification: 'modify',
    notification: 'notify',
    observation: 'observe',
    participation: 'take part',
    payment: 'pay',
    preparation: 'prepare',
    presentation: 'present',
    recommendation: 'recommend',
    reduction: 'reduce',
    removal: 'remove',
    replacement: 'replace',
    review: 'review',
    selection: 'select',
    submission: 'submit',
    suggestion: 'suggest',
    transformation: 'transform',
    utilization: 'use',
    validation: 'validate',
    verification: 'verify',
  }),
);

const light = new Set(
  (
    'make makes made making perform performs performed performing conduct conducts conducted conducting do does did doing ' +
    'give gives gave given giving provide provides provided providing undertake undertakes undertook undertaking carry ' +
    'carries carried carrying achieve achieves achieved achieving effect effects effected offer offers offered offering ' +
    'complete completes completed completing accomplish accomplishes accomplished require requires required'
  ).split(' '),
);
const between = new Set('a an the out some any full quick careful thorough detailed initial further proper'.split(' '));
const MOST_BETWEEN = 4;

/** `carry out an inspection of`, `the implementation of`: a noun where a verb would say who does what. */
export const nominalization: Detector = (sentence) => {
  const { words } = sentence;
  return words.flatMap(({ lower }, index) => {
    const verb = verbs.get(lower);
    if (verb === undefined) {
      return [];
    }
    let first = index;
    while (
      first > 0 &&
      index - first < MOST_BETWEEN &&
      words[first - 1]?.trail === '' &&
      between.has(words[first - 1]?.lower ?? '')
    ) {
      first -= 1;
    }
    const before = words[first - 1];
    const isLight = before !== undefined && before.trail === '' && light.has(before.lower);
    const isOfPhrase =
      words[index - 1]?.lower === 'the' &&
      words[index]?.trail === '' &&
      words[index + 1]?.lower === 'of' &&
      /ion$/.test(lower);
    if (!isLight && !isOfPhrase) {
      return [];
    }
    const explanation = `A noun hides the verb \`${verb}\` here: with the verb, the sentence says who does what.`;
    return [about(sentence, [isLight ? first - 1 : first, index], 'nominalization', explanation)];
  });
};
