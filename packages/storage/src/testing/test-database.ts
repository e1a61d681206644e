import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { clientConfig } from '../database/connect.ts';
import { openStorage } from '../open.ts';
import type { Storage } from '../storage.ts';

/** A database of its own for each test, made and dropped on a server whose superuser URL is given. */
export type TestDatabase = {
  readonly url: string;
  /** Another Storage on the same database; closed with the database. */
  open(poolSize?: number): Promise<Storage>;
  /** A query past the storage, to see what it left behind. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** A session of its own, to be in the way of others. */
  session(): Promise<pg.Client>;
  drop(): Promise<void>;
};

export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `sluice_test_${randomBytes(6).toString('hex')}`;
  const url = withDatabase(serverUrl, name);
  await administer(serverUrl, `create database ${name} encoding 'UTF8' template template0`);
  const storages: Storage[] = [];
  const sessions: pg.Client[] = [];

  async function session(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(url, 'sluice test'));
    client.on('error', () => {});
    await client.connect();
    sessions.push(client);
    return client;
  }

  return {
    url,
    session,
    async open(poolSize = 10) {
      const storage = await openStorage({ kind: 'url', url }, { poolSize });
      storages.push(storage);
      return storage;
    },
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const client = await session();
      const { rows } = await client.query<Row>(text, [...values]);
      await client.end();
      return rows;
    },
    async drop() {
      await Promise.all(sessions.map(each => each.end().catch(() => {})));
      await Promise.all(storages.map(each => each.close()));
      await administer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(clientConfig(serverUrl, 'sluice test'));
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** `postgresql://login@host/name?options` with another name. */
function withDatabase(url: string, name: string): string {
  return url.replace(/^(\w+:\/\/[^/]*)(\/[^?]*)?/, `$1/${name}`);
}
