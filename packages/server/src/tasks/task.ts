import type { Snapshot } from '@sluice/engine';
import type { Storage } from '@sluice/storage';

/** What a task answers: it goes out as HTTP as it is. The text may be long; it is written as fast as the client reads. */
export type TaskAnswer = {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: AsyncIterable<string> | Iterable<string>;
};

/** What a task has in its thread. */
export type TaskDependencies = {
  readonly storage: Storage;
  readonly snapshots: {
    /** The newest one, of that revision or later. */
    since(revision: number): Promise<Snapshot>;
    /** The one of exactly that revision; those that nobody used lately are read from storage. */
    at(revision: number): Promise<Snapshot>;
  };
  readonly tenantId: string;
  now(): string;
  newId(): string;
  /** Lets other tasks have their turn. Throws `TaskCancelled` once nobody waits for the answer any more. */
  breathe(): Promise<void>;
};

/**
 * Something that takes the event loop too long, and that somebody waits for. Its input is plain JSON: closures do not cross threads.
 * Throws ApiError for what refuses the request.
 */
export type Task<Input> = (input: Input, dependencies: TaskDependencies) => Promise<TaskAnswer>;

/** The client went away. */
export class TaskCancelled extends Error {}
