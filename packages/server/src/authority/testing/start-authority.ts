import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyChanges, createSnapshot, type Snapshot } from '@sluice/engine';
import type { Principal } from '@sluice/engine/model';
import { createVocabulary } from '@sluice/language';
import { openStorage, type Storage } from '@sluice/storage';
import { type Authenticated, createAuthenticator } from '../../authn/authenticator.ts';
import { startServer, type TestServer } from '../../http/testing/start-server.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { NO_METRICS } from '../../telemetry/metrics.ts';
import { createAuthority } from '../create-authority.ts';
import { type KeyRing, openKeyRing } from '../key-ring.ts';
import { openSealer, type Sealer } from '../sealer.ts';
import { createSecret } from '../secret.ts';

export const TENANT = '6f2b9c1e-1111-4222-8333-444455556666';

export const ENGINEER: Principal = {
  id: '11111111-AAAA-4000-8000-000000000001',
  clientId: '22222222-AAAA-4000-8000-000000000002',
  displayName: 'ML engineer',
  kind: 'ServicePrincipal',
  enabled: true,
};

/** Somebody whom a button of the demo signs in; he has no secret. */
export const OWNER: Principal = {
  id: '11111111-BBBB-4000-8000-000000000001',
  clientId: '22222222-BBBB-4000-8000-000000000002',
  displayName: 'Owner <&> "all"',
  kind: 'ServicePrincipal',
  enabled: true,
};

const DEMO = [
  { name: 'owner', clientId: OWNER.clientId },
  { name: 'engineer', clientId: ENGINEER.clientId },
  { name: 'gone', clientId: '22222222-CCCC-4000-8000-000000000002' },
];

/** A server with a real authority on a real database, of two principals; ARM requests answer who called. */
export type TestAuthority = {
  readonly server: TestServer;
  readonly storage: Storage;
  readonly sealer: Sealer;
  readonly keyRing: KeyRing;
  readonly secret: string;
  readonly caFile: string;
  readonly log: string[];
  /** The server's clock is this much ahead. */
  skipMs: number;
  /** Changes the engineer, or removes him. */
  setPrincipal(principal: Principal | null): void;
  /** Another server on the same database that answers for the first one's name too, without the demo. */
  second(): Promise<TestServer>;
  stop(): Promise<void>;
};

export async function startAuthority(options: { readonly demo?: boolean } = {}): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-authority-'));
  // Started by root, PostgreSQL runs as somebody else, who must get in.
  await chmod(folder, 0o755);
  const storage = await openStorage({ kind: 'embedded', folder: join(folder, 'data') });
  const sealer = await openSealer({ file: join(folder, 'authority.key') });
  const log: string[] = [];
  const logger = createLogger({ destination: { write: line => void log.push(line) } });
  const state = { skipMs: 0, snapshot: emptySnapshot() };
  const now = () => new Date(Date.now() + state.skipMs);
  const put = (id: string, record: Principal | null) => {
    const change = { kind: 'principal', key: id.toLowerCase(), record } as const;
    state.snapshot = applyChanges(state.snapshot, state.snapshot.revision + 1, [change]);
  };
  put(ENGINEER.id, ENGINEER);
  put(OWNER.id, OWNER);
  const { secret, stored } = createSecret(ENGINEER.clientId);
  await storage.principals.change([{ kind: 'addSecret', secret: stored }]);

  const snapshots = { current: () => state.snapshot, follow: async () => state.snapshot };
  const keyRing = await openKeyRing({ storage, sealer, now });

  /** `more`: names to answer for beside those of this machine. */
  async function serve(demo: boolean, more: readonly string[] = []): Promise<TestServer> {
    let server: TestServer | undefined;
    const authority = createAuthority({
      storage,
      snapshots,
      keyRing,
      logger,
      now,
      tenantId: TENANT,
      baseUrls: () => server?.baseUrls ?? [],
      audiences: ['api://sluice'],
      newId: randomUUID,
      ...(demo ? { demo: DEMO } : {}),
    });
    const { issuer, routes } = authority;
    server = await startServer<Authenticated>({
      authenticate: createAuthenticator({ issuers: [issuer], snapshots, tenantId: TENANT, now }),
      telemetry: { logger, metrics: NO_METRICS, tracer: undefined },
      names: ['localhost', '127.0.0.1', ...more],
      routes,
      handleArm: async (_request, { principal, claims }) => ({
        status: 200,
        body: { caller: principal.id, claims },
      }),
    });
    return server;
  }

  const running = await serve(options.demo === true);
  const others: TestServer[] = [];
  const caFile = join(folder, 'ca.crt');
  await writeFile(caFile, running.ca);
  return {
    server: running,
    storage,
    sealer,
    keyRing,
    secret,
    caFile,
    log,
    setPrincipal: record => put(ENGINEER.id, record),
    async second() {
      const other = await serve(false, [`localhost:${running.port}`]);
      others.push(other);
      return other;
    },
    get skipMs() {
      return state.skipMs;
    },
    set skipMs(ms) {
      state.skipMs = ms;
    },
    async stop() {
      for (const server of [...others, running]) await server.stop();
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}

function emptySnapshot(): Snapshot {
  return createSnapshot(
    new Map(),
    createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() }),
  );
}
