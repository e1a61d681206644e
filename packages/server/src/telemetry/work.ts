import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span, SpanAttributes } from './span.ts';

/** Something that the server does for somebody: a request, a run of a job. Found by whatever is called meanwhile. */
export type Work = {
  /** What every line of the log that is written meanwhile carries. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where traces are sent: the span that what is done now is part of. */
  readonly span?: Span;
};

const current = new AsyncLocalStorage<Work>();

/** Runs the task, and whatever it starts, as part of that work. */
export function within<T>(work: Work, task: () => T): T {
  return current.run(work, task);
}

/** What every line of the log carries now. */
export function currentFields(): Work['fields'] {
  return current.getStore()?.fields ?? NONE;
}

/** Adds to the span under way, if there is one. */
export function describeSpan(attributes: SpanAttributes): void {
  current.getStore()?.span?.set(attributes);
}

/** Runs the task in a span of that name, part of the one under way. Without one it only runs it. */
export function inSpan<T>(name: string, task: () => T): T {
  const work = current.getStore();
  const span = work?.span?.child(name);
  if (work === undefined || span === undefined) return task();
  const failed = (error: unknown): never => {
    span.fail(error);
    span.end();
    throw error;
  };
  return within({ ...work, span }, () => {
    try {
      const result = task();
      if (result instanceof Promise) {
        return result.then(value => {
          span.end();
          return value;
        }, failed) as T;
      }
      span.end();
      return result;
    } catch (error) {
      return failed(error);
    }
  });
}

const NONE: Work['fields'] = {};
