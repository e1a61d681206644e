import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { connect, type Database } from '../database/connect.ts';
import { type ColumnTable, createColumnTable } from '../query/columns.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import type { TestServer } from './test-server.ts';

/** Five rows with every kind of column, some without values; 4 has a quote and the wildcards of `like`. */
const ROWS = `
  create table public.rows (
    id text, name text, note text, resource_key text, at timestamptz, size bigint, ok boolean, groups text[], secret text
  );
  insert into public.rows values
    ('1', 'Alpha', 'x', '/subscriptions/s1/a', '2026-01-01T08:00:00Z', 1, true, '{Group1,group2}', 's'),
    ('2', 'beta', '', '/subscriptions/s1/b', '2026-01-02T23:30:15.5Z', 20, false, '{}', 's'),
    ('3', null, null, '/subscriptions/s2/c', null, null, null, null, 's'),
    ('4', 'it''s 100%_', null, '/subscriptions/s2/d', '2026-02-01T00:00:00Z', 3, true, '{group2}', 's'),
    ('5', ' ALPHA ', 'X', '/subscriptions/s2/é', '2025-12-31T23:59:59.999Z', 20, false, '{group1,null}', 's')`;

export const ROW_COLUMNS: ColumnTable = createColumnTable('the rows', {
  id: { kind: 'text', sql: sql.ref('q.id') },
  name: { kind: 'text', sql: sql.ref('q.name') },
  note: { kind: 'text', sql: sql.ref('q.note'), emptyIsNull: true },
  resourceId: { kind: 'key', sql: sql.ref('q.resource_key') },
  timestamp: { kind: 'time', sql: sql.ref('q.at') },
  size: { kind: 'number', sql: sql.ref('q.size') },
  isCompliant: { kind: 'boolean', sql: sql.ref('q.ok') },
  groups: { kind: 'textArray', sql: sql.ref('q.groups') },
  // With a parameter, as a column of a real query may have.
  scope: { kind: 'text', sql: sql`split_part(${sql.ref('q.resource_key')}, ${'/'}, 3)` },
  secret: { kind: 'text', sql: sql.ref('q.secret'), filterable: false, groupable: false, sortable: false },
});

/** To be followed by `as q`. */
export const ROWS_BASE: RawBuilder<unknown> = sql`select * from public.rows`;

/** Runs statements on a database with those rows. */
export type QueryRows = <Row>(statement: RawBuilder<unknown>) => Promise<readonly Row[]>;

/** One database for the tests of a `describe`. */
export function queryRows(server: () => TestServer): QueryRows {
  let testing: TestDatabase | undefined;
  let database: Database | undefined;
  beforeAll(async () => {
    testing = await createTestDatabase(server().url);
    await testing.query(ROWS);
    database = connect(testing.url, 2);
  });
  afterAll(async () => {
    await database?.kysely.destroy();
    await testing?.drop();
  });
  return async <Row>(statement: RawBuilder<unknown>) => {
    if (database === undefined) throw new Error('the database was not made');
    const { rows } = await database.run(db => sql<Row>`${statement}`.execute(db));
    return rows;
  };
}
