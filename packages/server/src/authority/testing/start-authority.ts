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

/** A server with a real authority on a real database, of one principal; ARM requests answer who called. */
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
  setPrincipal(principal: Principal | null): void;
  stop(): Promise<void>;
};

export async function startAuthority(): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-authority-'));
  // Started by root, PostgreSQL runs as somebody else, who must get in.
  await chmod(folder, 0o755);
  const storage = await openStorage({ kind: 'embedded', folder: join(folder, 'data') });
  const sealer = await openSealer({ file: join(folder, 'authority.key') });
  const log: string[] = [];
  const logger = createLogger({ destination: { write: line => void log.push(line) } });
  const state = { skipMs: 0, snapshot: emptySnapshot() };
  const now = () => new Date(Date.now() + state.skipMs);
  const setPrincipal = (record: Principal | null) => {
    const change = { kind: 'principal', key: ENGINEER.id.toLowerCase(), record } as const;
    state.snapshot = applyChanges(state.snapshot, state.snapshot.revision + 1, [change]);
  };
  setPrincipal(ENGINEER);
  const { secret, stored } = createSecret(ENGINEER.clientId);
  await storage.principals.addSecret(stored);

  let server: TestServer | undefined;
  const snapshots = { current: () => state.snapshot, follow: async () => state.snapshot };
  const keyRing = await openKeyRing({ storage, sealer, now });
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
  });
  const authenticate = createAuthenticator({ issuers: [authority.issuer], snapshots, tenantId: TENANT, now });
  server = await startServer<Authenticated>({
    authenticate,
    telemetry: { logger, metrics: NO_METRICS, tracer: undefined },
    routes: authority.routes,
    handleArm: async (_request, { principal, claims }) => ({
      status: 200,
      body: { caller: principal.id, claims },
    }),
  });
  const caFile = join(folder, 'ca.crt');
  await writeFile(caFile, server.ca);
  const running = server;
  return {
    server: running,
    storage,
    sealer,
    keyRing,
    secret,
    caFile,
    log,
    setPrincipal,
    get skipMs() {
      return state.skipMs;
    },
    set skipMs(ms) {
      state.skipMs = ms;
    },
    async stop() {
      await running.stop();
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
