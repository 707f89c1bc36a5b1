import { connect } from './connect.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { paintFor } from './paint.ts';
import { shown, shownJson } from './shown.ts';

/** `copydesk types`: what can be optimized, by which models, and in which formats. */
export async function types({ json, server }: { json?: boolean; server?: string }): Promise<ExitCode> {
  await using connection = await connect(server);
  const capabilities = await connection.client.capabilities();
  if (json) {
    process.stdout.write(`${shownJson(capabilities)}\n`);
    return exitCodes.done;
  }
  const { bold, dim } = paintFor(process.stdout);
  const { optimizationTypes, models, formats } = capabilities;
  const told = optimizationTypes.map(({ type, description, builtin }) => {
    const rules = builtin === null ? 'builtin cannot do it' : `builtin: ${builtin}`;
    return `${bold(type.toLowerCase().padEnd(12))} ${shown(description)}\n${' '.repeat(13)}${dim(shown(rules))}\n`;
  });
  const ids = models.map(({ id, isDefault }) => `${shown(id)}${isDefault ? ' (default)' : ''}`);
  const kinds = formats.map((format) => format.toLowerCase());
  process.stdout.write(
    `${told.join('')}\n${bold('models')}   ${ids.join(', ')}\n${bold('formats')}  ${kinds.join(', ')}\n`,
  );
  return exitCodes.done;
}
