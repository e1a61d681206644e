import pg from 'pg';
import type { Db, PgBoss } from 'pg-boss';
import { JOB_SCHEMA } from './job-schema.ts';

/** How often jobs are looked for whose process is gone: a few statements, by one process of all. */
const MONITOR_SECONDS = 10;
const MAINTENANCE_SECONDS = 10 * 60;
/** Flows (jobs that wait for jobs) and their clock are not used. */
const NEVER_SECONDS = 24 * 60 * 60;

/**
 * pg-boss on connections of the pool, with everything off that we do not use. Loaded here and not before: it takes some 17 MB and
 * 60 ms, which a command that never meets a job need not pay. Takes jobs in as it is; `start` comes before `work`.
 */
export async function openBoss(pool: pg.Pool, onError: (error: Error) => void): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: jobDatabase(pool),
    schema: JOB_SCHEMA,
    migrate: false,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    flowIntervalSeconds: NEVER_SECONDS,
  });
  // Without a listener an error, such as a lost connection, would end the process.
  boss.on('error', (error: unknown) => onError(toError(error)));
  return boss;
}

/** Statements of pg-boss on this pool or connection, whose own column types would not be what it expects. */
export function jobDatabase(connection: pg.Pool | pg.PoolClient): Db {
  return {
    executeSql: (text, values) =>
      connection.query({ text, types: pg.types, ...(values === undefined ? {} : { values }) }),
  };
}

function toError(error: unknown): Error {
  if (error instanceof Error) return error;
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return new Error(`The queue of jobs: ${message}`, { cause: error });
}
