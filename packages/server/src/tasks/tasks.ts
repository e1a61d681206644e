import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { ApiError, unavailable } from '@sluice/arm/errors';
import type { ArmResponse } from '@sluice/arm/protocol';
import type { FromWorker, ToWorker } from './messages.ts';
import type { TaskInputs, TaskName } from './task-inputs.ts';

/** What runs in the worker at a time, taking turns; the rest queues here. */
const MOST_RUNNING = 4;
const MOST_WAITING = 64;
/** A worker that is told to close has this long to give its connections back. */
const CLOSE_MS = 2_000;

/** Runs tasks in a thread of their own while their callers wait; the event loop goes on serving. */
export type Tasks = {
  /**
   * Answers as soon as the task knows what it will say; the body comes as it is read. `onGone`: the task is dropped when that calls.
   * Throws ApiError: the task's own refusals; 503 where too many wait, or the thread has died.
   */
  run<Name extends TaskName>(
    task: Name,
    input: TaskInputs[Name],
    onGone?: (listener: () => void) => void,
  ): Promise<ArmResponse>;
  close(): Promise<void>;
};

export type TasksInput = {
  /** A new worker that speaks `FromWorker` and `ToWorker`. Asked for on first use, and again after one has died. */
  start(): Worker;
  onError(error: unknown): void;
};

type Job = {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
  readonly head: PromiseWithResolvers<ArmResponse>;
  /** What the reader of the body waits for. `undefined`: that was all. */
  chunk: PromiseWithResolvers<Uint8Array | undefined>;
};

export function createTasks({ start, onError }: TasksInput): Tasks {
  const running = new Map<number, Job>();
  const waiting = new Map<number, Job>();
  let worker: Worker | undefined;
  let count = 0;
  let closed = false;

  function post(message: ToWorker): void {
    worker?.postMessage(message);
  }

  function next(): void {
    for (const job of waiting.values()) {
      if (running.size >= MOST_RUNNING) return;
      waiting.delete(job.id);
      running.set(job.id, job);
      worker ??= open();
      post({ kind: 'run', id: job.id, task: job.task, input: job.input });
    }
  }

  function open(): Worker {
    const opened = start();
    opened.unref();
    opened.on('message', (message: FromWorker) => hear(message));
    opened.on('error', onError);
    opened.on('exit', () => {
      if (worker !== opened) return;
      worker = undefined;
      const lost = [...running.values()];
      running.clear();
      for (const job of lost) fail(job, stopped());
      if (!closed) next();
    });
    return opened;
  }

  function hear(message: FromWorker): void {
    const job = running.get(message.id);
    if (job === undefined) return;
    switch (message.kind) {
      case 'head':
        job.head.resolve({ status: 200, headers: message.headers, stream: read(job) });
        return;
      case 'chunk':
        job.chunk.resolve(message.bytes);
        return;
      case 'end':
        job.chunk.resolve(undefined);
        leave(job);
        return;
      case 'error': {
        const { error } = message;
        fail(
          job,
          error.status === undefined
            ? new Error(`A task failed: ${error.text}`)
            : new ApiError(error.status, error.detail, error.headers),
        );
        leave(job);
        return;
      }
    }
  }

  async function* read(job: Job): AsyncGenerator<Uint8Array, undefined, undefined> {
    try {
      for (;;) {
        post({ kind: 'more', id: job.id });
        const bytes = await job.chunk.promise;
        if (bytes === undefined) return;
        job.chunk = Promise.withResolvers();
        yield bytes;
      }
    } finally {
      drop(job);
    }
  }

  function fail(job: Job, error: Error): void {
    job.head.reject(error);
    // Whoever reads the body gets it; nobody may be reading.
    job.chunk.promise.catch(() => {});
    job.chunk.reject(error);
  }

  function leave(job: Job): void {
    running.delete(job.id);
    next();
  }

  /** Nobody waits for the answer any more. */
  function drop(job: Job): void {
    const hasStarted = running.has(job.id);
    if (!waiting.delete(job.id) && !hasStarted) return;
    if (hasStarted) post({ kind: 'cancel', id: job.id });
    fail(job, stopped());
    leave(job);
  }

  return {
    run(task, input, onGone) {
      if (closed) return Promise.reject(stopped());
      if (waiting.size >= MOST_WAITING) {
        const message = 'Too many previews and questions of this kind wait already. Try again in a moment.';
        return Promise.reject(unavailable('ServerBusy', message, 2));
      }
      const job: Job = {
        id: ++count,
        task,
        input,
        head: Promise.withResolvers(),
        chunk: Promise.withResolvers(),
      };
      waiting.set(job.id, job);
      onGone?.(() => drop(job));
      next();
      return job.head.promise;
    },
    async close() {
      closed = true;
      for (const job of waiting.values()) drop(job);
      const last = worker;
      if (last === undefined) return;
      const gone = new Promise(resolve => last.once('exit', resolve));
      post({ kind: 'close' });
      await Promise.race([gone, sleep(CLOSE_MS, undefined, { ref: false })]);
      await last.terminate();
    },
  };
}

function stopped(): ApiError {
  return unavailable(
    'ServiceUnavailable',
    'The part of the server that works this out has stopped. It starts again with the next request.',
    1,
  );
}
