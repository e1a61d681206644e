import { json } from 'node:stream/consumers';
import { createTasks, type TasksInput } from '../tasks/tasks.ts';
import type { ScanPartInput } from './scan-part.ts';

/** A thread without work is given up after this, with the memory of its snapshot. */
const IDLE_MS = 30_000;

/** Judges existing resources in a thread of its own, which gives way to the one that answers requests. */
export type Scanner = {
  /**
   * Ends when it is done, with how many resources were judged; rejects when it failed. Dropped when the signal is aborted: then it ends
   * early, and how many there were is not known.
   */
  run(task: 'scanPart', input: ScanPartInput, signal: AbortSignal): Promise<{ readonly judged: number }>;
  close(): Promise<void>;
};

export function createScanner({ start, onError }: TasksInput): Scanner {
  let tasks = createTasks({ start, onError });
  let running = 0;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  function rest(): void {
    idle = setTimeout(() => {
      const old = tasks;
      if (!isClosed) tasks = createTasks({ start, onError });
      old.close().catch(onError);
    }, IDLE_MS);
    idle.unref();
  }

  return {
    async run(task, input, signal) {
      clearTimeout(idle);
      running += 1;
      try {
        const { stream } = await tasks.run(task, input, drop => signal.addEventListener('abort', drop));
        if (stream === undefined) return { judged: 0 };
        return (await json(stream)) as { readonly judged: number };
      } catch (error) {
        if (!signal.aborted) throw error;
        return { judged: 0 };
      } finally {
        running -= 1;
        if (running === 0) rest();
      }
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await tasks.close();
    },
  };
}
