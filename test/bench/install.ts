import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs the other servers where they are missing; they are no dependency of the project. */
export function installPeers(): void {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) {
    return;
  }
  process.stderr.write('The servers to compare with are not installed yet: npm ci --prefix test/bench\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], { stdio: 'inherit' });
  if (status !== 0) {
    throw new Error('npm ci --prefix test/bench did not succeed.');
  }
}

/** The installed versions, for the head of the report. */
export function peerVersions(): string {
  const { dependencies }: { dependencies: Record<string, string> } = read('package.json');
  return Object.keys(dependencies)
    .map((name) => `${name} ${read<{ version: string }>(`node_modules/${name}/package.json`).version}`)
    .join(', ');
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(`${folder}${path}`, 'utf8'));
}
