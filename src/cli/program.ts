import { Command, CommanderError, Option } from 'commander';
import { ConnectionError, CopydeskError } from '../client/index.ts';
import { version } from '../version.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { exitCodesHelp, optimizeHelp, programHelp } from './help.ts';
import type { OptimizeOptions } from './options.ts';
import { shown } from './shown.ts';

/** Where `copydesk serve` listens when nothing else is said. */
const LOCAL_SERVER = 'http://127.0.0.1:4000';

/** Runs the command that `argv` holds and gives the code to exit with; undefined where it is a server, which goes on. */
export async function run(argv: readonly string[]): Promise<ExitCode | undefined> {
  let exitCode: ExitCode | undefined = exitCodes.done;
  const program = new Command('copydesk')
    .description('Improves documents with a language model, or by fixed rules without one.')
    .version(version, '-v, --version')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, 'copydesk:')) })
    .addHelpText('after', programHelp);

  // Each command's own code is loaded when it is called: a page of help does not wait for the server's.
  command(program, 'optimize <files...>', 'optimize files, folders and patterns, or standard input (-)')
    .option('-t, --type <type>', 'what to improve: see `copydesk types`', 'clarity')
    .option('--audience <words>', 'who reads it, in plain words')
    .option('--instructions <words>', 'what you want besides, in plain words')
    .option('--protect <term>', 'a word or phrase that stays as it is; give it once for each', collect)
    .option('--model <id>', 'the model to use: see `copydesk types`')
    .option('--format <format>', 'markdown, html or text; by the name when absent')
    .addOption(new Option('--write', 'change the files in place').conflicts(['out', 'check', 'estimate']))
    .addOption(new Option('--out <folder>', 'write the documents to a folder instead').conflicts(['check', 'estimate']))
    .addOption(new Option('--check', 'change nothing; exit 1 where something would change').conflicts('estimate'))
    .option('--estimate', 'start nothing; tell what it would take and cost')
    .option('--json', 'print JSON, one line for each document, in place of a diff')
    .option('--force', 'write too what changed meanwhile, or lost something on the way')
    .addOption(serverOption('optimize there, not in this process'))
    .addHelpText('after', optimizeHelp + exitCodesHelp)
    .action(async (files: string[], options: OptimizeOptions) => {
      exitCode = await (await import('./optimize.ts')).optimize(files, options);
    });

  command(program, 'types', 'list the types of optimization, the models and the formats')
    .option('--json', 'print JSON')
    .addOption(serverOption('of that server'))
    .action(async (options: { json?: boolean; server?: string }) => {
      exitCode = await (await import('./types.ts')).types(options);
    });

  command(program, 'jobs', "list a server's jobs, the newest first")
    .option('--status <status>', 'only those in this status: running, completed, completed-with-issues, failed ...')
    .option('--limit <count>', 'at most so many', '20')
    .option('--json', 'print JSON, one line for each job')
    .addOption(serverOption('the server').default(LOCAL_SERVER))
    .action(async (options: { status?: string; limit: string; json?: boolean; server: string }) => {
      exitCode = await (await import('./jobs.ts')).jobs(options);
    });

  command(program, 'follow <id>', 'show how a job fares, and what came of it')
    .option('--json', 'print JSON, one line for each document, in place of a diff')
    .addOption(serverOption('the server').default(LOCAL_SERVER))
    .action(async (id: string, options: { json?: boolean; server: string }) => {
      exitCode = await (await import('./jobs.ts')).follow(id, options);
    });

  command(program, 'retry <id>', 'run again what failed of a job, and follow it')
    .option('--json', 'print JSON, one line for each document, in place of a diff')
    .addOption(serverOption('the server').default(LOCAL_SERVER))
    .action(async (id: string, options: { json?: boolean; server: string }) => {
      exitCode = await (await import('./jobs.ts')).retry(id, options);
    });

  command(program, 'cancel <id>', 'stop a job; what is finished of it stays')
    .addOption(serverOption('the server').default(LOCAL_SERVER))
    .action(async (id: string, options: { server: string }) => {
      exitCode = await (await import('./jobs.ts')).cancel(id, options);
    });

  command(program, 'serve', 'start a server: the API, and the page')
    .option('--host <address>', 'the address to listen on (HOST)')
    .option('--port <port>', 'the port to listen on, 0 for any free one (PORT)')
    .action(async ({ host, port }: { host?: string; port?: string }) => {
      exitCode = undefined;
      Object.assign(process.env, host === undefined ? {} : { HOST: host }, port === undefined ? {} : { PORT: port });
      await import('../main.ts');
    });

  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    return refusal(error);
  }
}

function command(program: Command, nameAndArgs: string, description: string): Command {
  return program.command(nameAndArgs).description(description).showHelpAfterError('(add --help to see how)');
}

function serverOption(what: string): Option {
  return new Option('--server <url>', `${what}: http://HOST:PORT`).env('COPYDESK_SERVER');
}

function collect(term: string, terms: readonly string[] = []): readonly string[] {
  return [...terms, term];
}

/** Tells why a command was refused; what is no refusal is thrown on. */
function refusal(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.done : exitCodes.refused;
  }
  // Interrupted before anything had begun.
  if (error instanceof Error && error.name === 'AbortError') {
    return exitCodes.interrupted;
  }
  if (error instanceof ConnectionError) {
    process.stderr.write(`copydesk: ${shown(error.message)} \`copydesk serve\` starts a server, --server names one.\n`);
    return exitCodes.refused;
  }
  if (error instanceof CopydeskError) {
    process.stderr.write(`copydesk: ${shown(error.message)}\n`);
    return exitCodes.refused;
  }
  throw error;
}
