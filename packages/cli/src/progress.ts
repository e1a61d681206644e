/** Where lines of progress go: stderr, or a list in tests. */
export type ProgressTarget = { readonly isTTY?: boolean; write(text: string): unknown };

/**
 * Tells how far something long is, with the time it took: one line that changes on a terminal, a line each elsewhere. Without `total` nobody knows
 * how long it is.
 */
export function createProgress(
  target: ProgressTarget,
  now: () => number,
): { step(what: string, done: number, total?: number): void; end(): void } {
  const start = now();
  let open = false;
  return {
    step(what, done, total) {
      const seconds = ((now() - start) / 1000).toFixed(1);
      const text = `${what}: ${done}${total === undefined ? '' : ` of ${total}`} (${seconds} s)`;
      target.write(target.isTTY === true ? `\r\u001B[K${text}` : `${text}\n`);
      open = target.isTTY === true;
    },
    end() {
      if (open) target.write('\n');
      open = false;
    },
  };
}
