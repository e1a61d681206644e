import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { ApiError } from '@sluice/arm/errors';
import { toStorageRefusal } from '../http/storage-refusal.ts';
import type { CarriedError, FromWorker, ToWorker } from './messages.ts';
import { type Task, TaskCancelled, type TaskDependencies } from './task.ts';

/** About what a socket takes at once. */
const CHUNK_CHARACTERS = 64 * 1024;

type Job = { cancelled: boolean; wanted: PromiseWithResolvers<void> };

/** Answers what comes through the port, several tasks in turns, until it is told to close. */
export function serveTasks(
  port: MessagePort,
  tasks: Readonly<Record<string, Task<never>>>,
  dependencies: Omit<TaskDependencies, 'breathe'>,
  close: () => Promise<void>,
): void {
  const jobs = new Map<number, Job>();

  function post(message: FromWorker, transfer: readonly ArrayBuffer[] = []): void {
    port.postMessage(message, [...transfer]);
  }

  async function run(id: number, name: string, input: unknown): Promise<void> {
    const job: Job = { cancelled: false, wanted: Promise.withResolvers() };
    jobs.set(id, job);
    try {
      const task = tasks[name];
      if (task === undefined) throw new Error(`There is no task '${name}'.`);
      const breathe = async () => {
        await nextTurn();
        if (job.cancelled) throw new TaskCancelled();
      };
      const { headers, text } = await task(input as never, { ...dependencies, breathe });
      post({ kind: 'head', id, headers });
      for await (const bytes of chunksOf(text)) {
        await job.wanted.promise;
        if (job.cancelled) return;
        job.wanted = Promise.withResolvers();
        post({ kind: 'chunk', id, bytes }, [bytes.buffer]);
      }
      await job.wanted.promise;
      post({ kind: 'end', id });
    } catch (error) {
      if (!(error instanceof TaskCancelled)) post({ kind: 'error', id, error: carried(error) });
    } finally {
      jobs.delete(id);
    }
  }

  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'run':
        return void run(message.id, message.task, message.input);
      case 'more':
        return jobs.get(message.id)?.wanted.resolve();
      case 'cancel': {
        const job = jobs.get(message.id);
        if (job === undefined) return;
        job.cancelled = true;
        return job.wanted.resolve();
      }
      case 'close':
        for (const job of jobs.values()) {
          job.cancelled = true;
          job.wanted.resolve();
        }
        port.close();
        return void close();
    }
  });
}

async function* chunksOf(
  text: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined, undefined> {
  const encoder = new TextEncoder();
  let waiting = '';
  for await (const part of text) {
    waiting += part;
    if (waiting.length < CHUNK_CHARACTERS) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting !== '') yield encoder.encode(waiting);
}

function carried(error: unknown): CarriedError {
  const refusal = error instanceof ApiError ? error : toStorageRefusal(error);
  if (refusal !== undefined)
    return { status: refusal.status, detail: refusal.detail, headers: refusal.headers };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
