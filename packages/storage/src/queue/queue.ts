import type { JobRequest } from '@sluice/engine/model';

/** One run of a job. */
export type JobRun = {
  readonly id: string;
  readonly input: JobRequest['input'];
  /** 1 at first; more after it failed, or after the process that ran it ended. */
  readonly attempt: number;
  /** Whether it is not tried again when it fails now. */
  readonly isLast: boolean;
  /** Aborted when this run no longer counts: given back by `stop`, or taken for dead and run elsewhere. */
  readonly signal: AbortSignal;
};

export type WorkOptions = {
  /** How many of this name run at once in this process (default 1). */
  readonly concurrency?: number;
  /** How often is looked for what other processes enqueued, or what has become due (default 2, at least 0.5). */
  readonly pollSeconds?: number;
  /** Told, with the cause, when a job has failed for the last time, and when jobs could not be looked for. */
  readonly onError?: (error: Error) => void;
};

/** A job that was tried as often as its retry limit allows. */
export type FailedJob = {
  readonly id: string;
  readonly name: string;
  readonly input: JobRequest['input'];
  readonly failedAt: string;
  /** What the last attempt ended with, as kept by the queue. */
  readonly error: unknown;
};

/** How many jobs of a name are in a state. `scheduled`: not due yet. Those named `failed-jobs` failed for good. */
export type QueueDepth = {
  readonly name: string;
  readonly state: 'waiting' | 'scheduled' | 'retrying' | 'active';
  readonly jobs: number;
};

/**
 * Jobs that any process on the database may run. Each runs at least once: one that fails is tried again after a growing pause, one
 * whose process is gone some 10 to 20 seconds later. Names that nobody works on wait.
 */
export type Queue = {
  /** Enqueues all or none, outside of any commit. */
  enqueue(jobs: readonly JobRequest[]): Promise<void>;
  /** Takes back what waits under a name and key; nothing where it has begun. */
  withdraw(name: string, singletonKey: string): Promise<void>;
  /** Runs the jobs of this name in this process, from now until `stop`; what this process enqueues starts at once. */
  work(name: string, run: (job: JobRun) => Promise<void>, options?: WorkOptions): Promise<void>;
  /** Those that failed for good, oldest first; kept for 90 days. */
  failed(top?: number): Promise<readonly FailedJob[]>;
  /** What is not done yet, of all processes; names and states without jobs are left out. */
  depths(): Promise<readonly QueueDepth[]>;
  /** Looks for jobs whose process is gone, which happens by itself every ten seconds. */
  recover(): Promise<void>;
  /** Takes no more jobs. What runs gets two seconds to end, then it is given back and its signal aborted. Enqueuing goes on. */
  stop(): Promise<void>;
};
