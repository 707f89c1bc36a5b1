import { proseOf } from './prose.ts';
import { textOf } from './text.ts';

/** Documents that may be hard on a server, and what is asked of it for them. */
export interface HostileCase {
  readonly name: string;
  readonly format: 'TEXT' | 'MARKDOWN' | 'HTML';
  readonly documents: () => readonly string[];
  /** What the endpoint changes; without it the rule-based editor is asked. */
  readonly changes?: Readonly<Record<string, string>>;
  readonly protectedTerms?: readonly string[];
}

const largest = 1_990_000;
const aged = { old: 'ancient' };
const terms = Array.from({ length: 900 }, (_, index) => `Term${index}`);

/** All of them; smaller ones to see that it works. */
export function hostileCases(isQuick: boolean): readonly HostileCase[] {
  const size = (units: number) => (isQuick ? units / 20 : units);
  const one = (text: (units: number) => string, units = largest) => [text(size(units))];
  const hundred = (text: (units: number) => string, units: number) =>
    Array.from({ length: isQuick ? 10 : 100 }, (_, index) => text(units).replace('river', `river ${index}`));
  return [
    { name: 'text, a paragraph of 560 kB', format: 'TEXT', documents: () => one(prose, 560_000), changes: aged },
    { name: 'text, one line of 2 MB', format: 'TEXT', documents: () => one(prose), changes: aged },
    {
      name: 'text, one word of 2 MB',
      format: 'TEXT',
      documents: () => one((units) => 'a'.repeat(units)),
      changes: aged,
    },
    { name: 'text, paragraphs', format: 'TEXT', documents: () => one(paragraphs('\n\n')), changes: aged },
    { name: 'text, lines', format: 'TEXT', documents: () => one(paragraphs('\n', 1)), changes: aged },
    {
      name: 'text, words on lines',
      format: 'TEXT',
      documents: () => one((units) => prose(units).replaceAll(' ', '\n')),
      changes: aged,
    },
    {
      name: 'text, each word changed, and refused',
      format: 'TEXT',
      documents: () => one(paragraphs('\n\n')),
      changes: everyWord,
    },
    {
      name: 'text, numbers',
      format: 'TEXT',
      documents: () => one(repeated((index) => `In ${index} we had ${index * 7}.5 kg of old iron. `)),
      changes: aged,
    },
    {
      name: 'text, URLs',
      format: 'TEXT',
      documents: () => one(repeated((index) => `See the old page at https://example.com/${index}?q=1 now. `)),
      changes: aged,
    },
    {
      name: 'text, 900 terms',
      format: 'TEXT',
      documents: () => one(repeated((index) => `The old Term${index % 900} is here. `)),
      changes: aged,
      protectedTerms: terms,
    },
    {
      name: 'text, two bytes a character',
      format: 'TEXT',
      documents: () => one((units) => `“${prose(units / 2)}” `.repeat(2)),
      changes: aged,
    },
    {
      name: 'text, rules, 560 kB line',
      format: 'TEXT',
      documents: () => one((units) => proseOf(units / 7, 'x').replaceAll('\n\n', ' '), 560_000),
    },
    {
      name: 'text, rules, 2 MB',
      format: 'TEXT',
      documents: () => one((units) => proseOf(units / 7, 'y').slice(0, largest)),
    },
    { name: 'Markdown, paragraphs', format: 'MARKDOWN', documents: () => one(paragraphs('\n\n')), changes: aged },
    {
      name: 'Markdown, code marks',
      format: 'MARKDOWN',
      documents: () => one(repeated((index) => `The old \`code${index}\` is *here* for **us**. `, 50)),
      changes: aged,
    },
    {
      name: 'Markdown, one line of marks',
      format: 'MARKDOWN',
      documents: () =>
        one(
          repeated((index) => `The old \`code${index}\` is here. `),
          560_000,
        ),
      changes: aged,
    },
    {
      name: 'Markdown, lists in lists',
      format: 'MARKDOWN',
      documents: () => one(repeated((index) => `${'  '.repeat(index % 12)}- The old river is here.\n`)),
      changes: aged,
    },
    {
      name: 'Markdown, definitions',
      format: 'MARKDOWN',
      documents: () =>
        one((units) =>
          repeated((index) => `The [old page][n${index}] is here.\n\n[n${index}]: https://example.com/${index}\n\n`)(
            units,
          ),
        ),
      changes: aged,
    },
    {
      name: 'Markdown, table',
      format: 'MARKDOWN',
      documents: () =>
        one((units) => `| a | b |\n|---|---|\n${repeated(() => '| The old river | is the old one |\n')(units)}`),
      changes: aged,
    },
    {
      name: 'HTML, paragraphs',
      format: 'HTML',
      documents: () => one(repeated(() => '<p>The <b>old</b> river is the <i>old one</i> &amp; more.</p>\n')),
      changes: aged,
    },
    {
      name: 'HTML, one paragraph',
      format: 'HTML',
      documents: () =>
        one((units) => `<p>${repeated(() => 'The <b>old</b> river &amp; the old one. ')(units)}</p>`, 560_000),
      changes: aged,
    },
    {
      name: 'HTML, nested',
      format: 'HTML',
      documents: () => one((units) => `${'<div>The old river. '.repeat(units / 26)}${'</div>'.repeat(units / 26)}`),
      changes: aged,
    },
    {
      name: 'HTML, 20,000 cells',
      format: 'HTML',
      documents: () =>
        one(
          (units) =>
            `<table>${'<tr><td>The old river is here</td><td>The old one</td></tr>'.repeat(units / 200)}</table>`,
        ),
      changes: aged,
    },
    {
      name: '100 HTML of 20 kB',
      format: 'HTML',
      documents: () =>
        hundred(
          repeated(() => '<p>The <b>old</b> river is the <i>old one</i> &amp; more.</p>\n'),
          20_000,
        ),
      changes: aged,
    },
    {
      name: '100 Markdown of 20 kB',
      format: 'MARKDOWN',
      documents: () => hundred(paragraphs('\n\n'), 20_000),
      changes: aged,
    },
    { name: '100 texts of 20 kB', format: 'TEXT', documents: () => hundred(paragraphs('\n\n'), 20_000), changes: aged },
    {
      name: '100 texts of 100 kB',
      format: 'TEXT',
      documents: () => hundred(paragraphs('\n\n'), 100_000),
      changes: aged,
    },
    {
      name: '100 Markdown of 4 kB, rules',
      format: 'MARKDOWN',
      documents: () => hundred((units) => proseOf(units / 7, 'z'), 4_000),
    },
  ];
}

const everyWord = {
  The: 'This',
  the: 'this',
  old: 'aged',
  river: 'stream',
  market: 'bazaar',
  garden: 'yard',
  letter: 'note',
  window: 'pane',
  teacher: 'tutor',
  village: 'hamlet',
  story: 'tale',
  bridge: 'span',
  summer: 'season',
  train: 'coach',
  carries: 'bears',
  follows: 'trails',
  mentions: 'names',
  changes: 'alters',
  reaches: 'attains',
  keeps: 'holds',
  shows: 'reveals',
};

function prose(units: number): string {
  return textOf(Math.ceil(units / 5)).slice(0, units);
}

function paragraphs(between: string, sentences = 8): (units: number) => string {
  return (units) => {
    const words = prose(units).split(' ');
    return Array.from({ length: Math.ceil(words.length / (6 * sentences)) }, (_, index) =>
      words.slice(index * 6 * sentences, (index + 1) * 6 * sentences).join(' '),
    )
      .join(between)
      .slice(0, units);
  };
}

function repeated(each: (index: number) => string, perParagraph = Number.POSITIVE_INFINITY): (units: number) => string {
  return (units) => {
    const parts: string[] = [];
    for (let length = 0, index = 0; ; index += 1) {
      const part = each(index) + (index % perParagraph === perParagraph - 1 ? '\n\n' : '');
      length += part.length;
      if (length > units) {
        return parts.join('');
      }
      parts.push(part);
    }
  };
}
