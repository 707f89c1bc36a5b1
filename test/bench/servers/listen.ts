import type { Server } from 'node:http';

/** The endpoint to call, as every server here is told it. */
export const endpointURL = process.env.OPENAI_BASE_URL ?? 'http://127.0.0.1:1/v1';

/** The model to ask for: the endpoint answers to any. */
export const model = process.env.OPENAI_MODEL ?? 'bench';

/** Listens on a free port and says where, as Copydesk does. */
export function listen(server: Server, path: string): void {
  server.listen(0, '127.0.0.1', () => sayAddress(server, path));
}

/** Prints the line that the harness waits for. */
export function sayAddress(server: Server, path: string): void {
  const address = server.address();
  if (typeof address === 'object') {
    process.stdout.write(`listens at http://127.0.0.1:${address?.port}${path}\n`);
  }
}
