import { type Config, ConfigError, loadConfig } from './config.ts';
import { startCopydesk, version } from './copydesk.ts';
import { createLog } from './server/index.ts';

async function main(config: Config): Promise<void> {
  const server = await startCopydesk(config, createLog(config.logLevel));
  say(`Copydesk ${version} listens at ${server.url} (open it in a browser to try it)`);
  say(modelLine(config));

  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      process.exit(1);
    }
    isStopping = true;
    server.drain().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function modelLine({ endpoint }: Config): string {
  if (!endpoint) {
    return `Model: builtin, the rule-based editor. It mends plain errors and wordy phrases, without a key or a network.
For a language model set OPENAI_API_KEY, or OPENAI_BASE_URL to any endpoint that speaks the OpenAI chat protocol,
for example: OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=llama3.2 npm start`;
  }
  const host = endpoint.baseURL ? new URL(endpoint.baseURL).host : 'OpenAI';
  return `Model: ${endpoint.model} at ${host}${endpoint.apiKey ? '' : ', without a key'}; also builtin, the rule-based editor`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main(loadConfig(process.env));
} catch (error) {
  const isAddress = error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error;
  if (!(error instanceof ConfigError) && !isAddress) {
    throw error;
  }
  const reason = isAddress ? `HOST and PORT: this address cannot be listened on (${error.code})` : error.message;
  process.stderr.write(`Copydesk did not start.\n${reason}\n`);
  process.exitCode = 1;
}
