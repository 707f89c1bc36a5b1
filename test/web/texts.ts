/** A text that an editor finds something to do in: three changes in a part, one in another, at 50 words a part. */
export const letter = `# Welcome to ACME-7

In order to activate your account, please confirm the address that we utilize for invoices. Due to the fact that many customers forget this step, we send a reminder after 3 days, and a second one a week later. Whoever has confirmed the address gets neither of them, and can begin on the same day.

At this point in time your team can see the workspace. To invite colleagues, open [Settings](https://example.com/settings) and add their names; each of them gets a mail with a link. Invitations end after 14 days. Whoever comes later asks you for a new one, which costs nothing and takes a minute.
`;

const replacements = [
  ['In order to', 'To'],
  ['utilize', 'use'],
  ['Due to the fact that', 'Because'],
  ['At this point in time', 'Now'],
] as const;

/** What an editor makes of such a text. */
export function concise(text: string): string {
  return replacements.reduce((edited, [long, short]) => edited.replaceAll(long, short), text);
}

/** Sentences of prose, `words` words of it, in paragraphs of 60, no two alike. */
export function prose(words: number): string {
  const paragraphs = Array.from({ length: Math.ceil(words / 60) }, (_, paragraph) =>
    Array.from(
      { length: 5 },
      (_, sentence) => `In order to learn of case ${paragraph}-${sentence}, people here utilize a plain report.`,
    ).join(' '),
  );
  return `${paragraphs.join('\n\n')}\n`;
}
