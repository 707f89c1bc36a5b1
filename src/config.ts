import { z } from 'zod';

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

const DAY_MS = 86_400_000;

const milliseconds = (least: number, most = DAY_MS) => wholeNumber(least, most);

const httpUrl = z.string().refine(
  (value) => {
    const url = URL.parse(value);
    return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  },
  { error: 'must be an http or https URL without a user name, such as http://127.0.0.1:11434/v1' },
);

const origins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every((origin) => origin === '*' || URL.parse(origin)?.origin === origin), {
    error: 'must be `*` or origins with commas between, such as https://app.example.com,http://localhost:3000',
  });

// It becomes a header.
const key = z.string().regex(/^[\x21-\x7e]+$/, { error: 'must be a key: printable ASCII, no spaces' });

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const priceList = z
  .string()
  .transform((value) => value.split(',').map((item) => /^\s*(.+?)=([\d.]+)\/([\d.]+)\/([\d.]+)\s*$/.exec(item)))
  .refine((items) => items.every(Boolean), {
    error: 'must be model=input/cached/output in US dollars per million tokens, with commas between: m1=0.4/0.1/1.6',
  })
  .transform((items) =>
    items.flatMap((item) => {
      const [, model = '', input, cachedInput, output] = item ?? [];
      return [[model, { input: Number(input), cachedInput: Number(cachedInput), output: Number(output) }] as const];
    }),
  );

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting: an environment variable, what it may be, its default and what it does. */
export const settings = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; `0.0.0.0` for every interface'),
  PORT: wholeNumber(0, 65_535).default(4000).describe('Port to listen on; `0` for any free one'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder where jobs are kept; `:memory:` for as long as the process lives'),
  LOG_LEVEL: z
    .enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` })
    .default('info')
    .describe('Logs are JSON lines on standard error'),
  CORS_ORIGINS: origins
    .optional()
    .describe('Web origins whose pages may use the API, with commas between; `*` for all. Its own pages always may'),
  OPENAI_API_KEY: key.optional().describe('Key of the endpoint. Neither key nor base URL: only `builtin`'),
  OPENAI_BASE_URL: httpUrl
    .optional()
    .describe('An endpoint that speaks the OpenAI chat protocol; without a key if local'),
  OPENAI_MODEL: z
    .string()
    .refine((id) => id !== 'builtin', { error: 'must be a model of the endpoint; `builtin` is always there' })
    .default('gpt-5.4-mini')
    .describe("The endpoint's model to use"),
  OPENAI_MODELS: list.optional().describe('Models that callers may choose, with commas between; `OPENAI_MODEL` always'),
  OPENAI_FALLBACK_MODELS: list
    .optional()
    .describe('Models that step in, one after the other, where another fails before its first token'),
  AZURE_OPENAI_ENDPOINT: httpUrl
    .optional()
    .describe('In place of the base URL: an Azure resource, by its own protocol'),
  AZURE_OPENAI_API_KEY: key.optional().describe("The Azure resource's key"),
  AZURE_OPENAI_API_VERSION: z.string().default('2025-04-01-preview').describe('Version of the Azure protocol'),
  AZURE_OPENAI_DEPLOYMENT: z.string().optional().describe('The deployment to use, in place of `OPENAI_MODEL`'),
  MODEL_PRICES: priceList
    .optional()
    .describe('What models cost, as `model=input/cached/output` in US dollars per million tokens, with commas between'),
  MODEL_CONCURRENCY: wholeNumber(1, 10_000).default(16).describe('Calls to the endpoint at a time'),
  MODEL_ATTEMPTS: wholeNumber(1, 20)
    .default(3)
    .describe('Calls per segment, where one fails; a rewrite that was refused twice is tried once more in two halves'),
  MODEL_FIRST_TOKEN_TIMEOUT_MS: milliseconds(1).default(60_000).describe('Longest wait for the first token, per call'),
  MODEL_IDLE_TIMEOUT_MS: milliseconds(1).default(30_000).describe('Longest wait between tokens'),
  MODEL_TOTAL_TIMEOUT_MS: milliseconds(1)
    .default(600_000)
    .describe('Longest time for a whole call; after it no other attempt begins either'),
  BUILTIN_IDLE_MS: milliseconds(1_000)
    .default(60_000)
    .describe(
      'The thread in which `builtin` checks grammar ends, and frees its 300 MB, when it was not needed for this time',
    ),
  SEGMENT_WORDS: wholeNumber(50, 5_000)
    .default(600)
    .describe('Words of prose per segment, which is one call to a model'),
  FLUSH_INTERVAL_MS: milliseconds(1)
    .default(40)
    .describe('Text that grows is sent at most this often; where more than 64 texts grow, less often, down to half'),
  DISCONNECT_GRACE_MS: milliseconds(0)
    .default(30_000)
    .describe('A job that nobody follows is cancelled after this time (`onDisconnect: CANCEL`)'),
  RESULT_RETENTION_MS: milliseconds(60_000, 3650 * DAY_MS)
    .default(7 * DAY_MS)
    .describe('How long a finished job is kept; afterwards its idempotency key answers JOB_EXPIRED'),
  KEY_RETENTION_MS: milliseconds(60_000, 3650 * DAY_MS)
    .default(30 * DAY_MS)
    .describe('How long the idempotency key of a finished job is held; afterwards it starts a new one'),
  RECOVERY_ATTEMPTS: wholeNumber(0, 1_000)
    .default(5)
    .describe('How often a job goes on after the server was killed, before it is given up'),
  DRAIN_TIMEOUT_MS: milliseconds(0)
    .default(10_000)
    .describe('Time that calls under way are given when the server ends'),
  MAX_CONCURRENT_JOBS: wholeNumber(1, 100_000).default(100).describe('Jobs in work at a time'),
  MAX_CALLER_DOCUMENTS: wholeNumber(1, 1_000_000).default(1_000).describe('Documents of one caller in work at a time'),
  MAX_CALLER_BYTES: wholeNumber(1, 10_000_000_000)
    .default(200_000_000)
    .describe('Size of the documents of one caller in work at a time, in UTF-8'),
  MAX_DOCUMENTS: wholeNumber(1, 10_000).default(100).describe('Documents per request'),
  MAX_DOCUMENT_BYTES: wholeNumber(1, 100_000_000).default(2_000_000).describe('Size of a document, in UTF-8'),
  MAX_REQUEST_BYTES: wholeNumber(1_000, 1_000_000_000)
    .default(12_000_000)
    .describe('Size of a whole request; a larger one holds up all others while it is read'),
});

type Settings = z.infer<typeof settings>;

/** The settings, checked and in the shape the rooms take them. Times in milliseconds, sizes in bytes. */
export type Config = ReturnType<typeof arrange>;

/** A setting's value can't be right. The message names each such setting and what it may be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings from `environment`; an empty value counts as absent. Throws a ConfigError. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
  }
  return arrange(read.data);
}

function arrange(set: Settings) {
  return {
    host: set.HOST,
    port: set.PORT,
    logLevel: set.LOG_LEVEL,
    corsOrigins: set.CORS_ORIGINS ?? [],
    maxRequestBytes: set.MAX_REQUEST_BYTES,
    endpoint: endpointOf(set),
    builtin: { idleMs: set.BUILTIN_IDLE_MS },
    attempts: set.MODEL_ATTEMPTS,
    retryDeadlineMs: set.MODEL_TOTAL_TIMEOUT_MS,
    segmentWords: set.SEGMENT_WORDS,
    flushIntervalMs: set.FLUSH_INTERVAL_MS,
    disconnectGraceMs: set.DISCONNECT_GRACE_MS,
    resultRetentionMs: set.RESULT_RETENTION_MS,
    keyRetentionMs: set.KEY_RETENTION_MS,
    recoveryAttempts: set.RECOVERY_ATTEMPTS,
    drainTimeoutMs: set.DRAIN_TIMEOUT_MS,
    dataDir: set.DATA_DIR,
    limits: {
      documents: set.MAX_DOCUMENTS,
      documentBytes: set.MAX_DOCUMENT_BYTES,
      totalBytes: set.MAX_REQUEST_BYTES,
      concurrentJobs: set.MAX_CONCURRENT_JOBS,
      callerDocuments: set.MAX_CALLER_DOCUMENTS,
      callerBytes: set.MAX_CALLER_BYTES,
      // In UTF-16 code units, and a number of terms: more than any writer needs, and no burden for a prompt.
      nameLength: 255,
      typeLength: 100,
      audienceLength: 1_000,
      instructionsLength: 10_000,
      protectedTerms: 1_000,
      protectedTermLength: 200,
      protectedTermsLength: 20_000,
      keyLength: 255,
    },
  };
}

function endpointOf(set: Settings) {
  const azure = set.AZURE_OPENAI_ENDPOINT
    ? { endpoint: set.AZURE_OPENAI_ENDPOINT, apiVersion: set.AZURE_OPENAI_API_VERSION }
    : undefined;
  if (!set.OPENAI_API_KEY && !set.OPENAI_BASE_URL && !azure) {
    return undefined;
  }
  const model = (azure && set.AZURE_OPENAI_DEPLOYMENT) ?? set.OPENAI_MODEL;
  return {
    apiKey: azure ? set.AZURE_OPENAI_API_KEY : set.OPENAI_API_KEY,
    baseURL: azure ? undefined : set.OPENAI_BASE_URL,
    azure,
    models: [...new Set([model, ...(set.OPENAI_MODELS ?? [])])],
    fallbackModels: set.OPENAI_FALLBACK_MODELS ?? [],
    prices: new Map(set.MODEL_PRICES),
    concurrency: set.MODEL_CONCURRENCY,
    firstTokenTimeoutMs: set.MODEL_FIRST_TOKEN_TIMEOUT_MS,
    idleTimeoutMs: set.MODEL_IDLE_TIMEOUT_MS,
    totalTimeoutMs: set.MODEL_TOTAL_TIMEOUT_MS,
  };
}
