import { describe, expect, it } from 'vitest';
import { optimizationTypes } from '../../../src/models/index.ts';
import { checkAssistant } from '../../../src/optimizer/checks/assistant.ts';
import { checkLeak } from '../../../src/optimizer/checks/leak.ts';
import { checkPreamble } from '../../../src/optimizer/checks/preamble.ts';
import { buildPrompt } from '../../../src/optimizer/prompt/prompt.ts';
import { rewritten } from './kit.ts';

const source = 'The harbour is old. In winter, the ships stay there.';
const rewrite = 'The old harbour shelters the ships in winter.';

describe('An introduction', () => {
  it.each([
    'Here is the improved text:',
    "Here's a clearer version:",
    'Here’s the revised paragraph, edited for clarity:',
    "Sure! Here's the improved version of your text:",
    'Certainly! Here is the rewritten text:',
    'Sure!',
    'Of course!',
    'Certainly, I can help you with that.',
    'Below is the edited version:',
    'The following is the simplified text:',
    "I've rewritten the text to be more concise:",
    'Here is the final version.',
    'Improved version:',
    '**Revised text:**',
    'Improved Text\n',
    '# Revised Version\n',
    'Corrected:',
    'Output:',
    'Rewritten version (clarity):',
    'Here is your text:',
    'Hier ist der überarbeitete Text:',
    'Gerne! Hier ist die verbesserte Fassung:',
    'Überarbeitete Fassung:',
    'Voici le texte amélioré :',
    'Bien sûr ! Voici une version corrigée :',
    'Aquí está el texto mejorado:',
    'Ecco il testo migliorato:',
    'Aqui está o texto revisado:',
    'Hier is de verbeterde tekst:',
    'Här är den förbättrade texten:',
    '以下是修改后的文本：',
    '以下は修正した文章です：',
  ])('is found: %s', (introduction) => {
    expect(checkPreamble(rewritten(source, `${introduction} ${rewrite}`)).map(({ kind }) => kind)).toEqual([
      'PREAMBLE',
    ]);
  });

  it.each([
    ['Here is the text we improved: it has 3 parts.', 'Here is the improved text: it has 3 parts.'],
    ['This is what our final version of the contract looks like.', 'This is the final version of our contract.'],
    ['Yeah! We can do that.', 'Certainly! We can do that.'],
    ['Sure! We can do that.', 'Of course! We can do that.'],
    ['The version that was updated: see below.', 'Updated version: see below.'],
    ['Herein lies the superior methodology.', 'This is the better method.'],
    ['And that is how it ended up.', 'This is the final result.'],
    ['got it, will do', 'Understood. I will do so.'],
    ['What follows is a list of ships.', 'The following is a list of ships.'],
    ['These are the tools that you need:', 'Here are the tools you need:'],
    ['It can be said that great ships are rare.', 'Great ships are rare.'],
    ['There is one thing for certain.', 'Certainly, one thing is true.'],
    ['We have edited more than 20 books so far.', 'We have edited over 20 books.'],
    ['This here is the last edition of the paper.', 'This is the final edition of the paper.'],
    ['The answer: nobody knows.', 'Answer: nobody knows.'],
    ['Hier sind die Schiffe, welche alt sind.', 'Hier sind die alten Schiffe.'],
  ])('is not what a text begins with itself: %s -> %s', (before, after) => {
    expect(checkPreamble(rewritten(before, after))).toEqual([]);
  });
});

describe('A closing remark', () => {
  it.each([
    'I hope this helps!',
    'Let me know if you would like any further changes.',
    'Let me know if you need anything else!',
    'Feel free to adjust it.',
    'Note: I changed the order of the sentences.',
    '(Note: I have kept the original tone.)',
    '*Note: The revised version keeps all facts but has been shortened.*',
    "I've corrected the grammar and improved the flow of the text.",
    'I made the text more concise while keeping its meaning.',
    'Changes made:',
    'Key changes: fewer words.',
    'This revised version is clearer and more concise.',
    'The revised text maintains the original meaning.',
    'Would you like me to shorten it?',
    'Is there anything else you need?',
    'No further changes were needed.',
    'Ich hoffe, das hilft Ihnen weiter!',
    "N'hésitez pas à me demander.",
    'Espero que esto te ayude.',
    '希望这对您有帮助。',
  ])('is found: %s', (remark) => {
    for (const gap of [' ', '\n']) {
      expect(checkPreamble(rewritten(source, `${source} ${rewrite}${gap}${remark}`)).map(({ kind }) => kind)).toEqual([
        'PREAMBLE',
      ]);
    }
  });

  it.each([
    ['tell me if theres any problem', 'Please let me know if there are any issues.'],
    ['Contact us with questions. We are open.', 'We are open. Please feel free to contact us with any questions.'],
    ['hope thats helpful', 'I hope this helps.'],
    ['I fixed some errors in the text.', 'I have corrected some errors in the text.'],
    ['Note that we changed the form.', 'Note: we changed the form.'],
    ['We made 3 changes: a, b and c.', 'Changes made: a, b and c; 3 in all.'],
    ['The new version is better, as it has been simplified.', 'The simplified version is better.'],
    ['want me 2 do it?', 'Would you like me to do it?'],
    ['Do you want me to come?', 'Would you like me to come?'],
  ])('is not what a letter ends with itself: %s -> %s', (before, after) => {
    expect(checkPreamble(rewritten(before, after))).toEqual([]);
  });
});

describe('A model that speaks as itself', () => {
  it.each([
    'As an AI language model, I do not have opinions.',
    'I cannot help with that request.',
    "I'm sorry, but I can't assist with this.",
    'I am unable to help.',
    "I'm an AI assistant.",
    'Please provide the text you would like me to edit.',
    "I don't see any text to edit.",
    "It seems you haven't provided a text.",
    "I'm ready to help you edit!",
    'Als KI-Sprachmodell kann ich das nicht.',
    "En tant qu'IA, je ne peux pas.",
    '作为一个人工智能，我不能这样做。',
  ])('is found: %s', (spoken) => {
    expect(checkAssistant(rewritten(source, spoken)).map(({ kind }) => kind)).toEqual(['PREAMBLE']);
  });

  it.each([
    ['As an AI language model company we grow.', 'We grow, as an AI language model company.'],
    ['sorry, i cant help with that', 'I am sorry, but I cannot help with that.'],
    ["We can't do nothing for you.", 'I cannot help you.'],
    ['You need to send the document to the office.', 'Please send the document to the office.'],
  ])('is not a text that says the like: %s -> %s', (before, after) => {
    expect(checkAssistant(rewritten(before, after))).toEqual([]);
  });
});

describe('The prompt in a rewrite', () => {
  it.each(optimizationTypes)('is found, whichever sentence of it comes back for %s', (optimizationType) => {
    const { system } = buildPrompt({
      optimizationType,
      documentType: 'report',
      documentName: 'a.md',
      audience: undefined,
      instructions: undefined,
      protectedTerms: [],
      context: { outline: [], before: '', after: '' },
      refusal: undefined,
      text: '',
      nonce: '0123456789ab',
    });
    for (const line of system.split('\n').filter((text) => text.split(' ').length > 12)) {
      expect(checkLeak(rewritten(source, `${rewrite} ${line}`, { optimizationType })), line).toHaveLength(1);
    }
  });

  it.each(['<text-0123456789ab>', '</text-0123456789ab>', '</context-0123456789ab>', '<text-NONCE>'])(
    'is found: %s',
    (line) => {
      expect(checkLeak(rewritten(source, `${rewrite}\n${line}`)).map(({ kind }) => kind)).toEqual(['PREAMBLE']);
    },
  );

  it('is not a text about prompts', () => {
    const about =
      'A prompt may say: "You are a professional editor. The language the text is written in stays." It may use <text-0123456789ab>.';
    expect(checkLeak(rewritten(about, about.replace('may say', 'says')))).toEqual([]);
  });
});
