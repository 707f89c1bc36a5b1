import type { Finding } from './finding.ts';
import { ownWords } from './own-words.ts';
import { appliedRules } from './rules.ts';

/** What is done with a finding: it is made, left to the writer, or neither. */
export type Use = 'edit' | 'suggestion' | 'nothing';

const verbsOfI =
  /^ (?:am|was|have|had|do|did|think|want|like|need|know|will|would|can|could|should|must|may|might|don['’]t|didn['’]t|can['’]t)\b/;
const preposition = /\b(?:of|on|onto|in|into|to|for|with|by|from|at|about|over|under) $/;
const condition = /\b(?:if|when|whenever|once|while|until|unless|since|because|other|rest)\b/i;
const compared =
  /^ (?:the|an?|any|all|most|some|my|your|his|her|its|our|their|this|that|these|those|me|him|us|them|others?|nothing|not|ever|usual|before|expected|planned|one|two|three|ten|\d)/;
const modalHave = /\b(?:should|would|could|might|must|may) (?:not |never |always )?have $/i;
const determiner = /^ (?:the|this|that|these|those|an?|my|your|his|her|its|our|their|it|them)\b/;
const subject = /(?:^|[.!?] )(?:I|We|You|They|He|She|It) $/;
const behindItIs = /^ (?:an?|the|not|been|also|just|only|very|too|possible|important|likely|because)\b/;
const massNouns =
  /^(?:informations|advices|equipments|furnitures|feedbacks|softwares|hardwares|homeworks|knowledges|luggages|evidences|progresses)$/i;

/** What is to be done with what a rule found: most can be trusted everywhere or nowhere, some by what stands beside. */
export function useOf(sentence: string, { name, start, end, replacements }: Finding): Use {
  const text = sentence.slice(start, end);
  const [first = ''] = replacements;
  const before = sentence.slice(0, start);
  const after = sentence.slice(end);
  switch (name) {
    case 'SpellCheck':
      return isSlip(text, first) && !/[\w-]$/.test(before) && !/^[\w-]/.test(after) ? 'suggestion' : 'nothing';
    case 'CapitalizePersonalPronouns':
      return text !== 'i' || verbsOfI.test(after) ? 'edit' : 'nothing';
    case 'ItsPossessive':
      return /^ own\b/.test(after) || preposition.test(before) ? 'edit' : 'suggestion';
    case 'ItsContraction':
      return behindItIs.test(after) ? 'edit' : 'suggestion';
    case 'PronounInflectionBe':
    case 'PronounVerbAgreement':
      return subject.test(before) ? 'edit' : 'suggestion';
    case 'SimplePastToPastParticiple':
      return modalHave.test(before) ? 'edit' : 'suggestion';
    case 'SupposedTo':
      return /\b(?:am|is|are|was|were|be|been|he|she|it|they|we|you) $/i.test(before) ? 'edit' : 'nothing';
    case 'ThenThan':
      return !condition.test(before) && compared.test(after) ? 'edit' : 'suggestion';
    case 'ModalOf':
      return /^ (?:all|course|those|these|the|this|that)\b/.test(after) ? 'nothing' : 'edit';
    case 'InDetail':
    case 'ExceptOf':
      return /^(?:[.,;:!?]|$)/.test(after) ? 'edit' : 'nothing';
    case 'NoLonger':
      return /^(?: \w+){0,3} than\b/.test(after) ? 'nothing' : 'edit';
    case 'Discuss':
      return determiner.test(after) ? 'edit' : 'nothing';
    case 'MassNouns':
      return massNouns.test(text) ? 'edit' : 'nothing';
    default:
      return appliedRules.has(name) ? 'edit' : 'suggestion';
  }
}

const SHORTEST = 6;

/** Whether a word of small letters is one slip of the hand away from another, so that it is hardly a word of its own. */
function isSlip(word: string, other: string): boolean {
  return (
    word.length >= SHORTEST &&
    /^[a-z]+$/.test(word) &&
    /^[a-z]+$/.test(other) &&
    word[0] === other[0] &&
    word !== `${other}s` &&
    other !== `${word}s` &&
    !ownWords.has(word) &&
    isOneSlip(word, other)
  );
}

/** One letter more, less or other, or two that changed places. */
function isOneSlip(a: string, b: string): boolean {
  let head = 0;
  while (head < a.length && a[head] === b[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) {
    tail += 1;
  }
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const isSwap = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isSwap || (left.length <= 1 && right.length <= 1);
}
