import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { StorageSetupProblem } from '../errors.ts';
import { migrateJobs } from '../queue/job-schema.ts';
import { clientConfig } from './connect.ts';
import { LOCKS } from './locks.ts';
import { translateError } from './translate-error.ts';

/** The same place from `src/database` and from `dist/database`. */
const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));
const OLDEST_SERVER = 150_000;

type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
};

/**
 * Brings the schema, and that of the jobs, up to date: each migration in a transaction of its own, all under one lock, so that several
 * processes may start at once. Returns how many it ran. Forward only: a database that is newer than this program, or whose
 * migrations were different ones, is refused with `StorageSetupProblem`.
 */
export async function migrate(url: string): Promise<number> {
  const migrations = await readMigrations();
  const client = new pg.Client(clientConfig(url, 'sluice migrations'));
  client.on('error', () => {});
  try {
    await client.connect();
    await checkServer(client);
    await client.query('select pg_advisory_lock($1)', [LOCKS.migrations]);
    const ran = await runMissing(client, migrations);
    await migrateJobs(client);
    return ran;
  } catch (error) {
    throw translateError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
       current_setting('server_encoding') as encoding`,
  );
  const [server] = rows;
  if (server === undefined) return;
  if (server.version < OLDEST_SERVER) {
    throw new StorageSetupProblem(`PostgreSQL ${server.name} is too old: Sluice needs version 15 or later.`);
  }
  if (server.encoding !== 'UTF8') {
    throw new StorageSetupProblem(`The database has the encoding ${server.encoding}: make one with UTF8.`);
  }
}

async function runMissing(client: pg.Client, migrations: readonly Migration[]): Promise<number> {
  const applied = await readApplied(client);
  for (const [number, hash] of applied) {
    const known = migrations.find(each => each.number === number);
    if (known === undefined) {
      throw new StorageSetupProblem(
        `The database is newer than this program: it has migration ${number}. Start a newer version.`,
      );
    }
    if (known.hash !== hash) {
      throw new StorageSetupProblem(
        `Migration ${known.name} was another one when this database ran it. Start the version that made it.`,
      );
    }
  }
  const missing = migrations.filter(each => !applied.has(each.number));
  for (const migration of missing) await runOne(client, migration);
  return missing.length;
}

async function readApplied(client: pg.Client): Promise<ReadonlyMap<number, string>> {
  const { rows: exists } = await client.query(`select 1 where to_regclass('sluice.migrations') is not null`);
  if (exists.length === 0) {
    await client.query(`
      create schema if not exists sluice;
      create table if not exists sluice.migrations (
        number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now()
      )`);
  }
  const { rows } = await client.query<{ number: number; hash: string }>(
    'select number, hash from sluice.migrations order by number',
  );
  return new Map(rows.map(row => [row.number, row.hash]));
}

async function runOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into sluice.migrations (number, name, hash) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const known = translateError(error);
    if (known !== error) throw known;
    throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(FOLDER)).filter(name => /^\d{4}-.+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async name => {
      // A checkout with other line ends is the same migration.
      const sql = (await readFile(`${FOLDER}${name}`, 'utf8')).replaceAll('\r\n', '\n');
      return {
        number: Number(name.slice(0, 4)),
        name,
        sql,
        hash: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
}
