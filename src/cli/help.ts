import { exitCodes } from './exit-codes.ts';

/** What stands below the help of the program. */
export const programHelp = `
Examples:
  copydesk optimize notes.md                 show what would become clearer
  copydesk optimize docs --write             change what is in a folder
  copydesk serve                             start a server at http://127.0.0.1:4000

\`copydesk optimize\` works in its own process and keeps nothing; with --server, or COPYDESK_SERVER, it works at a server,
as the commands for jobs do. COPYDESK_TOKEN, where it is set, goes there as a bearer token.
Settings are environment variables: OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL, name a language model; without
them fixed rules do what they can. NO_COLOR turns colours off.`;

/** What stands below the help of \`optimize\`. */
export const optimizeHelp = `
Folders and patterns stand for the files of a known kind below them that git does not ignore; a file by its name is taken as it is.
A diff goes to standard output, progress to standard error.

Examples:
  copydesk optimize README.md                             show a diff
  copydesk optimize docs "blog/**/*.md" --write           change files in place
  copydesk optimize docs --type conciseness --out better  write them to a folder
  copydesk optimize docs --check --model builtin          for CI: exit 1 where the rules would change something
  copydesk optimize docs --estimate                       what it would cost
  copydesk optimize a.md --protect ACME-7 --audience "new customers"
  pbpaste | copydesk optimize - --format markdown         from standard input to standard output
  copydesk optimize docs --json | jq .outcome             for programs
`;

/** What the exit codes mean. */
export const exitCodesHelp = `
Exit codes:
  ${exitCodes.done}    all was done; with --check: nothing would change
  ${exitCodes.wouldChange}    with --check: something would change
  ${exitCodes.refused}    nothing was run: a wrong option or setting, a refused request, a server out of reach
  ${exitCodes.incomplete}    a document failed or was left as it is; the others are done
  ${exitCodes.interrupted}  Ctrl-C: the job was cancelled, what was finished stays (${exitCodes.terminated}: SIGTERM)`;
