import type pg from 'pg';
import { StorageSetupProblem } from '../errors.ts';

/** Where pg-boss keeps its tables; apart from `sluice`, since it migrates them itself. */
export const JOB_SCHEMA = 'sluice_jobs';
/** The version of those tables that the pg-boss in package.json works with. Known here so that opening need not load it. */
export const JOB_SCHEMA_VERSION = 46;

/** Makes pg-boss's tables, or brings them up to date. The caller holds the lock of the migrations. */
export async function migrateJobs(client: pg.Client): Promise<void> {
  const version = await readVersion(client);
  if (version === JOB_SCHEMA_VERSION) return;
  if (version !== undefined && version > JOB_SCHEMA_VERSION) {
    throw new StorageSetupProblem(
      `The database is newer than this program: its jobs have version ${version}. Start a newer version.`,
    );
  }
  const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
  await client.query(
    version === undefined ? getConstructionPlans(JOB_SCHEMA) : getMigrationPlans(JOB_SCHEMA, version),
  );
}

async function readVersion(client: pg.Client): Promise<number | undefined> {
  const { rows: exists } = await client.query('select 1 where to_regclass($1) is not null', [
    `${JOB_SCHEMA}.version`,
  ]);
  if (exists.length === 0) return undefined;
  const { rows } = await client.query<{ version: number }>(`select version from ${JOB_SCHEMA}.version`);
  return rows[0]?.version;
}
