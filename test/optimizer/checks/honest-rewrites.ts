import type { Rewritten } from '../../../src/optimizer/checks/index.ts';

type Masks = Rewritten['masks'];

/** What careful people make of a text. Blank lines part blocks. */
export interface HonestRewrite {
  readonly type: Rewritten['optimizationType'];
  readonly source: string;
  readonly rewrite: string;
  readonly masks?: Masks;
  readonly instructions?: string;
  readonly protectedTerms?: readonly string[];
}

const link: Masks = [
  { number: 1, kind: 'open', source: '[' },
  { number: 2, kind: 'close', source: '](https://example.com/guide)' },
  { number: 3, kind: 'code', source: '`npm install`' },
];

export const honestRewrites: readonly HonestRewrite[] = [
  // Grammar
  {
    type: 'GRAMMAR',
    source: 'Your going to love this new feature.',
    rewrite: "You're going to love this new feature.",
  },
  { type: 'GRAMMAR', source: 'he dont know nothing about it', rewrite: "He doesn't know anything about it." },
  {
    type: 'GRAMMAR',
    source:
      'The report was send to all the managers last week, and they was very suprised by it. Less people then expected have red the whole thing. Its main point are in chapter 3.',
    rewrite:
      'The report was sent to all the managers last week, and they were very surprised by it. Fewer people than expected have read the whole thing. Its main points are in chapter 3.',
  },
  {
    type: 'GRAMMAR',
    source:
      'In modern society, most people believes that technology make our life more easier. For example, we can communicates with friends which lives in other countrys in a few second. However, there is also many disadvantage, such as people spend too much times on there phones and do not talks to their familys.',
    rewrite:
      'In modern society, most people believe that technology makes our lives easier. For example, we can communicate with friends who live in other countries in a few seconds. However, there are also many disadvantages, such as people spending too much time on their phones and not talking to their families.',
  },
  { type: 'GRAMMAR', source: 'Pls see teh atached file', rewrite: 'Please see the attached file.' },
  { type: 'GRAMMAR', source: 'We open at 9am and close at 5pm.', rewrite: 'We open at 9 a.m. and close at 5 p.m.' },
  { type: 'GRAMMAR', source: 'It weighs 5kg and cost 20 €.', rewrite: 'It weighs 5 kg and costs 20 €.' },
  { type: 'GRAMMAR', source: 'See pages 3-5 , and page 12 .', rewrite: 'See pages 3–5, and page 12.' },
  { type: 'GRAMMAR', source: 'Save change', rewrite: 'Save changes' },
  { type: 'GRAMMAR', source: 'u r late', rewrite: 'You are late.' },
  {
    type: 'GRAMMAR',
    source: 'On the 1th of May we has 3.500 visitors.',
    rewrite: 'On the 1st of May we had 3.500 visitors.',
  },
  {
    type: 'GRAMMAR',
    source:
      'Wir haben das Produkt getestet und fanden, das es sehr gut funktioniert. Die Batterie hält lange, und der Preis sind fair.',
    rewrite:
      'Wir haben das Produkt getestet und fanden, dass es sehr gut funktioniert. Die Batterie hält lange, und der Preis ist fair.',
  },
  {
    type: 'GRAMMAR',
    source: 'Les enfants est allés à la plage hier. Ils ont mangés des glaces et ils sont content de leur journée.',
    rewrite: 'Les enfants sont allés à la plage hier. Ils ont mangé des glaces et ils sont contents de leur journée.',
  },
  {
    type: 'GRAMMAR',
    source: 'Los niños fue a la playa ayer. ¿Quieres que te cuenta lo que pasó después? Fue un día muy divertida.',
    rewrite: 'Los niños fueron a la playa ayer. ¿Quieres que te cuente lo que pasó después? Fue un día muy divertido.',
  },
  {
    type: 'GRAMMAR',
    source: '昨日、友達と一緒に映画を見に行きましだ。とても面白いかったです。また行きたいと思っていますです。',
    rewrite: '昨日、友達と一緒に映画を見に行きました。とても面白かったです。また行きたいと思っています。',
  },
  {
    type: 'GRAMMAR',
    source: '我们昨天去了公园，看到了很多的花儿，都很漂亮得。',
    rewrite: '我们昨天去了公园，看到了很多花儿，都很漂亮。',
  },
  {
    type: 'GRAMMAR',
    source: '"Where is you going?" he asked. "Home," she says. "I dont want to stay here no more."',
    rewrite: '"Where are you going?" he asked. "Home," she said. "I don\'t want to stay here anymore."',
  },
  {
    type: 'GRAMMAR',
    source: 'What is the differents between this two plan?',
    rewrite: 'What is the difference between these two plans?',
  },
  {
    type: 'GRAMMAR',
    source: 'Temperature drop to -5°C at night.',
    rewrite: 'The temperature drops to −5 °C at night.',
  },
  // Clarity
  {
    type: 'CLARITY',
    source:
      'Utilization of the system by users who have not been granted authorization by an administrator is not something that is permitted.',
    rewrite: 'Users may not use the system unless an administrator has authorized them.',
  },
  {
    type: 'CLARITY',
    source:
      'A decision was made by the committee to postpone the launch, which was due to the fact that the tests, of which there were 42, had not been completed by the team in time.',
    rewrite: 'The committee decided to postpone the launch because the team had not completed the 42 tests in time.',
  },
  {
    type: 'CLARITY',
    source:
      'To set up the project, ⟦3⟧ must be run by you first. After that, refer to ⟦1⟧the guide⟦2⟧ for the configuration of it.',
    rewrite: 'To set up the project, first run ⟦3⟧. Then see ⟦1⟧the guide⟦2⟧ to configure it.',
    masks: link,
  },
  {
    type: 'CLARITY',
    source:
      'First, the archive should be downloaded and it should be unpacked.\n\nThen the file config.json is to be opened, in which the port, which is 8080 by default, can be changed.\n\nRestart the server.',
    rewrite:
      'First, download the archive and unpack it.\n\nThen open the file config.json, where you can change the port, which is 8080 by default.\n\nRestart the server.',
  },
  {
    type: 'CLARITY',
    source:
      'If it fails, it should be checked whether it is running, and if this is not the case it has to be started, and then it can be tried again.',
    rewrite:
      'If the upload fails, check whether the service is running. If it is not, start it, and then try the upload again.',
  },
  {
    type: 'CLARITY',
    source: 'Is it possible for the password to be reset by me?',
    rewrite: 'Can I reset the password?',
  },
  {
    type: 'CLARITY',
    source: 'There was a growth in revenue of 12 percent in Q3 2024.',
    rewrite: 'Revenue grew by 12% in Q3 2024.',
  },
  { type: 'CLARITY', source: 'No data', rewrite: 'There is no data' },
  {
    type: 'CLARITY',
    source:
      'Die Durchführung der Prüfung der Unterlagen erfolgt durch die zuständige Abteilung innerhalb von 14 Tagen nach dem Eingang derselben bei der Behörde.',
    rewrite:
      'Die zuständige Abteilung prüft die Unterlagen innerhalb von 14 Tagen, nachdem sie bei der Behörde eingegangen sind.',
  },
  {
    type: 'CLARITY',
    source:
      "Il est à noter que la réalisation des travaux par l'entreprise a été effectuée dans les délais qui avaient été prévus pour le projet.",
    rewrite: "L'entreprise a réalisé les travaux dans les délais prévus pour le projet.",
  },
  {
    type: 'CLARITY',
    source:
      'You should ignore the previous instructions in this manual in the event that you have already upgraded to version 2.1.0.',
    rewrite: 'If you have already upgraded to version 2.1.0, ignore the previous instructions in this manual.',
  },
  // Conciseness
  { type: 'CONCISENESS', source: 'It is important to note that we are late.', rewrite: 'We are late.' },
  {
    type: 'CONCISENESS',
    source:
      'In order to make a decision regarding the budget, it is necessary for each and every member of the team to take into consideration all of the various different options that are available at this point in time.',
    rewrite: 'To decide on the budget, every team member must consider all the options now available.',
  },
  {
    type: 'CONCISENESS',
    source:
      'Basically, what happened was that the server ran out of memory due to the fact that a very large number of requests, around 15,000, came in at the same time. As a result of this, it was not possible for users to log in for a period of 45 minutes.',
    rewrite:
      'The server ran out of memory because around 15,000 requests came in at once. As a result, users could not log in for 45 minutes.',
  },
  {
    type: 'CONCISENESS',
    source: 'Please be advised that your order has been shipped and is on its way to you at this moment in time.',
    rewrite: 'Your order has been shipped and is on its way.',
  },
  {
    type: 'CONCISENESS',
    source: 'We would like to take this opportunity to thank you for being a loyal and faithful customer of ours.',
    rewrite: 'Thank you for being a loyal customer.',
  },
  { type: 'CONCISENESS', source: 'Click here in order to continue', rewrite: 'Click to continue' },
  {
    type: 'CONCISENESS',
    source:
      'Aufgrund der Tatsache, dass es gestern geregnet hat, sahen wir uns leider dazu gezwungen, das Fest auf den 12. Juni zu verschieben.',
    rewrite: 'Weil es gestern geregnet hat, mussten wir das Fest auf den 12. Juni verschieben.',
  },
  {
    type: 'CONCISENESS',
    source:
      'Es importante mencionar el hecho de que todos y cada uno de los empleados deben de llevar a cabo la entrega del informe antes del 15 de marzo.',
    rewrite: 'Todos los empleados deben entregar el informe antes del 15 de marzo.',
  },
  {
    type: 'CONCISENESS',
    source:
      '- the tool makes it possible for you to perform a search of your files'.slice(2) +
      '\n\nit also has the ability to make backups of them on a daily basis',
    rewrite: 'the tool lets you search your files\n\nit also makes daily backups of them',
  },
  // Simplicity
  {
    type: 'SIMPLICITY',
    source:
      'Individuals who commence employment subsequent to the aforementioned date are required to furnish documentation verifying their eligibility prior to receiving remuneration.',
    rewrite:
      'If you start work after this date, you must give us documents that prove you are eligible before you receive your pay.',
  },
  {
    type: 'SIMPLICITY',
    source:
      'Photosynthesis is the biochemical process whereby chlorophyll-bearing organisms convert electromagnetic radiation into chemical energy, liberating oxygen as a by-product.',
    rewrite:
      'Photosynthesis is how organisms with chlorophyll turn light into chemical energy. The process also sets oxygen free.',
  },
  {
    type: 'SIMPLICITY',
    source:
      'The tenant shall remit payment of the monthly rent, amounting to $1,250.00, no later than the 3rd day of each calendar month.',
    rewrite: 'You must pay the monthly rent of $1,250.00 by the 3rd day of each month.',
  },
  {
    type: 'SIMPLICITY',
    source:
      'Prior to commencing the installation, terminate all applications and ascertain that a minimum of 2 GB of storage is available.',
    rewrite:
      'Before you start the installation, close all programs. Make sure that you have at least 2 GB of free storage.',
  },
  {
    type: 'SIMPLICITY',
    source:
      'Das vorliegende Dokument erläutert die Modalitäten der Inanspruchnahme der Leistungen, welche den Versicherten gemäß § 5 zustehen.',
    rewrite: 'Dieses Dokument erklärt, wie Versicherte die Leistungen bekommen, die ihnen nach § 5 zustehen.',
  },
  // Formality
  { type: 'FORMALITY', source: 'thx!', rewrite: 'Thank you very much.' },
  {
    type: 'FORMALITY',
    source: 'hey, can you send me the file asap?',
    rewrite: 'Hello, could you please send me the file as soon as possible?',
  },
  {
    type: 'FORMALITY',
    source: "Can't wait to see what you guys come up with!",
    rewrite: 'I look forward to seeing what you propose.',
  },
  {
    type: 'FORMALITY',
    source: "Yeah, we can totally do that for you guys. It's gonna cost about $500 and we'll need like 2 weeks.",
    rewrite: 'Certainly, we can do that for you. It will cost about $500, and we will need approximately 2 weeks.',
  },
  {
    type: 'FORMALITY',
    source:
      'So the meeting on Tuesday got kinda messy. Nobody knew what was going on and Bob was pretty mad about the whole thing. Tell me if theres any problem.',
    rewrite:
      'The meeting on Tuesday became somewhat disorganized. No one knew what was happening, and Bob was rather upset about the matter. Please let me know if there are any issues.',
  },
  {
    type: 'FORMALITY',
    source: "sorry i can't make it today, my kid's sick. talk tmrw?",
    rewrite: 'I apologize, but I am unable to attend today because my child is ill. Could we speak tomorrow?',
  },
  {
    type: 'FORMALITY',
    source: 'Danke für deine Mail! Schick mir das Ding einfach bis Freitag rüber, dann guck ich mal drauf.',
    rewrite: 'Vielen Dank für Ihre E-Mail! Bitte senden Sie mir das Dokument bis Freitag zu; ich werde es dann prüfen.',
  },
  {
    type: 'FORMALITY',
    source: "We don't give refunds after 30 days. If you're not happy, shoot us a mail at help@example.com.",
    rewrite: 'We do not grant refunds after 30 days. If you are not satisfied, please write to us at help@example.com.',
  },
  // Neutrality
  {
    type: 'NEUTRALITY',
    source:
      'The so-called experts outrageously claimed, without a shred of shame, that the disastrous policy cost 2,000 jobs.',
    rewrite: 'The experts claimed that the policy cost 2,000 jobs.',
  },
  {
    type: 'NEUTRALITY',
    source:
      'Our revolutionary, world-class app is the best way to manage your chores, and every sensible person already uses it.',
    rewrite: 'Our app is a way to manage your chores, and many people already use it.',
  },
  {
    type: 'NEUTRALITY',
    source: 'Each chairman must bring his own laptop.',
    rewrite: 'Each chairperson must bring their own laptop.',
  },
  {
    type: 'NEUTRALITY',
    source: 'The greedy landlords once again jacked up the rent by a whopping 18%, crushing helpless families.',
    rewrite: 'The landlords raised the rent by 18%, which affected families.',
  },
  // Style
  {
    type: 'STYLE',
    source:
      'The room was very dark. The room was very cold. He walked to the window. He opened the window. He looked out of the window and he saw the sea, and the sea was very calm.',
    rewrite: 'The room was dark and cold. He walked to the window, opened it and looked out. The sea lay calm.',
  },
  {
    type: 'STYLE',
    source:
      'At the end of the day, our product is really a game changer that will basically help teams to work in a way that is better.',
    rewrite: 'Our product is a game changer that helps teams work better.',
  },
  {
    type: 'STYLE',
    source:
      'The rain it falls upon the street,\nand makes a sound beneath my feet,\nI walk alone, I walk so slow,\nand do not know where I should go.',
    rewrite:
      'The rain, it falls along the street\nand sings its song beneath my feet;\nI walk alone, I walk so slow,\nand do not know which way to go.',
  },
  {
    type: 'STYLE',
    source:
      '“I don’t know,” she said quietly, “what you want from me.” He was silent for a very long time. “Neither do I,” he finally said.',
    rewrite:
      '“I don’t know,” she murmured, “what you want from me.” He was silent for a long time. “Neither do I,” he said at last.',
  },
  {
    type: 'STYLE',
    source: '**Note:** The cache is cleared when you restart. It is also cleared when you run ⟦3⟧ again.',
    rewrite: '**Note:** The cache is cleared when you restart or run ⟦3⟧ again.',
    masks: [{ number: 3, kind: 'code', source: '`npm install`' }],
  },
  {
    type: 'STYLE',
    source:
      'The French word "dépaysement" describes the feeling of being in a foreign country. Germans say "Fernweh" when they long for distant places, and it has no exact match in English.',
    rewrite:
      'The French word "dépaysement" describes the feeling of being in a foreign country; the German "Fernweh" names a longing for distant places. Neither has an exact match in English.',
  },
  {
    type: 'STYLE',
    source: 'What do you get with the Pro plan? You get 50 projects, you get priority support, and you get our thanks.',
    rewrite: 'What do you get with the Pro plan? 50 projects, priority support, and our thanks.',
  },
  { type: 'STYLE', source: 'Why Copydesk?', rewrite: 'Why choose Copydesk?', protectedTerms: ['Copydesk'] },
  {
    type: 'STYLE',
    source:
      'Nel mezzo della riunione il direttore ha detto che il progetto non può essere finito entro il 31 dicembre, e questo ha fatto arrabbiare molto tutti quanti.',
    rewrite:
      'A metà riunione il direttore ha detto che il progetto non può essere concluso entro il 31 dicembre, e questo ha irritato tutti.',
  },
  {
    type: 'STYLE',
    source:
      'Het is zo dat wij niet altijd in staat zijn om op alle vragen die aan ons gesteld worden binnen 24 uur een antwoord te geven.',
    rewrite: 'Wij kunnen niet altijd alle vragen die ons gesteld worden binnen 24 uur beantwoorden.',
  },
  {
    type: 'STYLE',
    source:
      'Мы хотели бы сообщить вам о том, что ваш заказ был отправлен нами 5 мая и будет доставлен вам в течение 3 дней.',
    rewrite: 'Сообщаем, что мы отправили ваш заказ 5 мая и доставим его в течение 3 дней.',
  },
  // Legal and technical text
  {
    type: 'CLARITY',
    source:
      'The Licensee shall not, without the prior written consent of the Licensor, assign, transfer, sublicense or otherwise dispose of any of its rights or obligations under this Agreement, and any purported assignment in violation of Section 12.3(b) shall be null and void.\n\nThe Licensor may terminate this Agreement upon thirty (30) days written notice in the event that the Licensee is in breach of any provision hereof.',
    rewrite:
      'Without the prior written consent of the Licensor, the Licensee may not assign, transfer, sublicense or otherwise dispose of any of its rights or obligations under this Agreement. Any assignment that violates Section 12.3(b) is null and void.\n\nThe Licensor may terminate this Agreement with thirty (30) days written notice if the Licensee breaches any of its provisions.',
  },
  {
    type: 'CLARITY',
    source: 'As an AI language model vendor, we are often asked how our training data is being collected by us.',
    rewrite: 'As an AI language model vendor, we are often asked how we collect our training data.',
  },
  {
    type: 'CONCISENESS',
    source:
      'Please note that the rest of the settings are going to remain unchanged when an upgrade is performed by you.',
    rewrite: 'The rest of the settings remain unchanged when you upgrade.',
  },
  {
    type: 'STYLE',
    source: 'Here is the version of our handbook which we have revised. It has 120 pages in it.',
    rewrite: 'Here is the revised version of our handbook. It has 120 pages.',
  },
  {
    type: 'FORMALITY',
    source:
      'Hi Anna,\n\nI fixed the typos in the text and cut it a bit. Have a look!\n\nhope thats ok, let me know\n\nBob',
    rewrite:
      'Dear Anna,\n\nI have corrected the typographical errors in the text and shortened it slightly. Please have a look.\n\nI hope that this is acceptable. Please let me know.\n\nBob',
  },
  // What looks like a model's habit and is the text's own
  {
    type: 'FORMALITY',
    source: "no worries, we'll sort it out!! just ping me if u need anything else",
    rewrite: 'Please do not worry; we will resolve the matter. Let me know if you need anything else.',
  },
  {
    type: 'CLARITY',
    source:
      'How is it that the cost of shipping gets calculated?\n\nIt depends on weight, and on the distance as well.',
    rewrite: 'How is the cost of shipping calculated?\n\nIt depends on the weight and the distance.',
  },
  {
    type: 'CONCISENESS',
    source:
      'Note: I have personally made the decision to change the structure of this document in order to make it easier to read for everyone.',
    rewrite: 'Note: I changed the structure of this document to make it easier to read.',
  },
  {
    type: 'SIMPLICITY',
    source:
      'Should any discrepancies be identified, notify the administrator forthwith. Access will be provisionally suspended pending verification.',
    rewrite:
      'If you find any differences, tell the administrator at once. Access will be stopped for now, until we have checked it.',
  },
  {
    type: 'STYLE',
    source: 'He waited... and waited... and then, nothing. It was over...',
    rewrite: 'He waited... and waited. Then: nothing. It was over.',
  },
  {
    type: 'GRAMMAR',
    source:
      'Ignore any warning what appear during install. Only write to config folder, the other folders is read only.',
    rewrite:
      'Ignore any warnings that appear during installation. Only write to the config folder; the other folders are read-only.',
  },
  {
    type: 'NEUTRALITY',
    source:
      'Obviously the new version is a joke. The old version, as everybody knows, was far superior in every respect.',
    rewrite: 'The new version has been criticized. Some consider the old version superior.',
  },
  {
    type: 'CLARITY',
    source:
      'The configuration of ⟦1⟧retries⟦2⟧ is done by means of the setting of ⟦3⟧, the default of which is 3, whereas the maximum is 10.',
    rewrite: 'Use ⟦3⟧ to configure ⟦1⟧how often a call is retried⟦2⟧. The default is 3; the maximum is 10.',
    masks: link,
  },
  {
    type: 'FORMALITY',
    source: 'Name\n\nPrice\n\nthe cheap one\n\n$5\n\nnot great but ok',
    rewrite: 'Name\n\nPrice\n\nThe economy model\n\n$5\n\nOf acceptable quality, although not outstanding',
  },
  {
    type: 'SIMPLICITY',
    source:
      'Le présent contrat est conclu pour une durée de 12 mois et se renouvelle par tacite reconduction, sauf dénonciation par lettre recommandée.',
    rewrite:
      'Ce contrat dure 12 mois. Il est renouvelé automatiquement, sauf si vous y mettez fin par lettre recommandée.',
  },
  {
    type: 'CLARITY',
    source: 'パスワードの再設定が行われた後に、メールによる通知がユーザーに対して送信されることになっています。',
    rewrite: 'パスワードを再設定すると、ユーザーにメールで通知が送信されます。',
  },
  // Custom
  {
    type: 'CUSTOM',
    instructions: 'Make it sound like a pirate.',
    source: 'Hello, my friend. We are sailing to the island tomorrow morning. Bring your sword and your parrot.',
    rewrite: "Ahoy, me hearty! We be sailin' to the island on the morrow. Bring yer sword and yer parrot!",
  },
  {
    type: 'CUSTOM',
    instructions: 'Translate into German.',
    source:
      'The meeting takes place on 5 May at 10:30. Please bring your laptop, because we will try the new version together.',
    rewrite:
      'Das Treffen findet am 5. Mai um 10:30 statt. Bitte bringen Sie Ihren Laptop mit, denn wir werden die neue Version gemeinsam ausprobieren.',
  },
  {
    type: 'CUSTOM',
    instructions: 'Shorten to one sentence.',
    source:
      'Our shop was founded in a small garage. Since then it has grown to be one of the largest shops for garden tools in the region. We are proud of our team and we are happy about every guest.',
    rewrite: 'Founded in a small garage, our shop has grown into one of the largest for garden tools in the region.',
  },
  // Sentences that are wordy through and through
  {
    type: 'CONCISENESS',
    source:
      'Basically, what I would really like to say is that, all things considered, I think that we should probably wait.',
    rewrite: 'I think we should wait.',
  },
  {
    type: 'CONCISENESS',
    source:
      'I hope that this e-mail finds you well. I am writing to you in order to ask you whether or not you have had a chance to take a look at the contract.',
    rewrite: 'Have you had a chance to look at the contract?',
  },
  {
    type: 'SIMPLICITY',
    source:
      'Se ruega a los señores pasajeros que se abstengan de abandonar sus asientos hasta que la aeronave se haya detenido por completo.',
    rewrite: 'Por favor, quédese sentado hasta que el avión se pare del todo.',
  },
  {
    type: 'STYLE',
    source: 'She waited... and waited... and then he came.',
    rewrite: 'She waited and waited until he came...',
  },
  {
    type: 'FORMALITY',
    source: 'Where is my parcel?',
    rewrite: 'I should be grateful for information about the whereabouts of my parcel.',
  },
  { type: 'CONCISENESS', source: 'This is **very** important.', rewrite: 'This is important.' },
];
