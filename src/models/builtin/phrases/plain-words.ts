import {
  after,
  all,
  atStart,
  be,
  before,
  beforeGerund,
  commonWord,
  type Guard,
  notAfter,
  notBefore,
  openingClause,
} from '../guards.ts';
import { nextLower } from '../words.ts';
import { common, everyday, type Phrase, phrasesOf, plainLanguage, retextSimplify, simple, verbsOf } from './phrase.ts';
import { afterPeople, asVerb, beforeObject, withObject } from './verb-guards.ts';

const records = 'slip copy copies receipt receipts records record form card ticket letter documents originals';
const doses = 'injection injections dose doses vaccine vaccines medicine drug drugs medication tablets treatment';
const goods =
  'seed seeds tickets food goods land shares equipment supplies property fuel a an the this these your it more one';
const somebody = 'us me him her them you';
const aWhat = 'question questions concern concerns information decision decisions details complaint complaints advice';

/** What people are asked to do. */
const asked =
  'do send note fill complete sign return contact refer let provide submit confirm check read call write pay find see make take keep wait ensure forward reply respond help';

/** At the end of a noun: nothing behind that it could belong to. */
const endsNoun: Guard = (words, _, last) => {
  const next = nextLower(words, last + 1);
  return (
    next === '' ||
    be.has(next) ||
    /^(?:in|with|from|to|for|of|and|or|if|when|by|on|at|as|that|which|who|will|can|may|must|before|after|during)$/.test(
      next,
    )
  );
};

/** Rare words for which there is an everyday one. */
export const plainWords: readonly Phrase[] = [
  ...verbsOf({ types: simple, reason: everyday, source: plainLanguage }, [
    ['purchase', 'buy', all(asVerb, before(goods))],
    ['assist', 'help', all(asVerb, notBefore('in'))],
    ['disclose', 'reveal', all(commonWord, beforeObject)],
    ['expedite', 'speed up', all(commonWord, beforeObject)],
    ['demonstrate', 'show', all(commonWord, beforeObject)],
    ['participate in', 'take part in'],
    ['promulgate', 'issue', commonWord],
    ['disseminate', 'share', commonWord],
    ['relocate to', 'move to'],
    ['reside in', 'live in', afterPeople],
    ['reside in', 'live in', after('he she they')],
    ['reside at', 'live at', after('he she they we i you')],
    ['retain', 'keep', all(asVerb, withObject(records))],
    ['notify | inform', 'tell', all(commonWord, before(somebody))],
    ['convene at | convene on', 'meet at', notAfter('a the')],
    ['preclude', 'prevent', commonWord],
    ['ensure that', 'make sure that'],
    ['attain', 'reach', all(commonWord, beforeObject)],
    ['modify', 'change', all(commonWord, beforeObject)],
    ['enumerate', 'list', all(commonWord, beforeObject)],
    ['procure', 'get', all(commonWord, beforeObject)],
    ['remit', 'send', all(commonWord, beforeObject)],
    ['terminate at', 'end at', notAfter('that which')],
  ]),
  ...verbsOf({ types: simple, reason: everyday, source: retextSimplify }, [
    ['administer', 'give', withObject(doses)],
    ['cease', 'stop', all(commonWord, notBefore('to and fire'))],
    ['concur with', 'agree with'],
    ['alleviate', 'ease', commonWord],
    ['ameliorate', 'improve', commonWord],
    ['elucidate', 'explain', commonWord],
    ['stipulate that', 'state that'],
    ['prohibit', 'ban', all(commonWord, beforeObject)],
    ['prohibit', 'ban', all(commonWord, beforeGerund)],
    ['recommence', 'start again', before('on at in')],
    ['obtain', 'get', all(asVerb, beforeObject)],
  ]),
  ...phrasesOf({ types: simple, reason: everyday, source: plainLanguage }, [
    ['attempt to', 'try to', asVerb],
    ['attempts to', 'tries to', after('it he she which who that')],
    ['attempted to', 'tried to', notAfter('was were is are be been being')],
    ['attempting to', 'trying to'],
    ['anticipate', 'expect', all(after('we i they you'), before('a an that no some further'))],
    ['please inform | please notify', 'please tell', beforeObject],
    ['assistance', 'help', all(commonWord, endsNoun, notAfter('an financial legal public'))],
    ['regarding | concerning', 'about', after(aWhat)],
    ['remuneration', 'pay', endsNoun],
    ['expeditiously', 'quickly', commonWord],
    ['henceforth', 'from now on', commonWord],
    ['therefore | accordingly | hence', 'so', openingClause],
    ['upon', 'on', all(commonWord, notAfter('once look looks looked called call thrust set put'), notBefore('us my'))],
    ['it is advantageous to', 'it helps to', atStart],
  ]),
  ...phrasesOf({ types: simple, reason: everyday, source: common }, [
    ['kindly', 'please', all(atStart, before(asked))],
    [
      'individuals | persons',
      'people',
      all(commonWord, before('who with under over aged whose may must should can living')),
    ],
    ['efficacious', 'effective', commonWord],
    ['whilst', 'while', commonWord],
    ['amongst', 'among', commonWord],
    ['erroneously', 'wrongly', commonWord],
    ['thereafter', 'after that', commonWord],
    ['in its entirety | in their entirety', 'in full'],
    ['transported to hospital', 'taken to hospital'],
    ['transported to the hospital', 'taken to the hospital'],
  ]),
];
