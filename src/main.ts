import { type Config, ConfigError, loadConfig } from './config.ts';
import { startCopydesk } from './copydesk.ts';
import { DiskError } from './jobs/index.ts';
import { createLog } from './server/index.ts';
import { version } from './version.ts';

async function main(config: Config): Promise<void> {
  const server = await startCopydesk(config, createLog(config.logLevel));
  say(`Copydesk ${version} listens at ${server.url} (its page: ${new URL('/', server.url)})`);
  say(modelLine(config));

  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      process.exit(1);
    }
    isStopping = true;
    say('Stopping: streams are cut, so that their clients re-join.');
    server.drain().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function modelLine({ endpoint }: Config): string {
  if (!endpoint) {
    return `Model: builtin, the rule-based editor. It mends plain errors and wordy phrases, without a key or a network.
For a language model set OPENAI_API_KEY, or OPENAI_BASE_URL to any endpoint that speaks the OpenAI chat protocol,
for example: OPENAI_BASE_URL=http://127.0.0.1:11434/v1 and OPENAI_MODEL=llama3.2.`;
  }
  const at = endpoint.azure?.endpoint ?? endpoint.baseURL;
  const host = at ? new URL(at).host : 'OpenAI';
  const others = endpoint.models.slice(1).map((id) => `, ${id}`);
  return `Model: ${endpoint.models[0]} at ${host}${endpoint.apiKey ? '' : ', without a key'}; also builtin${others.join('')}`;
}

function say(line: string, stream: NodeJS.WritableStream = process.stdout): void {
  stream.write(`${line}\n`);
}

/** What the operator can mend. */
function problemOf(error: unknown): string | undefined {
  if (error instanceof ConfigError) {
    return error.message;
  }
  if (error instanceof DiskError) {
    return `DATA_DIR: jobs cannot be kept in this folder (${error.cause}).`;
  }
  return addressProblem(error);
}

function addressProblem(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return 'HOST and PORT: this address is in use. Stop the other program, or set PORT.';
  }
  return code ? `HOST and PORT: this address cannot be listened on (${code}).` : undefined;
}

try {
  await main(loadConfig(process.env));
} catch (error) {
  const problem = problemOf(error);
  if (!problem) {
    throw error;
  }
  say(`Copydesk did not start.\n${problem}`, process.stderr);
  process.exitCode = 1;
}
