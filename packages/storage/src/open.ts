import { resolve } from 'node:path';
import { sql } from 'kysely';
import { commit } from './commit/commit.ts';
import { commitStates } from './commit/commit-states.ts';
import { createInternedStates } from './commit/intern-states.ts';
import { alone } from './database/alone.ts';
import { connect } from './database/connect.ts';
import { createListener } from './database/listen.ts';
import { migrate } from './database/migrate.ts';
import { startUpkeep } from './database/upkeep.ts';
import { findRunning } from './embedded/find-running.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { createQueue } from './queue/create-queue.ts';
import type { OpenOptions, Place, Storage } from './storage.ts';
import { createActivityLog } from './stores/activity-log.ts';
import { createChanges } from './stores/changes.ts';
import { createDecisions } from './stores/decisions.ts';
import { createEvents } from './stores/events.ts';
import { createGrants } from './stores/grants.ts';
import { createInsights } from './stores/insights/insights.ts';
import { createKeys } from './stores/keys.ts';
import { createLedger } from './stores/ledger.ts';
import { createPrincipals } from './stores/principals.ts';
import { createProperties } from './stores/properties.ts';
import { createRemediations } from './stores/remediations.ts';
import { createResources } from './stores/resources.ts';
import { createScans } from './stores/scans.ts';
import { createStates } from './stores/states.ts';

const DEFAULT_POOL_SIZE = 10;

/**
 * Opens the database, starting the embedded PostgreSQL for a folder, and brings its schema up to date.
 *
 * Rejects with `StorageInUse` when another process owns the folder, `StorageSetupProblem` when something must be put right first,
 * `StorageUnavailable` when the server of a URL does not answer. Whoever opens closes.
 */
export async function openStorage(place: Place, options: OpenOptions = {}): Promise<Storage> {
  if (place.kind === 'url') return openUrl(place.url, options, async () => {});
  const server = await openEmbedded(place.folder, options.onNotice ?? (() => {}));
  try {
    return await openUrl(server.url, options, server.close);
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * Opens the database for a command that works beside a server: one that runs on the folder is joined, otherwise it is started.
 *
 * Rejects as `openStorage` does; with `StorageInUse` where a server is only just starting.
 */
export async function joinStorage(place: Place, options: OpenOptions = {}): Promise<Storage> {
  const running = place.kind === 'embedded' ? await findRunning(resolve(place.folder)) : undefined;
  return running === undefined ? openStorage(place, options) : openUrl(running, options, async () => {});
}

async function openUrl(
  url: string,
  options: OpenOptions,
  closeServer: () => Promise<void>,
): Promise<Storage> {
  await migrate(url);
  const database = connect(url, options.poolSize ?? DEFAULT_POOL_SIZE);
  const listener = createListener(url);
  const interned = createInternedStates(database);
  const { queue, outbox } = createQueue(database);
  const listeners = new Set<() => void>();
  let closing: Promise<void> | undefined;
  let stopUpkeep = (): void => {};

  async function close(): Promise<void> {
    stopUpkeep();
    await queue.stop();
    await listener.close();
    await database.pool.end();
    await closeServer();
  }

  async function told<Result>(write: Promise<Result>): Promise<Result> {
    const result = await write;
    for (const listener of listeners) listener();
    return result;
  }

  try {
    stopUpkeep = await startUpkeep(database);
  } catch (error) {
    await database.pool.end();
    throw error;
  }
  return {
    commit: (writeSet, credentials) => told(commit(database, outbox, interned, writeSet, credentials)),
    commitStates: states => told(commitStates(database, interned, states)),
    resources: createResources(database),
    changes: createChanges(database, listener),
    activityLog: createActivityLog(database),
    ledger: createLedger(database),
    decisions: createDecisions(database),
    states: createStates(database),
    scans: createScans(database, outbox),
    insights: createInsights(database),
    remediations: createRemediations(database),
    events: createEvents(database, listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }),
    principals: createPrincipals(database),
    grants: createGrants(database),
    keys: createKeys(database),
    properties: createProperties(database),
    queue,
    address: { kind: 'url', url },
    alone: task => alone(url, task),
    async time() {
      const { rows } = await database.run(db =>
        sql<{ time: string }>`select clock_timestamp() as time`.execute(db),
      );
      return rows[0]?.time ?? new Date().toISOString();
    },
    async ping() {
      await database.run(db => sql`select 1`.execute(db));
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
