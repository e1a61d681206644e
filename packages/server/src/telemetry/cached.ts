/**
 * Reads at most once in `forMs`, and waits no longer than `withinMs`: for what several may ask for at once, of something that may be away.
 * Rejects when it cannot be read, or not in time; the next call after `forMs` tries again.
 */
export function cached<T>(
  read: () => Promise<T>,
  { forMs, withinMs, now }: { readonly forMs: number; readonly withinMs: number; now(): number },
): () => Promise<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | undefined;
  return () => {
    const at = now();
    if (last === undefined || at - last.at >= forMs) {
      const value = inTime(read(), withinMs);
      // Whoever asks hears of it; it may be that nobody does any more.
      value.catch(() => {});
      last = { at, value };
    }
    return last.value;
  };
}

function inTime<T>(value: Promise<T>, ms: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new Error(`It could not be read within ${ms} ms.`)), ms).unref();
  value.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
