import { type SealDependencies, sealLog } from './seal-log.ts';

/** How long an entry waits to be sealed, at most and in quiet times. */
const EVERY_MS = 1_000;
/** After failures it waits twice as long each time, up to this. */
const LONGEST_MS = 30_000;

/**
 * Seals the log every second, when something waits. Every server runs one; the store lets one at a time do it. What fails is told to
 * `onError` and tried again. `close` seals once more, so that a server that stops in order leaves nothing open.
 */
export function startSequencer(
  dependencies: SealDependencies & { onError(error: unknown): void },
  everyMs = EVERY_MS,
): { close(): Promise<void> } {
  const { storage, onError } = dependencies;
  let isClosed = false;
  let delayMs = everyMs;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  async function round(): Promise<void> {
    try {
      if (await storage.ledger.isWaiting()) await sealLog(dependencies);
      delayMs = everyMs;
    } catch (error) {
      delayMs = Math.min(delayMs * 2, LONGEST_MS);
      onError(error);
    }
  }

  function schedule(): void {
    timer = setTimeout(() => {
      running = round().then(() => {
        if (!isClosed) schedule();
      });
    }, delayMs).unref();
  }

  schedule();
  return {
    async close() {
      if (isClosed) return running;
      isClosed = true;
      clearTimeout(timer);
      running = running.then(round);
      await running;
    },
  };
}
