import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '@sluice/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import type { RejudgeInput } from '../scan/rejudge-work.ts';
import { rejudge } from './rejudge.ts';

let folder: string;
let storage: Storage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-rejudge-'));
  storage = await openStorage({ kind: 'embedded', folder });
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

const at = '2026-01-01T00:00:00.000Z';
const type = 'microsoft.resources/subscriptions/resourcegroups';

/** A scan of one resource group that was asked for, and the job that it waits for. */
async function asked(id: string) {
  const key = `/subscriptions/${id}/resourcegroups/rg`;
  const resource = {
    key,
    id: key,
    type: 'Microsoft.Resources/subscriptions/resourceGroups',
    name: 'rg',
    body: { location: 'westeurope', properties: {} },
    systemData: {
      createdBy: 'me',
      createdByType: 'Application',
      createdAt: at,
      lastModifiedBy: 'me',
      lastModifiedByType: 'Application',
      lastModifiedAt: at,
    },
    etag: 'one',
    instanceId: id,
    apiVersion: '2024-03-01',
  } as const;
  const nothing = { expect: [], changes: [], states: [], events: [], entries: [], decisions: [], jobs: [] };
  const { revision } = await storage.changes.current();
  await storage.commit({ ...nothing, revision, resources: [{ kind: 'put', resource }] });
  const scopeKey = `/subscriptions/${id}`;
  const input: RejudgeInput = {
    places: [{ under: scopeKey, types: [type] }],
    reason: 'trigger',
    scopeKey,
    always: true,
    scanId: id,
  };
  await storage.scans.create({ id, scopeKey, reason: 'trigger', at }, []);
  const app = await createApp({ storage, tenantId: 't', now: () => new Date(), onError: () => {} });
  return { input, services: app.services, status: async () => (await storage.scans.get(id))?.status, key };
}

const aborted = AbortSignal.abort(new Error('given back'));
const alive = new AbortController().signal;

it('a few resources are judged at once, and then the scan has succeeded', async () => {
  const { input, services, status, key } = await asked('few');
  await rejudge.run(input, services, { id: 'job', attempt: 1, isLast: false, signal: alive });
  expect([await status(), (await storage.states.get(key))?.etag]).toEqual(['Succeeded', 'one']);
});

it('a run that is given back in the middle does not end the scan', async () => {
  const { input, services, status, key } = await asked('aborted');
  const run = rejudge.run(input, services, { id: 'job', attempt: 1, isLast: true, signal: aborted });
  await expect(run).rejects.toThrow('given back');
  expect([await status(), await storage.states.get(key)]).toEqual(['Queued', undefined]);
});

it('a run that fails for the last time ends the scan, and says why; an earlier one does not', async () => {
  const { input, services, status } = await asked('failed');
  const broken = {
    ...services,
    storage: { ...storage, commitStates: () => Promise.reject(new Error('no')) },
  };
  for (const [isLast, expected] of [
    [false, 'Queued'],
    [true, 'Failed'],
  ] as const) {
    const run = rejudge.run(input, broken, { id: 'job', attempt: 1, isLast, signal: alive });
    await expect(run).rejects.toThrow('no');
    expect(await status()).toBe(expected);
  }
  expect((await storage.scans.get('failed'))?.error).toBe('no');
});
