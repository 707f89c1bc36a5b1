import { numberWords } from '../job/words.ts';
import type { Result } from './combined.ts';

const kinds: Readonly<Record<Result['preservation']['issues'][number]['kind'], string>> = {
  NUMBER: 'Numbers',
  URL: 'Links',
  CODE: 'Code',
  PLACEHOLDER: 'Placeholders',
  PROTECTED_TERM: 'Protected terms',
  STRUCTURE: 'Structure',
  LENGTH: 'Length',
  LANGUAGE: 'Language',
  PREAMBLE: 'Additions',
};

/** What came through of a document, and how easy it was to read and is now. */
export function Report({ result: { preservation, readability } }: { readonly result: Result }) {
  const { issues, changedWordRatio, lengthRatio } = preservation;
  return (
    <>
      {readability && <Reading {...readability} />}
      <section class="report" aria-labelledby="preserved">
        <h2 id="preserved">What came through</h2>
        {issues.length === 0 ? (
          <p class="good">All numbers, links, code and protected terms came through.</p>
        ) : (
          <ul>
            {issues.map(({ kind, segment, message, lost, added }) => (
              <li key={`${kind} ${segment}`}>
                <strong>{kinds[kind]}</strong> {message}
                {lost.length > 0 && <span class="terms"> Lost: {lost.join(', ')}.</span>}
                {added.length > 0 && <span class="terms"> New: {added.join(', ')}.</span>}
              </li>
            ))}
          </ul>
        )}
        <p class="hint">
          {percentWords(changedWordRatio)} of the words changed; the text is {lengthWords(lengthRatio)}.
        </p>
      </section>
    </>
  );
}

function Reading({ before, after }: NonNullable<Result['readability']>) {
  const rows = [
    { name: 'Reading ease', from: before.fleschReadingEase, to: after.fleschReadingEase, digits: 0 },
    { name: 'School grade', from: before.fleschKincaidGrade, to: after.fleschKincaidGrade, digits: 1 },
    { name: 'Words per sentence', from: before.averageSentenceLength, to: after.averageSentenceLength, digits: 1 },
    { name: 'Words', from: before.words, to: after.words, digits: 0 },
  ];
  return (
    <section class="reading" aria-labelledby="reading">
      <h2 id="reading">Readability</h2>
      <p>{verdict(before, after)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col" class="hidden">
              Measure
            </th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, from, to, digits }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure(from, digits)}</td>
              <td>{figure(to, digits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Reading = NonNullable<Result['readability']>['before'];

/** The two measures weigh sentences and words differently: only where both agree there is something to say. */
function verdict(before: Reading, after: Reading): string {
  const ease = after.fleschReadingEase - before.fleschReadingEase;
  const grade = after.fleschKincaidGrade - before.fleschKincaidGrade;
  if (ease > 1 && grade < 0) {
    return 'Easier to read than before.';
  }
  return ease < -1 && grade > 0 ? 'Harder to read than before.' : 'About as easy to read as before.';
}

function figure(value: number, digits: number): string {
  return digits === 0 ? numberWords(Math.round(value)) : value.toFixed(digits);
}

function percentWords(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}

function lengthWords(ratio: number): string {
  const percent = Math.round((ratio - 1) * 100);
  return percent === 0 ? 'as long as before' : `${Math.abs(percent)} % ${percent < 0 ? 'shorter' : 'longer'}`;
}
