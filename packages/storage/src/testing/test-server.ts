import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Storage } from '../storage.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A PostgreSQL to test on. */
export type TestServer = {
  /** Of a superuser. */
  readonly url: string;
  stop(): Promise<void>;
};

/** A fresh database for the running test, dropped when it is over. */
export async function freshDatabase(server: TestServer): Promise<TestDatabase> {
  const database = await createTestDatabase(server.url);
  onTestFinished(() => database.drop());
  return database;
}

/** One seeded storage for the tests of a `describe` that only read. */
export function sharedStorage(
  server: () => TestServer,
  seed: (storage: Storage) => Promise<void>,
): () => Storage {
  let database: TestDatabase | undefined;
  let storage: Storage | undefined;
  beforeAll(async () => {
    database = await createTestDatabase(server().url);
    storage = await database.open();
    await seed(storage);
  });
  afterAll(() => database?.drop());
  return () => {
    if (storage === undefined) throw new Error('the database was not made');
    return storage;
  };
}
