// Loaded into a server before its own code where its event loop is watched: gives on demand the longest that one turn of it was
// held since the last time, in CPU time of the loop's own thread, so that what else the machine does is not in it.
import { type Profiler, Session } from 'node:inspector';
import { answer } from './ipc.ts';
import { whatRan } from './profile.ts';

/** What is asked: whether to find out what held the loop, until it is asked the next time. That costs time itself. */
export interface HeldOrder {
  readonly profiles?: boolean;
}

/** The longest turn. */
export interface HeldLoop {
  readonly cpuMs: number;
  /** The same turn or another by the clock: with what others did on the machine. */
  readonly wallMs: number;
  /** What ran in it, the longest first; none where that was not asked for. */
  readonly what: readonly string[];
}

const none: HeldLoop = { cpuMs: 0, wallMs: 0, what: [] };
let most = none;
let longest = { from: 0, to: 0 };
let last = { cpuMs: cpuMs(), at: performance.now() };
let session: Session | undefined;

// A timer comes once in a turn at most, so that between two of its calls there is hardly more than one turn.
setInterval(() => {
  const now = { cpuMs: cpuMs(), at: performance.now() };
  const turn = { cpuMs: now.cpuMs - last.cpuMs, wallMs: now.at - last.at };
  if (turn.cpuMs > most.cpuMs) {
    longest = { from: microseconds(last.at), to: microseconds(now.at) };
  }
  most = { ...most, cpuMs: Math.max(most.cpuMs, turn.cpuMs), wallMs: Math.max(most.wallMs, turn.wallMs) };
  last = now;
}, 1).unref();

answer(async ({ profiles = false }: HeldOrder): Promise<HeldLoop> => {
  const profile = await stopProfile();
  const found = { ...most, what: profile ? whatRan(profile, longest) : [] };
  if (profiles) {
    await startProfile();
  }
  most = none;
  last = { cpuMs: cpuMs(), at: performance.now() };
  return found;
});
// A server ends as it does without this.
process.channel?.unref();

/** Of this thread. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** On the profiler's clock. */
function microseconds(at: number): number {
  return Number(process.hrtime.bigint() / 1_000n) - 1_000 * (performance.now() - at);
}

async function startProfile(): Promise<void> {
  session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  await new Promise((resolve) => session?.post('Profiler.start', resolve));
}

function stopProfile(): Promise<Profiler.Profile | undefined> {
  const stopped = session;
  session = undefined;
  return new Promise((resolve) => {
    if (!stopped) {
      resolve(undefined);
      return;
    }
    stopped.post('Profiler.stop', (error, result) => {
      stopped.disconnect();
      resolve(error ? undefined : result.profile);
    });
  });
}
