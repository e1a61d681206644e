/** Runs one task at a time, in the order of the calls. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * For writes that make a new revision: in one process they would only make one another stale, so they queue here. Between
 * processes the database orders them.
 */
export function createTurnstile(): Turnstile {
  let last: Promise<unknown> = Promise.resolve();
  return task => {
    const turn = last.then(task, task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
