import type { Profiler } from 'node:inspector';

const MOST_LINES = 14;

/** What ran between two times of a profile, in µs: functions by the time in them and in what they called, the longest first. */
export function whatRan(
  { nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile,
  { from, to }: { readonly from: number; readonly to: number },
): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const totals = new Map<string, { total: number; self: number }>();
  let at = startTime;
  samples.forEach((id, index) => {
    const spent = timeDeltas[index] ?? 0;
    at += spent;
    if (at < from || at > to) {
      return;
    }
    const seen = new Set<string>();
    for (let each: number | undefined = id; each !== undefined; each = parents.get(each)) {
      const name = nameOf(byId.get(each));
      const times = totals.get(name) ?? { total: 0, self: 0 };
      times.total += seen.has(name) ? 0 : spent;
      times.self += each === id ? spent : 0;
      totals.set(name, times);
      seen.add(name);
    }
  });
  return [...totals]
    .filter(([name]) => name !== '(root)')
    .sort(([, a], [, b]) => b.total - a.total)
    .slice(0, MOST_LINES)
    .map(
      ([name, { total, self }]) => `${(total / 1_000).toFixed(1)} ms (itself ${(self / 1_000).toFixed(1)}): ${name}`,
    );
}

function nameOf(node: Profiler.ProfileNode | undefined): string {
  const { functionName = '', url = '', lineNumber = 0 } = node?.callFrame ?? {};
  const file = url.split('/').slice(-3).join('/');
  return `${functionName || '(anonymous)'}${file && ` ${file}:${lineNumber + 1}`}`;
}
