/** A verb in all its forms. */
export interface Forms {
  readonly base: string;
  /** With he, she or it. */
  readonly third: string;
  readonly past: string;
  /** With have or be. */
  readonly participle: string;
  readonly gerund: string;
}

/** Past and participle of those with forms of their own. */
const irregular: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  be: ['was', 'been'],
  become: ['became', 'become'],
  begin: ['began', 'begun'],
  bring: ['brought', 'brought'],
  build: ['built', 'built'],
  buy: ['bought', 'bought'],
  choose: ['chose', 'chosen'],
  come: ['came', 'come'],
  do: ['did', 'done'],
  draw: ['drew', 'drawn'],
  drive: ['drove', 'driven'],
  eat: ['ate', 'eaten'],
  fall: ['fell', 'fallen'],
  find: ['found', 'found'],
  get: ['got', 'got'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  have: ['had', 'had'],
  hide: ['hid', 'hidden'],
  hold: ['held', 'held'],
  keep: ['kept', 'kept'],
  know: ['knew', 'known'],
  leave: ['left', 'left'],
  lose: ['lost', 'lost'],
  make: ['made', 'made'],
  meet: ['met', 'met'],
  pay: ['paid', 'paid'],
  put: ['put', 'put'],
  read: ['read', 'read'],
  run: ['ran', 'run'],
  say: ['said', 'said'],
  see: ['saw', 'seen'],
  send: ['sent', 'sent'],
  set: ['set', 'set'],
  show: ['showed', 'shown'],
  sing: ['sang', 'sung'],
  speak: ['spoke', 'spoken'],
  spend: ['spent', 'spent'],
  take: ['took', 'taken'],
  tell: ['told', 'told'],
  think: ['thought', 'thought'],
  understand: ['understood', 'understood'],
  undertake: ['undertook', 'undertaken'],
  win: ['won', 'won'],
  write: ['wrote', 'written'],
};

/** Regular verbs that double their last letter, and the irregular ones whose -ing form does. */
const doubling = new Set(
  'stop concur plan drop cut get put run set begin win ban ship chat log transmit remit submit permit refer prefer occur'.split(
    ' ',
  ),
);

/** The forms of `phrase`, a verb with or without words behind it: `carried out a review of`. */
export function formsOf(phrase: string): Forms {
  const [verb = '', ...rest] = phrase.split(' ');
  const with_ = (form: string) => [form, ...rest].join(' ');
  const [past, participle] = irregular[verb] ?? [regularPast(verb), regularPast(verb)];
  return {
    base: phrase,
    third: with_(thirdOf(verb)),
    past: with_(past),
    participle: with_(participle),
    gerund: with_(gerundOf(verb)),
  };
}

function thirdOf(verb: string): string {
  if (verb === 'have' || verb === 'be') {
    return verb === 'have' ? 'has' : 'is';
  }
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : verb.replace(/(?<=[^aeiou])y$/, 'ie').concat('s');
}

function regularPast(verb: string): string {
  return verb.endsWith('e') ? `${verb}d` : `${doubled(verb).replace(/(?<=[^aeiou])y$/, 'i')}ed`;
}

function gerundOf(verb: string): string {
  return `${verb === 'be' ? verb : doubled(verb).replace(/(?<=[^eoy])e$/, '')}ing`;
}

function doubled(verb: string): string {
  return doubling.has(verb) ? verb + verb.slice(-1) : verb;
}
