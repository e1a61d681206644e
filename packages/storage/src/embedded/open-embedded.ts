import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { StorageInUse, StorageSetupProblem } from '../errors.ts';
import { findAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { prepareCluster, SUPERUSER } from './cluster.ts';
import { prepareDataFolder } from './data-folder.ts';
import { makeEndpoint } from './endpoint.ts';
import { evictOrphan } from './evict.ts';
import { claim } from './owner-session.ts';
import { toUrl } from './settings.ts';
import { type Server, spawnServer } from './spawn-server.ts';

const POLL_MS = 10;
const RETRY_MS = 250;
/** Children of a killed server hold its shared memory for a moment. */
const START_ATTEMPTS = 20;
/** Another start, or what a killed server left, is in the way: worth another try. Anything else is not. */
const IN_THE_WAY =
  /lock file "[^"]*" already exists|pre-existing shared memory block|could not bind|is another postmaster/i;

/** A running server of one data folder, owned by this process. */
export type EmbeddedServer = { readonly url: string; close(): Promise<void> };

type Running = { readonly server: Server; readonly session: pg.Client };

/**
 * Starts the bundled PostgreSQL on a data folder and owns it until `close`.
 *
 * A server that dies is started again; what was under way then fails with `StorageUnavailable`. The data folder is claimed by a lock of
 * the database that a session of this process holds (design decision 3).
 */
export async function openEmbedded(given: string, onNotice: (text: string) => void): Promise<EmbeddedServer> {
  const account = await findAccount(given);
  const folder = await prepareDataFolder(given, account);
  const binaries = await findBinaries(folder, account);
  const cluster = await prepareCluster(folder, binaries, account);
  await evictOrphan(cluster, binaries.pgCtl, onNotice);
  const endpoint = await makeEndpoint(folder, account);
  const url = toUrl(endpoint, SUPERUSER, cluster.password);
  let closing = false;
  let running = await start();
  watch();

  async function start(): Promise<Running> {
    for (let attempt = 1; ; attempt++) {
      const server = await spawnServer(folder, cluster.files, endpoint, binaries, account);
      const session = await claimWhenReady(server);
      if (session !== undefined) return { server, session };
      const log = await server.ended;
      if (attempt === START_ATTEMPTS || !IN_THE_WAY.test(log)) {
        throw new StorageSetupProblem(
          `PostgreSQL did not start on ${folder}. It says: ${log.split('\n').slice(-5).join('\n')}`,
        );
      }
      await sleep(RETRY_MS);
      await evictOrphan(cluster, binaries.pgCtl, onNotice, endpoint);
    }
  }

  /** Undefined: the server ended first. */
  async function claimWhenReady(server: Server): Promise<pg.Client | undefined> {
    while (!server.hasEnded()) {
      // Until it answers: however long it recovers after a crash.
      const ownership = await claim(url).catch(() => undefined);
      if (ownership?.kind === 'mine') return ownership.client;
      if (ownership?.kind === 'other') {
        await server.stop();
        throw new StorageInUse(folder, ownership.pid);
      }
      await sleep(POLL_MS);
    }
    return undefined;
  }

  /** Keeps the server running and owned. */
  function watch(): void {
    const { server, session } = running;
    session.once('end', () => {
      if (!closing && !server.hasEnded()) void reclaim(server);
    });
    void server.ended.then(log => {
      if (!closing) void restart(log);
    });
  }

  async function reclaim(server: Server): Promise<void> {
    while (!closing && !server.hasEnded()) {
      const ownership = await claim(url).catch(() => undefined);
      if (ownership?.kind === 'mine') {
        if (closing) return void ownership.client.end();
        running = { server, session: ownership.client };
        ownership.client.once('end', () => {
          if (!closing && !server.hasEnded()) void reclaim(server);
        });
        return;
      }
      await sleep(RETRY_MS);
    }
  }

  async function restart(log: string): Promise<void> {
    onNotice(
      `The database server ended unexpectedly and is started again. It said: ${log.split('\n').slice(-3).join(' ')}`,
    );
    while (!closing) {
      try {
        const next = await start();
        running = next;
        if (closing) return void (await stop(next));
        return watch();
      } catch (error) {
        onNotice(`The database server does not start: ${error instanceof Error ? error.message : error}`);
        await sleep(RETRY_MS * 4);
      }
    }
  }

  async function stop({ server, session }: Running): Promise<void> {
    await session.end().catch(() => {});
    await server.stop();
  }

  return {
    url,
    async close() {
      closing = true;
      await stop(running);
      if (endpoint.kind === 'socket') await rm(endpoint.folder, { recursive: true, force: true });
    },
  };
}
