import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityEntry } from '@sluice/engine/model';
import { openStorage, type Storage } from '@sluice/storage';
import pg from 'pg';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createSealer } from '../../authority/sealer.ts';
import { type LogSigner, openLogSigner } from '../log-key.ts';
import { sealLog } from '../seal-log.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';

/** A log on a database of its own, with what signs it. */
export type LogDatabase = {
  readonly storage: Storage;
  readonly signer: LogSigner;
  /** Another process's worth of storage on it. */
  open(): Promise<Storage>;
  /** Statements past the storage, as somebody runs them who may write the database. */
  sql(...statements: readonly string[]): Promise<readonly pg.QueryResultRow[]>;
  write(...ids: readonly string[]): Promise<void>;
  seal(): Promise<void>;
};

/** Starts one PostgreSQL for the tests of a file; each call of what it returns makes a database on it for the running test. */
export function logDatabases(): () => Promise<LogDatabase> {
  let folder: string;
  let server: Storage;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-log-'));
    server = await openStorage({ kind: 'embedded', folder });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return () => createLogDatabase(urlOf(server));
}

async function createLogDatabase(serverUrl: string): Promise<LogDatabase> {
  const name = `log_${randomBytes(6).toString('hex')}`;
  await run(serverUrl, [`create database ${name} encoding 'UTF8' template template0`]);
  const url = serverUrl.replace(/^(\w+:\/\/[^/]*)(\/[^?]*)?/, `$1/${name}`);
  async function open(): Promise<Storage> {
    const storage = await openStorage({ kind: 'url', url }, { poolSize: 4 });
    onTestFinished(() => storage.close());
    return storage;
  }
  const storage = await open();
  await storage.properties.set('tenantId', TENANT);
  const signer = await openLogSigner(storage, createSealer(randomBytes(32)), TENANT);
  return {
    storage,
    signer,
    open,
    sql: (...statements) => run(url, statements),
    async write(...ids) {
      const revision = await storage.changes.revision();
      const result = await storage.commit({ ...NOTHING, revision, entries: ids.map(entry) });
      if (result.outcome !== 'committed') throw new Error('somebody else wrote');
    },
    async seal() {
      await sealLog({ storage, signer, now: () => new Date() });
    },
  };
}

const NOTHING = {
  expect: [],
  resources: [],
  changes: [],
  states: [],
  events: [],
  decisions: [],
  jobs: [],
};

function entry(eventId: string): ActivityEntry {
  return {
    eventId,
    at: new Date().toISOString(),
    category: 'Administrative',
    subscriptionId: 's1',
    resourceGroup: 'rg',
    resourceId: '/subscriptions/s1/resourceGroups/rg',
    resourceType: 'Microsoft.Resources/subscriptions/resourceGroups',
    resourceProvider: 'Microsoft.Resources',
    operation: 'Microsoft.Resources/subscriptions/resourceGroups/write',
    status: 'Succeeded',
    level: 'Informational',
    caller: 'ada',
    correlationId: 'c1',
    body: { description: '', properties: { message: eventId } },
  };
}

async function run(url: string, statements: readonly string[]): Promise<readonly pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: readonly pg.QueryResultRow[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

function urlOf({ address }: Storage): string {
  if (address.kind !== 'url') throw new Error('an open storage has a URL');
  return address.url;
}
