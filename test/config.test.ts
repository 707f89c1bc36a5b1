import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, settings } from '../src/config.ts';

describe('Settings', () => {
  it('are all optional', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, endpoint: undefined, flushIntervalMs: 40 });
    expect(config.limits).toMatchObject({ documents: 100, documentBytes: 2_000_000 });
  });

  it('that are empty count as absent', () => {
    expect(loadConfig({ PORT: '', OPENAI_API_KEY: ' ', OPENAI_BASE_URL: '' })).toEqual(loadConfig({}));
  });

  it.each([{ OPENAI_API_KEY: 'k' }, { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }])(
    'connect an endpoint with a key or a base URL alone: %o',
    (environment) => {
      expect(loadConfig(environment).endpoint).toMatchObject({ concurrency: 16, totalTimeoutMs: 600_000 });
    },
  );

  it.each([
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', 'http', 'PORT must be a whole number from 0 to 65535'],
    ['FLUSH_INTERVAL_MS', '1.5', 'FLUSH_INTERVAL_MS must be a whole number from 1 to 86400000'],
    ['OPENAI_BASE_URL', 'localhost:11434', 'OPENAI_BASE_URL must be an http or https URL'],
    ['OPENAI_BASE_URL', 'http://me:secret@host/v1', 'OPENAI_BASE_URL must be an http or https URL without a user name'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
    ['CORS_ORIGINS', 'app.example.com', 'CORS_ORIGINS must be `*` or origins'],
  ])("that can't be right stop the start with what they may be: %s=%s", (name, value, message) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => loadConfig({ [name]: value })).toThrow(message);
  });

  it('never show a value that was refused: it may be a secret', () => {
    const read = () => loadConfig({ OPENAI_BASE_URL: 'http://me:secret@host/v1', PORT: 'secret' });
    expect(read).toThrow(/PORT[\s\S]*OPENAI_BASE_URL/);
    expect(read).not.toThrow(/secret/);
  });

  it('stand in the README with their defaults and what they do', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const defaults: Record<string, unknown> = settings.parse({});
    const rows = Object.entries(settings.shape).map(
      ([name, setting]) =>
        `| \`${name}\` | ${defaults[name] === undefined ? '' : `\`${defaults[name]}\``} | ${setting.description} |`,
    );
    const table = readme.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    expect(table).toEqual(rows);
  });
});
