import { Command, CommanderError, Option } from 'commander';
import { ConnectionError, CopydeskError } from '../client/index.ts';
import { exitCodes } from './exit-codes.ts';
import type { OptimizeOptions } from './options.ts';
import { shown } from './shown.ts';

/** Runs the command that `argv` holds and gives the code to exit with. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = new Command('copydesk').exitOverride();
  program
    .command('optimize')
    .argument('<files...>')
    .option('-t, --type <type>', 'what to improve; `copydesk types` lists them', 'clarity')
    .option('--audience <words>', 'who reads it')
    .option('--instructions <words>', 'what you want besides')
    .option(
      '--protect <term>',
      'a word that must stay as it is; may be given often',
      (term, all: string[]) => [...all, term],
      [],
    )
    .option('--model <id>')
    .option('--format <format>')
    .addOption(new Option('--write').conflicts(['out', 'check', 'estimate']))
    .addOption(new Option('--out <folder>').conflicts(['check', 'estimate']))
    .addOption(new Option('--check').conflicts('estimate'))
    .option('--estimate')
    .option('--json')
    .option('--force')
    .addOption(new Option('--server <url>').env('COPYDESK_SERVER'))
    .action(async (files: string[], options: OptimizeOptions) => {
      const { optimize } = await import('./optimize.ts');
      exitCode = await optimize(files, options);
    });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.refused;
    }
    if (error instanceof CopydeskError || error instanceof ConnectionError) {
      process.stderr.write(`copydesk: ${shown(error.message)}\n`);
      return exitCodes.refused;
    }
    throw error;
  }
  return exitCode;
}
