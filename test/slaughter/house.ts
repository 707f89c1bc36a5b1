import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndpointAnswer, type EndpointCall, startEndpoint } from '../kit/endpoint.ts';
import { chunks, collect, type Json } from '../kit/http.ts';
import { freePort } from '../kit/listen.ts';
import { STREAM } from '../kit/operations.ts';
import { type Process, startProcess } from '../kit/process.ts';

/** A server process that can be ended and started again at the same place, with the same folder. */
export async function openHouse(answer: (call: EndpointCall) => EndpointAnswer, settings: Record<string, string> = {}) {
  const endpoint = await startEndpoint({ answer });
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-crash-'));
  const url = `http://127.0.0.1:${await freePort()}/graphql`;
  let server: Process | undefined;
  const house = {
    endpoint,
    url,
    states: (text: string) =>
      endpoint.calls.filter(({ target }) => target.startsWith(text.slice(0, 20))).map(({ state }) => state),
    async start() {
      server = startProcess({
        PORT: new URL(url).port,
        DATA_DIR: folder,
        SEGMENT_WORDS: '50',
        OPENAI_BASE_URL: endpoint.url,
        OPENAI_MODEL: 'test-model',
        ...settings,
      });
      await server.url();
    },
    async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
      const child = server?.child;
      if (!child) {
        return null;
      }
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = await exit;
      return code;
    },
    /** Follows until a chunk is there that `isEnough`, and ends the server then; gives what had come. */
    async endAt(isEnough: (chunk: Json) => boolean, variables: object): Promise<Json[]> {
      const list: Json[] = [];
      try {
        for await (const chunk of chunks(url, STREAM, variables)) {
          list.push(chunk);
          if (isEnough(chunk)) {
            await house.end();
            break;
          }
        }
      } catch {
        // As it is where a server is killed.
      }
      return list;
    },
    follow: (variables: object, headers = {}): Promise<Json[]> => collect(chunks(url, STREAM, variables, headers)),
    async [Symbol.asyncDispose]() {
      await server?.[Symbol.asyncDispose]();
      await endpoint.close();
      await rm(folder, { recursive: true });
    },
  };
  try {
    await house.start();
    return house;
  } catch (error) {
    await house[Symbol.asyncDispose]();
    throw error;
  }
}
