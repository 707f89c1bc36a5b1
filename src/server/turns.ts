/**
 * Hands items on to `take`, at most `perTurn` of them in one turn of the event loop: a burst of requests, each of which is
 * work at its start, does not hold up the streams that are under way.
 */
export function inTurns<Args extends readonly unknown[]>(
  perTurn: number,
  take: (...args: Args) => void,
): (...args: Args) => void {
  const waiting: Args[] = [];
  let left = perTurn;
  const next = () => {
    left = perTurn;
    for (const args of waiting.splice(0, perTurn)) {
      left -= 1;
      take(...args);
    }
    if (left < perTurn) {
      setImmediate(next);
    }
  };
  return (...args) => {
    if (left === perTurn) {
      setImmediate(next);
    }
    if (left > 0) {
      left -= 1;
      take(...args);
    } else {
      waiting.push(args);
    }
  };
}
