import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOf } from '../../src/models/builtin/article.ts';
import { applyEdits, composeEdits } from '../../src/models/builtin/edits.ts';
import { createBuiltinModel, describeBuiltin } from '../../src/models/builtin/index.ts';
import { applyRules } from '../../src/models/builtin/rules.ts';
import { type OptimizationType, optimizationTypes } from '../../src/models/model.ts';
import { noUsage } from '../../src/models/usage.ts';
import { collect } from '../kit/endpoint.ts';

const never = new AbortController().signal;

const ruled = (text: string, type: OptimizationType, terms: readonly string[] = []) =>
  applyRules(text, type, terms).text;

const requestOf = (text: string, optimizationType: OptimizationType, protectedTerms: readonly string[] = []) => ({
  optimizationType,
  text,
  document: { content: text },
  protectedTerms,
  prompt: { system: '', user: '' },
  userId: 'u',
  turn: 'job',
});

const wanted: readonly (readonly [OptimizationType, string, string])[] = [
  ['CLARITY', 'In order to run it, we utilize a tool.', 'To run it, we use a tool.'],
  ['CLARITY', 'It stops due to the fact that the disk is full.', 'It stops because the disk is full.'],
  ['CLARITY', 'Save prior to closing.', 'Save before closing.'],
  ['CLARITY', 'Utilize the cache.', 'Use the cache.'],
  ['CLARITY', 'This is a commonly utilized port.', 'This is a commonly used port.'],
  ['CLARITY', 'There were questions with regard to prices.', 'There were questions about prices.'],
  ['CLARITY', 'It waits in excess of 30 seconds.', 'It waits more than 30 seconds.'],
  ['CONCISENESS', 'At this point in time, nothing is lost.', 'Now, nothing is lost.'],
  ['CONCISENESS', 'A large number of users agree.', 'Many users agree.'],
  ['CONCISENESS', 'In the event that it fails, retry.', 'If it fails, retry.'],
  ['CONCISENESS', 'The parser is able to read both forms.', 'The parser can read both forms.'],
  ['CONCISENESS', 'Check each and every row.', 'Check each row.'],
  ['CONCISENESS', 'This gives an end result nobody wants.', 'This gives a result nobody wants.'],
  ['CONCISENESS', 'The job runs on a daily basis.', 'The job runs daily.'],
  ['CONCISENESS', 'It should be noted that order matters.', 'Note that order matters.'],
  ['CONCISENESS', 'We must make a decision on the plan.', 'We must decide on the plan.'],
  ['CLARITY', 'In the near future we will stop.', 'Soon we will stop.'],
  ['CLARITY', '<p>Due to the fact that it rains, we stay.</p>', '<p>Because it rains, we stay.</p>'],
  ['CLARITY', '<ul>\n  <li>In the event that it fails, utilize it.</li>', '<ul>\n  <li>If it fails, use it.</li>'],
  ['CLARITY', 'It ends\n<div class="a"><p>Utilize it.</p>', 'It ends\n<div class="a"><p>Use it.</p>'],
  ['CONCISENESS', 'Wait for a period of 10 days.', 'Wait for 10 days.'],
  ['SIMPLICITY', 'A frequently used option.', 'An often used option.'],
  ['SIMPLICITY', 'It took approximately 20 minutes.', 'It took about 20 minutes.'],
  ['SIMPLICITY', 'Consequently, we waited.', 'So, we waited.'],
  ['SIMPLICITY', 'There are numerous bugs.', 'There are numerous bugs.'],
  ['SIMPLICITY', 'We found numerous bugs.', 'We found many bugs.'],
  ['STYLE', 'We will endeavor to answer.', 'We will try to answer.'],
  ['FORMALITY', "We don't know, and I'm sure they can’t.", 'We do not know, and I am sure they cannot.'],
  ['FORMALITY', "Don't panic. They've left.", 'Do not panic. They have left.'],
  ['FORMALITY', "Why don't you ask?", "Why don't you ask?"],
  ['FORMALITY', "It's late and he'd go.", "It's late and he'd go."],
  ['NEUTRALITY', 'A policeman and two firemen came.', 'A police officer and two firefighters came.'],
  ['NEUTRALITY', 'It is a gift to mankind.', 'It is a gift to humankind.'],
  ['NEUTRALITY', 'They met a middleman.', 'They met an intermediary.'],
  ['NEUTRALITY', 'Fireman Sam met Chairman Mao.', 'Fireman Sam met Chairman Mao.'],
  ['NEUTRALITY', 'Two saleswomen met a stewardess.', 'Two salespeople met a flight attendant.'],
  ['NEUTRALITY', 'A fireman met a policewoman.', 'A firefighter met a police officer.'],
  ['NEUTRALITY', 'A policeman helped a woman.', 'A police officer helped a woman.'],
  ['GRAMMAR', 'It is in the the box.', 'It is in the box.'],
  ['GRAMMAR', 'This was a interesting day.', 'This was an interesting day.'],
  ['GRAMMAR', 'Buy a apple.', 'Buy an apple.'],
  ['GRAMMAR', 'Wait a hour, a honest hour.', 'Wait an hour, an honest hour.'],
  ['GRAMMAR', 'It was a honor for a heir like her.', 'It was an honor for an heir like her.'],
  ['GRAMMAR', 'Visit an university.', 'Visit a university.'],
  ['GRAMMAR', 'They found an European to do an one-off job.', 'They found a European to do a one-off job.'],
  ['GRAMMAR', 'She has an book.', 'She has a book.'],
  ['GRAMMAR', 'You should of told me.', 'You should have told me.'],
  ['GRAMMAR', 'We could of course go.', 'We could of course go.'],
  ['GRAMMAR', 'It works alot. the rest is next.', 'It works a lot. The rest is next.'],
  ['GRAMMAR', 'It works as planned. the rest is next.', 'It works as planned. The rest is next.'],
  ['GRAMMAR', 'We recieved it seperately.', 'We received it separately.'],
  ['GRAMMAR', 'They live in a enviroment like this.', 'They live in an environment like this.'],
  ['GRAMMAR', 'First this , then that.', 'First this, then that.'],
];

const clean = [
  'Run `in order to` in the shell.',
  'The `utilize()` hook runs at startup.',
  'See https://example.com/in-order-to/utilize for more.',
  'Mail prior-to@example.com about it.',
  'Open ./docs/prior/to.md and read on.',
  'Set {{in order to}} in the template, in the script.',
  'Use %s for the the_name.',
  'See [[in order to]] for the entry.',
  'Read [the guide](in-order-to.md "in order to").',
  'Read [in order to][ref] twice.',
  '<a title="in order to">Home</a> is the first link.',
  'She said "we utilize it in order to win" and left.',
  'The poster reads “due to the fact that” in red.',
  "The phrase 'at this point in time' is long.",
  '> We utilize it due to the fact that it works.',
  '| in order to | utilize |',
  '# In order to utilize',
  '    utilize in order to',
  'In **order** to win, train.',
  'The drawers are in order to a degree.',
  'Everything you have in order to work is here.',
  'We want the team in order to win.',
  'It is able to read and willing to write.',
  'This is fully utilized.',
  'CPU was utilized to 80 %.',
  'We chose a uniform prior to keep it simple.',
  'There is a large number of reasons.',
  'A large number of requests was dropped.',
  'It is such a large number of files.',
  'The derivative with respect to x is zero.',
  'Draw a decision tree: make a decision tree.',
  'The end results in failure.',
  'He had had enough of that that day.',
  'Log in in time and turn it on on Monday.',
  'If you need it it is there.',
  'It takes an hour, an honest hour, for an heir.',
  'A user with a unique unit got a one-off euro.',
  'Use an SSH key, an npm token, an x-ray or an MRI.',
  'An EU law, a UN vote, a URL and an LED.',
  'Go from point a into point b, since a equals b.',
  'Column a is empty and vitamin a also.',
  'Option a exists for the set a and b.',
  'Papua, Leningrad, Cassini and kubectl are names.',
  'The cli reads json from env, then semver sorts it.',
  'Build it with docker build . and then run it.',
  'The delimiter , splits the fields.',
  'It costs 5,000.00 EUR, i.e. 3.5 % more.',
  'Take approx. the same amount, e.g. the rest.',
  'Use Node.js. npm comes with it.',
  'Il a eu une idée et il a un ami dans la ville.',
  'Ele viu a empresa e a outra casa em que mora.',
  'Die Frau kommt an an einem Tag, und das ist so.',
  'A macska alszik, a ember nem.',
  'Es teh itu enak.',
  'The might of an army of armed men.',
  'A policeman and a policewoman came.',
  'The spokesmen met the spokeswomen.',
  'Salesmen, saleswomen and policemen or women came.',
  'The men and policewomen came.',
  'A steward and a stewardess came.',
  'Mankind and womankind.',
  'At this point in time travel, we stop.',
  'In the near future tense course, we learn.',
  'Take it at a later date column.',
  'We must make a decision about the plan.',
  '<h2>Utilize it</h2>',
  '<td>Utilize it</td>',
  '<blockquote>\n<p>Utilize it.</p></blockquote>',
  'Il a apple.',
  'Comprei a apple na loja.',
  'The Policeman is a film; so is The Fireman.',
  'The fireman fed the boiler of the locomotive.',
  'Chairman of the Board Smith spoke.',
  "Isn't it nice? Don't you agree?",
  'The band The The played.',
  'x = a in order; y = b, to go.',
  'He is 42 , she is 43.',
  'naïve café über straße',
  '不要改变任何东西。',
];

describe('the builtin rules', () => {
  it.each(wanted)('%s: %s', (type, text, result) => {
    expect(ruled(text, type)).toBe(result);
  });

  it.each(clean)('leave alone, whatever the type: %s', (text) => {
    for (const type of optimizationTypes.filter((type) => type !== 'FORMALITY' || !text.includes("Don't"))) {
      expect(ruled(text, type)).toBe(text);
    }
  });

  it('keep a line break that stood inside a phrase', () => {
    expect(ruled('We stop due to\nthe fact that it works.', 'CLARITY')).toBe('We stop because\nit works.');
    expect(ruled('It waits in order\r\nto go.', 'CLARITY')).toBe('It waits to\r\ngo.');
    expect(ruled('Do it prior\nto - or after - the test.', 'CLARITY')).toBe('Do it prior\nto - or after - the test.');
    expect(ruled('This is the\nthe end.', 'GRAMMAR')).toBe('This is the\nend.');
  });

  it('change nothing inside fences, front matter, comments and raw elements', () => {
    const code = 'Utilize it in order to go, due to the fact that it is the the a apple.\n';
    const locked = [
      `---\ntitle: x\n${code}---\n`,
      `\`\`\`\n${code}\n${code}\`\`\`\n`,
      `~~~~ text\n${code}~~~\n${code}~~~~\n`,
      `- item\n\n  \`\`\`\n  ${code}  \`\`\`\n`,
      `<!--\n${code}\n${code}-->\n`,
      `<pre>\n${code}\n${code}</pre>\n`,
      `$$\n${code}$$\n`,
      `${code}===\n`,
      `\n    ${code}\n    ${code}`,
    ];
    for (const type of optimizationTypes) {
      for (const block of locked) {
        expect(ruled(block, type)).toBe(block);
      }
    }
    expect(ruled(`${locked.join('\n')}\nUtilize it.\n`, 'CLARITY')).toBe(`${locked.join('\n')}\nUse it.\n`);
  });

  it('leave protected terms alone, and bring no new ones in', () => {
    const text = 'In order to win, utilize the end result.';
    expect(ruled(text, 'CLARITY', ['utilize', 'End Result'])).toBe('To win, utilize the end result.');
    expect(ruled(text, 'CLARITY', ['win, utilize'])).toBe('In order to win, utilize the result.');
    expect(ruled('We utilize it.', 'CLARITY', ['use'])).toBe('We utilize it.');
    expect(ruled('We utilize cases.', 'CLARITY', ['use cases'])).toBe('We utilize cases.');
    expect(ruled(text, 'CLARITY', ['the end', 'the  end\nresult', 'order', 'util', '.'])).toBe(
      text.replace('utilize', 'use'),
    );
    expect(ruled('Recieve the a.b (c) here.', 'GRAMMAR', ['a.b (c)', '', ' '])).toBe('Receive the a.b (c) here.');
  });

  it('give every edit its place in the original, its rule and its reason', () => {
    const { text, edits } = applyRules('Fine.\n\nThe the enviroment was in a an untill .', 'GRAMMAR', []);
    expect(text).toBe('Fine.\n\nThe environment was in a an until .');
    expect(edits).toEqual([
      { start: 7, end: 14, replacement: 'The', rule: 'repeated-word', explanation: 'The word stands there twice.' },
      { start: 15, end: 25, replacement: 'environment', rule: 'spelling', explanation: 'Spelling.' },
      { start: 38, end: 44, replacement: 'until', rule: 'spelling', explanation: 'Spelling.' },
    ]);
  });

  it('make one edit of what they change twice', () => {
    const { text, edits } = applyRules('It was recieved , not sent.', 'GRAMMAR', []);
    expect(text).toBe('It was received, not sent.');
    expect(edits).toEqual([
      {
        start: 7,
        end: 16,
        replacement: 'received',
        rule: 'spelling',
        explanation: 'Spelling. No space stands before a comma.',
      },
    ]);
  });

  it('know the article of a word, or that they do not', () => {
    const articles = {
      an: 'apple error option under upper unimportant oauth hour honest heir',
      a: 'book use unit euro one year union',
    };
    for (const [article, words] of Object.entries(articles)) {
      expect(words.split(' ').map(articleOf)).toEqual(words.split(' ').map(() => article));
    }
    expect(['npm', 'x', 'ssh', 'html', ''].map(articleOf)).toEqual(Array(5).fill(undefined));
  });
});

const vocabulary =
  'the The a A an in order to of and utilize utilizes prior recieve enviroment apple book, one , alot. could been is able ' +
  "due fact that large number many don't Don't I'm they've policeman end result results frequently used approximately " +
  '20 `x` "quoted" we you it was have with on . - # | > \n \n\n \r\n https://a.b/c {{x}} each every decision make about on <p> </p> <li> hour an policewoman';
const prose = fc.array(fc.constantFrom(...vocabulary.split(/ /)), { maxLength: 60 }).map((words) => words.join(' '));
const types = fc.constantFrom(...optimizationTypes);

describe('whatever the text', () => {
  it('a second run changes nothing', () => {
    fc.assert(
      fc.property(prose, types, (text, type) => {
        const once = ruled(text, type);
        expect(ruled(once, type)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('the edits, applied to the original, give the result', () => {
    fc.assert(
      fc.property(prose, types, (text, type) => {
        const { text: result, edits } = applyRules(text, type, []);
        expect(applyEdits(text, edits)).toBe(result);
        edits.reduce((end, edit) => {
          expect(edit.start).toBeGreaterThan(end);
          return edit.end;
        }, -1);
      }),
      { numRuns: 3000 },
    );
  });

  it('what has no letters stays', () => {
    const noLetters = fc.string({ unit: fc.constantFrom(...' \n\t.,;:!?#*`"()[]<>|-0123456789…€') });
    fc.assert(
      fc.property(noLetters, types, (text, type) => {
        expect(ruled(text, type)).toBe(text);
      }),
    );
  });

  it('two rounds of edits compose into one', () => {
    const editsOf = (seed: readonly (readonly [number, number, string])[], length: number) => {
      let end = -1;
      return seed.flatMap(([gap, size, replacement]) => {
        const start = end + 1 + gap;
        if (start + size > length) {
          return [];
        }
        end = start + size;
        return [{ start, end, replacement, rule: 'r', explanation: 'e' }];
      });
    };
    const seeds = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.string({ maxLength: 4 })));
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), seeds, seeds, (text, a, b) => {
        const first = editsOf(a, text.length);
        const middle = applyEdits(text, first);
        const second = editsOf(b, middle.length);
        expect(applyEdits(text, composeEdits(first, second))).toBe(applyEdits(middle, second));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('on real READMEs', () => {
  const readmes = globSync('node_modules/{*,@*/*}/README.md').map((path) => readFileSync(path, 'utf8'));
  const keptOf = (text: string) =>
    text.match(/^ *(`{3,})[\s\S]*?\n *\1|`[^`\n]+`|https?:\/\/[^\s)>\]]+|\d+|^#.*|^.*\|.*$/gm) ?? [];

  it.each(['GRAMMAR', 'CLARITY', 'CONCISENESS'] as const)(
    '%s keeps code, URLs, numbers, headings and tables',
    (type) => {
      expect(readmes.length).toBeGreaterThan(50);
      for (const readme of readmes) {
        const result = ruled(readme, type);
        expect(keptOf(result)).toEqual(keptOf(readme));
        expect(result.split('\n').length).toBe(readme.split('\n').length);
        expect(ruled(result, type)).toBe(result);
      }
    },
  );
});

describe('the builtin model', () => {
  it('streams a sentence at a time and ends with nothing used', async () => {
    const model = createBuiltinModel({ idleMs: 1_000 });
    const text = 'In order to go, wait. We utilize it.\n\n- Prior to that, stop.';
    const { texts, end } = await collect(model, requestOf(text, 'CLARITY'), never);
    expect(texts).toEqual(['To go, wait. ', 'We use it.\n', '\n', '- Before that, stop.']);
    expect(end).toEqual({ streamed: true, usage: noUsage });
  });

  it('streams the same text that the rules give at once', async () => {
    const model = createBuiltinModel({ idleMs: 1_000 });
    await fc.assert(
      fc.asyncProperty(prose, types, async (text, type) => {
        fc.pre(type !== 'CUSTOM' && type !== 'GRAMMAR');
        expect((await collect(model, requestOf(text, type), never)).text).toBe(ruled(text, type));
      }),
    );
  });

  it('says that CUSTOM needs a language model and how to connect one', async () => {
    const { error } = await collect(createBuiltinModel({ idleMs: 1_000 }), requestOf('Text.', 'CUSTOM'), never);
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'model',
      message: expect.stringMatching(/OPENAI_API_KEY or OPENAI_BASE_URL/),
    });
  });

  it('stops between two sentences once aborted', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const texts: string[] = [];
    const rewrite = createBuiltinModel({ idleMs: 1_000 }).rewrite(
      requestOf('One. Two. Three.', 'CLARITY'),
      abort.signal,
      (event) => {
        texts.push(event.type === 'text' ? event.text : '');
        abort.abort(reason);
      },
    );
    await expect(rewrite).rejects.toBe(reason);
    expect(texts).toEqual(['One. ']);
  });

  it('has a row in the README for each type', () => {
    const rows = readFileSync('README.md', 'utf8').match(/^\| [A-Z]+(?= \|)/gm) ?? [];
    expect(rows.map((row) => row.slice(2)).toSorted()).toEqual([...optimizationTypes].toSorted());
  });

  it('describes what it does for each type, and nothing for CUSTOM', () => {
    for (const type of optimizationTypes) {
      expect(describeBuiltin(type)).toEqual(
        type === 'CUSTOM'
          ? null
          : expect.stringMatching(/^[A-Z].* Instructions and audience need a language model.*\.$/),
      );
    }
  });
});
