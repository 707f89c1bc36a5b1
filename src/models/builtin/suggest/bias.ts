import type { Suggestion } from '../../model.ts';
import type { Word } from '../words.ts';
import { about, type Detector } from './sentence.ts';

/**
 * Words that may hurt or leave out whom they are about, in the categories of alex: what is better depends on the sentence
 * and on those people, so it is never put in their place. Each row: why, then words and what may stand instead.
 */
const groups: readonly (readonly [explanation: string, rows: string])[] = [
  [
    'It uses an illness or a disability for something else.',
    'insane: surprising, extreme; crazy: surprising, wild; lunatic: reckless person; psycho: ; schizophrenic: contradictory; bipolar: changeable; lame: weak; dumb: unhelpful; retarded: ; spastic: ; tone deaf: insensitive; blind to: unaware of; turn a blind eye: ignore; fall on deaf ears: be ignored; crippled: broken, disabled; cripples: breaks, disables; crippling: severe; sanity check: quick check; sanity checks: quick checks; dummy: placeholder; ocd: ; autistic: ; paralyzed by: stopped by',
  ],
  [
    'It makes a disability the person, or pities them: ask how they call themselves.',
    'the disabled: people with disabilities; disabled people: people with disabilities; handicapped: disabled, with a disability; wheelchair bound: who uses a wheelchair; confined to a wheelchair: who uses a wheelchair; suffers from: has; suffering from: with; victim of: who has; afflicted with: with; the blind: blind people; the deaf: deaf people; mentally ill: with a mental illness; an addict: a person with an addiction; addicts: people with an addiction; alcoholic: person with alcoholism; special needs: disability; able bodied: without a disability; normal people: other people',
  ],
  [
    'It speaks of men, or of women, where all may be meant.',
    'guys: everyone, all; hey guys: hello everyone; manpower: staff, workforce; man hours: person hours, hours of work; man made: artificial, made; mans: staffs; manned: staffed, crewed; unmanned: uncrewed, automated; he or she: they; his or her: their; him or her: them; man in the middle: machine in the middle; ladies: everyone; girls: women; housewife: homemaker; working mother: parent with a job; mothering: parenting; fathering: parenting; maiden name: birth name; male nurse: nurse; female doctor: doctor; lady doctor: doctor; woman driver: driver; common man: ordinary person; brotherhood: community; forefathers: ancestors; founding fathers: founders; sportsmanlike: fair; gentleman’s agreement: informal agreement; old wives tale: myth; man up: be brave; like a girl: ; bossy: assertive; hysterical: upset; preferred pronouns: pronouns',
  ],
  [
    'It makes of colour, or of slavery, a word for good, bad or control.',
    'blacklist: blocklist, denylist; blacklists: blocklists, denylists; blacklisted: blocked; blacklisting: blocking; whitelist: allowlist; whitelists: allowlists; whitelisted: allowed; whitelisting: allowing; master slave: primary and replica; slave: replica, secondary; slaves: replicas, secondaries; black sheep: outlier; black hat: malicious; white hat: ethical; black market: illegal trade; grandfathered: exempt, legacy; grandfather clause: legacy clause; grandfathering: exempting',
  ],
  [
    'It names people by where they are thought to come from, in words that many of them reject.',
    'gypsy: Roma; gypsies: Roma; gypped: cheated; eskimo: Inuit; eskimos: Inuit; oriental: Asian; orientals: Asian people; indian giver: ; off the reservation: out of line; powwow: meeting; spirit animal: favourite; tribe: group, community; third world: developing countries, low income countries; third world country: developing country; illegal alien: undocumented immigrant; illegal aliens: undocumented immigrants; illegal immigrant: undocumented immigrant; illegal immigrants: undocumented immigrants; illegals: undocumented immigrants; savages: ; peanut gallery: audience; cakewalk: easy task; minorities: minority groups; exotic: unusual; primitive: simple; ghetto: neighbourhood',
  ],
  [
    'It judges people by their age, or by what they have.',
    'the elderly: older people; elderly: older; senile: ; geezer: older person; old people: older people; senior citizens: older people; young at heart: ; the homeless: people without a home; homeless people: people without a home; the poor: people with low incomes; the needy: people in need; welfare queen: ; ex con: person who was in prison; ex convict: person who was in prison; convict: person in prison; convicts: people in prison; junkie: person with an addiction; prostitute: sex worker; prostitutes: sex workers',
  ],
  [
    'It treats suicide as a crime or a success.',
    'commit suicide: die by suicide; commits suicide: dies by suicide; committed suicide: died by suicide; committing suicide: dying by suicide; failed suicide: suicide attempt; successful suicide: suicide; suicide epidemic: rise in suicides',
  ],
  [
    'It puts someone’s sex, orientation or gender as a choice or a deviation.',
    'sexual preference: sexual orientation; homosexual: gay person, gay; homosexuals: gay people; transsexual: transgender person; transvestite: cross-dresser; sex change: transition; opposite sex: another gender; both genders: all genders; biologically male: assigned male at birth; biologically female: assigned female at birth; normal family: ; lifestyle choice: life',
  ],
];

interface Entry {
  readonly words: readonly string[];
  readonly replacements: readonly string[];
  readonly explanation: string;
}

const entries = new Map<string, Entry[]>();
for (const [explanation, rows] of groups) {
  for (const row of rows.split('; ')) {
    const [phrase = '', instead = ''] = row.split(/:\s*/);
    const words = phrase.replaceAll('’', "'").split(' ');
    const entry = { words, explanation, replacements: instead === '' ? [] : instead.split(', ') };
    const list = [...(entries.get(words[0] ?? '') ?? []), entry];
    entries.set(
      words[0] ?? '',
      list.sort((a, b) => b.words.length - a.words.length),
    );
  }
}

/** What may be unfair to people, with what could stand there: only the writer knows whom it is about. */
export const bias: Detector = (sentence) => {
  const parts = partsOf(sentence.words);
  const found: Suggestion[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const entry = entries.get(parts[at]?.text ?? '')?.find(({ words }) => startsWith(parts, at, words));
    const [first, last] = [parts[at], parts[at + (entry?.words.length ?? 1) - 1]];
    if (entry && first && last) {
      found.push(about(sentence, [first.word, last.word], 'biased-language', entry.explanation, entry.replacements));
      at += entry.words.length - 1;
    }
  }
  return found;
};

interface Part {
  readonly text: string;
  /** The index of the word that it is of. */
  readonly word: number;
  /** Whether nothing but a space or a hyphen is behind it. */
  readonly isOpen: boolean;
}

/** The parts of words: a hyphen between two is as good as a space. */
function partsOf(words: readonly Word[]): Part[] {
  return words.flatMap(({ lower, trail }, word) => {
    const texts = lower.split('-');
    return texts.map((text, index) => ({ text, word, isOpen: trail === '' || index < texts.length - 1 }));
  });
}

/** Whether the parts from `at` on are these words, and the last of them ends its own. */
function startsWith(parts: readonly Part[], at: number, words: readonly string[]): boolean {
  const end = at + words.length;
  const isThere = words.every((text, offset) => parts[at + offset]?.text === text);
  const isJoined = parts.slice(at, end - 1).every(({ isOpen }) => isOpen);
  return isThere && isJoined && parts[end]?.word !== parts[end - 1]?.word;
}
