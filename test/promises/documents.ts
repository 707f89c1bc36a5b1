import type { Source } from './proof.ts';

/** A guide in Markdown: one section for each machine. Every half of a section has prose, code, numbers, links and marks. */
export function guideOf(...machines: string[]): Source {
  const sections = machines.map(
    (machine, index) => `## Backups of ${machine}

In order to make a backup of ${machine}, you basically need to utilize the \`tar -c\` command, which is described in [the *manual* of the tool](https://example.com/${machine}/tar?v=1.34&lang=en#use). It is **very important** that the disk of ${machine} has at least ${index + 2}50 GB of free space, due to the fact that the archive is written twice.

The operators of ${machine} are happy with it: "in order to finish the whole job we need ${index + 3} hours & 20 minutes".
Please write to {{contact_name}} at help@example.com if it takes you really longer, and don't forget that Copydesk needs
your ticket's number, which is 47${index}1, in order to find the answer quickly and safely.

\`\`\`sh
tar -c /srv/${machine} > backup.tar # in order to test
\`\`\`

- Utilize a disk of ${machine} that nobody else is able to read, and keep its key in a very safe place at home.
- Check the archive of ${machine} with \`sha256sum ${machine}.tar\` at least 12 times, due to the fact that a broken one is worse than none.

| Name | Size |
| ---- | ---: |
| ${machine} | ${index}.75 TB |

Prior to the move of ${machine} to Helsinki on 14 March 2027, all of the readers who have made a copy of the data should basically compare it with [the index](https://index.example.com/${machine}/v2.html "in order to compare") and report what is missing.

The hall in which ${machine} stands is closed at night, and a large number of visitors come by day. Those who utilize the stairs should mind the cables in order to stay on their feet, and Copydesk is able to send a reminder of that.
`,
  );
  const front = '---\ntitle: In order to back up\nversion: 2.4.1\n---\n\n# How to make a backup\n\n';
  return { name: 'guide.md', format: 'MARKDOWN', content: front + sections.join('\n') };
}

/** The same as a page in HTML, in lines that end as on Windows. */
export function pageOf(...machines: string[]): Source {
  const sections = machines.map(
    (machine, index) => `<h2 id="${machine}">Backups of ${machine}</h2>
<p class="lead">In order to make a backup of ${machine}, you basically need to utilize the <code>tar -c</code> command, which is described in <a href="https://example.com/${machine}/tar?v=1.34&amp;lang=en">the <em>manual</em> of the tool</a>. It is <b>very important</b> that the disk of ${machine} has at least ${index + 2}50&nbsp;GB of free space, due to the fact that the archive is written twice.</p>
<p>The operators of ${machine} are happy with it: "in order to finish the whole job we need ${index + 3} hours &amp; 20 minutes".<br>
  Please write to {{contact_name}} at help@example.com if it takes you really longer, and don't forget that Copydesk needs
  your ticket's number, which is 47${index}1, in order to find the answer quickly and safely.
<pre>
tar -c /srv/${machine} &gt; backup.tar # in order to test
</pre>
<ul>
  <li>Utilize a disk of ${machine} that nobody else is able to read, and keep its key in a very safe place at home.
  <li>Check the archive of ${machine} with <code>sha256sum ${machine}.tar</code> at least 12 times, due to the fact that a broken one is worse than none.
</ul>
<script>if (1 < 2) { say("in order to test"); }</script>
<table><tr><th>Name<th>Size<tr><td>${machine}<td>${index}.75 TB</table>
<p>Prior to the move of ${machine} to Helsinki on 14 March 2027, all of the readers who have made a copy of the data should basically compare it with <a title="in order to compare" href="https://index.example.com/${machine}/v2.html">the index</a> and report what is missing.</p>
<p>The hall in which ${machine} stands is closed at night, and a large number of visitors come by day. Those who utilize the stairs should mind the cables in order to stay on their feet, and Copydesk is able to send a reminder of that.</p>
`,
  );
  const content = `<!doctype html>\n<title>In order to back up</title>\n<!-- in order to test -->\n${sections.join('\n')}`;
  return { name: 'page.html', format: 'HTML', content: content.replaceAll('\n', '\r\n') };
}

/** The same as a plain letter. */
export function letterOf(...machines: string[]): Source {
  const sections = machines.map(
    (machine, index) => `Backups of ${machine}

In order to make a backup of ${machine}, you basically need to utilize the tar command, which is described at https://example.com/${machine}/tar?v=1.34&lang=en. It is very important that the disk of ${machine} has at least ${index + 2}50 GB of free space, due to the fact that the archive is written twice.

  The operators of ${machine} are happy with it: "in order to finish the whole job we need ${index + 3} hours & 20 minutes".
  Please write to {{contact_name}} at help@example.com if it takes you really longer, and don't forget that Copydesk needs
  your ticket's number, which is 47${index}1, in order to find the answer quickly and safely.


Utilize a disk of ${machine} that nobody else is able to read, and keep its key in a very safe place at home. Check the archive of ${machine} at least 12 times, due to the fact that a broken one is worse than none.

Prior to the move of ${machine} to Helsinki on 14 March 2027, all of the readers who have made a copy of the data should basically compare it with https://index.example.com/${machine}/v2.html and report what is missing.

The hall in which ${machine} stands is closed at night, and a large number of visitors come by day. Those who utilize the stairs should mind the cables in order to stay on their feet, and Copydesk is able to send a reminder of that.
`,
  );
  return { name: 'letter.txt', format: 'TEXT', content: sections.join('\n') };
}
