import { joinStorage, type Storage } from '@sluice/storage';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from '../clients/demo-server.ts';
import { connect, type Rest } from '../clients/rest.ts';
import { createPostgres, type Postgres } from './postgres.ts';

/** How often each process is killed. */
export const ROUNDS = Number(process.env['SLUICE_FAULT_ROUNDS'] ?? 20);

/** Two server processes on one PostgreSQL, all of which may be killed. */
export type Cluster = {
  readonly postgres: Postgres;
  readonly replicas: readonly [Replica, Replica];
  readonly production: string;
  readonly sandbox: string;
  /** What the database holds, for the test alone; opened anew, since the database may have been away. */
  withStorage<T>(look: (storage: Storage) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type Replica = {
  /** SIGKILL; waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again at the same port. */
  start(): Promise<void>;
  /** Its REST API as the owner; new connections each time. */
  connect(): Promise<Rest>;
};

export async function createCluster(): Promise<Cluster> {
  const postgres = await createPostgres();
  const folder = dataFolder();
  const replicas = [
    await startReplica(folder, postgres.url),
    await startReplica(folder, postgres.url),
  ] as const;
  const { production, sandbox } = replicas[0].demo().subscriptionIds;
  return {
    postgres,
    replicas,
    production: `/subscriptions/${production}`,
    sandbox: `/subscriptions/${sandbox}`,
    async withStorage(look) {
      const storage = await joinStorage({ kind: 'url', url: postgres.url });
      try {
        return await look(storage);
      } finally {
        await storage.close();
      }
    },
    async close() {
      await Promise.all(replicas.map(replica => replica.kill()));
      await postgres.remove();
      removeFolder(folder);
    },
  };
}

async function startReplica(folder: string, databaseUrl: string) {
  const port = await freePort();
  const open = () => startDemo(folder, port, { DATABASE_URL: databaseUrl });
  let server: DemoServer | undefined = await open();
  const first = server.demo;
  return {
    demo: () => first,
    async kill() {
      await server?.kill();
      server = undefined;
    },
    async start() {
      server ??= await open();
    },
    connect: () => connect({ ...first, endpoint: `https://localhost:${port}` }, 'owner'),
  };
}
