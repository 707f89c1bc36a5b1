import { adverb, after, all, atStart, beforeGerund, notAfter, notBefore, openingClause, purpose } from './guards.ts';
import { everyday, type Phrase, plain, shorter, simple, twice, wordy } from './phrase.ts';

/** Phrases that link: why, how, if, about, near. */
export const linkingPhrases: readonly Phrase[] = [
  // Why and what for
  {
    id: 'because',
    swaps: {
      'due to the fact that': 'because',
      'owing to the fact that': 'because',
      'because of the fact that': 'because',
      'in view of the fact that': 'because',
      'in light of the fact that': 'because',
      'on the grounds that': 'because',
    },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'although',
    swaps: { 'despite the fact that': 'although', 'in spite of the fact that': 'although' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'the-fact-that',
    swaps: { 'given the fact that': 'given that', 'aware of the fact that': 'aware that' },
    types: wordy,
    reason: shorter,
  },
  { id: 'in-order-to', swaps: { 'in order to': 'to', 'so as to': 'to' }, types: wordy, reason: shorter, when: purpose },
  { id: 'in-an-effort-to', swaps: { 'in an effort to': 'to' }, types: wordy, reason: shorter, when: purpose },
  { id: 'in-order-for', swaps: { 'in order for': 'for' }, types: wordy, reason: shorter, when: atStart },
  {
    id: 'for-the-purpose-of',
    swaps: { 'for the purpose of': 'for', 'for the purposes of': 'for' },
    types: wordy,
    reason: shorter,
    when: beforeGerund,
  },
  { id: 'so-that', swaps: { 'with the result that': 'so that' }, types: wordy, reason: shorter },
  { id: 'as-a-consequence-of', swaps: { 'as a consequence of': 'because of' }, types: wordy, reason: shorter },
  {
    id: 'consequently',
    swaps: { consequently: 'so', 'as a consequence': 'so' },
    types: simple,
    reason: everyday,
    when: openingClause,
  },
  // How
  {
    id: 'in-a-manner',
    swaps: {
      'in a timely manner': 'promptly',
      'in a careful manner': 'carefully',
      'in a consistent manner': 'consistently',
      'in an efficient manner': 'efficiently',
      'in an effective manner': 'effectively',
      'in a secure manner': 'securely',
      'in a safe manner': 'safely',
      'in a clear manner': 'clearly',
      'in a systematic manner': 'systematically',
    },
    types: wordy,
    reason: shorter,
    when: adverb,
  },
  {
    id: 'how',
    swaps: { 'the manner in which': 'how', 'the way in which': 'how' },
    types: wordy,
    reason: shorter,
    when: all(notAfter('in by to with like as'), notBefore('and or')),
  },
  { id: 'by-using', swaps: { 'through the use of': 'by using' }, types: wordy, reason: shorter },
  // If, about, near
  {
    id: 'if',
    swaps: { 'in the event that': 'if', 'if it is the case that': 'if', 'if it should happen that': 'if' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'about',
    swaps: {
      'with regard to': 'about',
      'with regards to': 'about',
      'in regard to': 'about',
      'in regards to': 'about',
    },
    types: wordy,
    reason: shorter,
    when: after(
      'question questions concern concerns information decision decisions rules details policy policies guidance ' +
        'advice doubts complaint complaints feedback discussion discussions concerned know knowledge something ' +
        'anything nothing recommendations advised informed asked assumptions claims opinion opinions confusion',
    ),
  },
  { id: 'except-for', swaps: { 'with the exception of': 'except for' }, types: wordy, reason: shorter },
  { id: 'despite', swaps: { 'in spite of': 'despite' }, types: wordy, reason: shorter },
  { id: 'instead-of', swaps: { 'in lieu of': 'instead of' }, types: plain, reason: everyday },
  {
    id: 'near',
    swaps: { 'in close proximity to': 'near', 'in the vicinity of': 'near' },
    types: wordy,
    reason: shorter,
  },
  {
    id: 'is-in',
    swaps: { 'is located in': 'is in', 'are located in': 'are in' },
    types: wordy,
    reason: shorter,
  },
  { id: 'under', swaps: { 'under the provisions of': 'under' }, types: wordy, reason: shorter },
  { id: 'in-fact', swaps: { 'as a matter of fact': 'in fact' }, types: wordy, reason: shorter },
  {
    id: 'as-soon-as-you-can',
    swaps: { 'at your earliest convenience': 'as soon as you can' },
    types: plain,
    reason: everyday,
  },
  {
    id: 'note-that',
    swaps: {
      'it is important to note that': 'note that',
      'it should be noted that': 'note that',
      'it is worth noting that': 'note that',
    },
    types: wordy,
    reason: shorter,
    when: atStart,
  },
  { id: 'first', swaps: { 'first and foremost': 'first' }, types: wordy, reason: twice, when: openingClause },
];
