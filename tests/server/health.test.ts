import { rmSync } from 'node:fs';
import { openStorage, type Storage } from '@sluice/storage';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../packages/server/src/app.ts';
import { healthRoutes } from '../../packages/server/src/routes/health.ts';
import { watchSnapshot } from '../../packages/server/src/snapshot/watch.ts';
import { dataFolder, openWorld, type World } from './harness.ts';

let world: World;
beforeAll(async () => {
  // What a server says of a database that is away is not what is looked at here.
  world = await openWorld({ logLevel: 'silent' });
});
afterAll(() => world.close());

async function get(path: string, host?: string): Promise<readonly [status: number, body: unknown]> {
  const headers = host === undefined ? {} : { host };
  const { status, body } = await world.as.anonymous('GET', path, { apiVersion: null, headers });
  return [status, body];
}

const OK = [200, { status: 'ok' }];

describe('health', () => {
  it('is told to anybody, under whatever name: probes of Kubernetes know an address only', async () => {
    for (const host of [undefined, '10.1.2.3:8443', 'sluice-0.pods', '[fd00::7]:8443']) {
      expect(await get('/healthz', host)).toEqual(OK);
      expect(await get('/readyz', host)).toEqual(OK);
    }
    const [status] = await get('/metadata/endpoints', '10.1.2.3:8443');
    expect(status).toBe(421);
    expect((await get('/metrics', '10.1.2.3:8443'))[0]).toBe(421);
  });

  it('a server whose PostgreSQL stops lives, is not ready, and is again when that comes back', async () => {
    await world.storage.close();
    expect(await get('/healthz')).toEqual(OK);
    expect(await get('/readyz')).toEqual([503, { status: 'the database does not answer' }]);
    const again = await openStorage({ kind: 'embedded', folder: world.folder });
    try {
      expect(again.address).toEqual(world.storage.address);
      await vi.waitFor(async () => expect(await get('/readyz')).toEqual(OK), {
        timeout: 20_000,
        interval: 50,
      });
    } finally {
      await again.close();
    }
  });
});

describe('a snapshot that cannot follow', () => {
  let folder: string;
  let storage: Storage;
  beforeAll(async () => {
    folder = dataFolder();
    storage = await openStorage({ kind: 'embedded', folder });
  });
  afterAll(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes the server not ready once it has lasted, and is made good when it can', async () => {
    const onError = vi.fn();
    const app = await createApp({ storage, tenantId: 't', now: () => new Date(), onError });
    const { snapshots } = app.services;
    let time = 0;
    const watch = watchSnapshot({ storage, snapshots, now: () => time, onError });
    const ready = healthRoutes({ phase: () => 'serving', watch }).find(({ path }) => path === '/readyz');
    const ask = async () => {
      const answer = await ready?.handle({
        method: 'GET',
        path: '/readyz',
        params: {},
        query: new Map(),
        headers: new Map(),
        body: undefined,
        baseUrl: '',
        clientAddress: '',
        correlationId: '',
      });
      return [answer?.status, answer?.body];
    };
    if (storage.address.kind !== 'url') throw new Error('the database has no address');
    const client = new pg.Client({ connectionString: storage.address.url });
    await client.connect();

    // The revision moves, and what moved with it cannot be read.
    await client.query('alter table sluice.snapshot_records rename to snapshot_records_away');
    await client.query('update sluice.revision set value = value + 1');
    const { rows } = await client.query<{ value: string }>('select value from sluice.revision');
    time = 10_000;
    expect(await ask()).toEqual(OK);
    time = 31_000;
    expect(await ask()).toEqual([503, { status: 'the policies in force cannot be followed' }]);
    expect(watch.ageMs()).toBe(31_000);
    expect(onError).toHaveBeenCalled();

    await client.query('alter table sluice.snapshot_records_away rename to snapshot_records');
    await client.end();
    expect(await ask()).toEqual(OK);
    expect(watch.ageMs()).toBe(0);
    expect(snapshots.current().revision).toBe(Number(rows[0]?.value));
    watch.close();
    await app.close();
  });
});
