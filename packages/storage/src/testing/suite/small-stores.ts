import { parseODataFilter } from '@sluice/arm/odata';
import { describe, expect, it } from 'vitest';
import type { CredentialChange } from '../../credentials.ts';
import { AT, decision, entry, event, stateResult, WORKSPACE_TYPE, writeSet } from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

export function describeSmallStores(server: () => TestServer): void {
  describe('decisions', () => {
    it('come back as they were kept', async () => {
      const storage = await (await freshDatabase(server())).open();
      const kept = decision({ verdict: 'deny', at: '2026-11-23T10:00:00.123Z' });
      await storage.commit(writeSet({ decisions: [kept] }));
      expect(await storage.decisions.get('d1')).toEqual(kept);
      expect(await storage.decisions.get('D1')).toBeUndefined();
    });

    it('tell who asked, where somebody did', async () => {
      const storage = await (await freshDatabase(server())).open();
      const { principalId: _, ...nobodys } = decision({ id: 'd2' });
      await storage.commit(writeSet({ decisions: [decision({ principalId: 'Ada' }), nobodys] }));
      const find = async (text: string) => {
        const filter = parseODataFilter(text).value;
        const { items } = await storage.decisions.query({ under: [''], filter, top: 9 });
        return items;
      };
      expect(await find("principalId eq 'ADA'")).toEqual([decision({ principalId: 'Ada' })]);
      expect(await find("principalId ne 'ada'")).toEqual([nobodys]);
      expect(await find('principalId eq null')).toEqual([nobodys]);
      expect(await find("resourceType eq 'none'")).toEqual([]);
      expect(await find(`resourceType eq '${WORKSPACE_TYPE.toLowerCase()}'`)).toHaveLength(2);
    });

    it('keep what refused, and nothing else of it', async () => {
      const storage = await (await freshDatabase(server())).open();
      const ids = ['d1', 'd2', 'd3'];
      const unchanged = { code: 'x', message: 'Not modifiable.' };
      await storage.commit(
        writeSet({
          decisions: ids.map(id => decision({ id })),
          events: [
            event({ ...stateResult({ assignmentKey: '/a' }), refusal: { message: 'No.' } }),
            event(stateResult({ assignmentKey: '/b' })),
            event({ ...stateResult({ assignmentKey: '/c' }), refusal: { unchanged } }),
            event({ ...stateResult({ assignmentKey: '/a' }), decisionId: 'd2' }),
          ],
        }),
      );
      const found = await storage.decisions.refusals([...ids, 'none']);
      const told = [...found].map(([id, results]) => [
        id,
        results.map(({ assignmentKey, refusal }) => [assignmentKey, refusal]),
      ]);
      expect(Object.fromEntries(told)).toEqual({
        d1: [
          ['/a', { message: 'No.' }],
          ['/c', { unchanged }],
        ],
        d2: [],
        d3: [],
      });
      expect(await storage.decisions.refusals([])).toEqual(new Map());
    });

    it('are listed by time and scope, oldest first, page by page', async () => {
      const storage = await (await freshDatabase(server())).open();
      const kept = (id: string, at: string, resourceKey: string) => decision({ id, at, resourceKey });
      await storage.commit(
        writeSet({
          decisions: [
            kept('a', '2026-11-23T09:59:59.999Z', '/subscriptions/s1/x'),
            kept('c', '2026-11-23T10:00:00.000Z', '/subscriptions/s1/x'),
            kept('b', '2026-11-23T10:00:00.000Z', '/subscriptions/s1'),
            kept('d', '2026-11-23T10:00:01.000Z', '/subscriptions/s2/x'),
            kept('e', '2026-11-23T10:00:02.000Z', '/subscriptions/s10/x'),
            kept('f', '2026-11-23T11:00:00.000Z', '/subscriptions/s1/x'),
          ],
        }),
      );
      const hour = { from: '2026-11-23T10:00:00Z', to: '2026-11-23T11:00:00Z' };
      const ids = async (query: Parameters<typeof storage.decisions.list>[0]) => {
        const { items, next } = await storage.decisions.list(query);
        return [items.map(({ id }) => id).join(''), next] as const;
      };
      expect(await ids({ ...hour, under: ['/subscriptions/s1'] })).toEqual(['bc', undefined]);
      expect(await ids({ ...hour, under: [''] })).toEqual(['bcde', undefined]);
      expect(await ids({ ...hour, under: [] })).toEqual(['', undefined]);
      const both = { ...hour, under: ['/subscriptions/s1', '/subscriptions/s2'], top: 2 };
      const [first, next = ''] = await ids(both);
      expect([first, ...(await ids({ ...both, after: next }))]).toEqual(['bc', 'd', undefined]);
    });

    it('are found newest first, by place, resource, verdict and time, page by page', async () => {
      const storage = await (await freshDatabase(server())).open();
      const kept = (id: string, second: number, resourceKey: string, verdict: 'allow' | 'deny' = 'deny') =>
        decision({ id, resourceKey, verdict, at: `2026-11-23T10:00:0${second}.000Z` });
      await storage.commit(
        writeSet({
          decisions: [
            kept('a', 1, '/subscriptions/s1/x'),
            kept('b', 2, '/subscriptions/s1', 'allow'),
            kept('c', 2, '/subscriptions/s10/x'),
            kept('d', 3, '/subscriptions/s2/x'),
          ],
        }),
      );
      const find = async (under: readonly string[], text?: string, top = 10, after?: string) => {
        const filter = text === undefined ? undefined : parseODataFilter(text).value;
        const page = await storage.decisions.query({ under, filter, top, ...(after && { after }) });
        return [page.items.map(({ id }) => id).join(''), page.next] as const;
      };
      expect((await find(['']))[0]).toBe('dcba');
      expect((await find(['/subscriptions/s1', '/subscriptions/s2']))[0]).toBe('dba');
      expect((await find([]))[0]).toBe('');
      expect((await find([''], "verdict eq 'Deny' and at lt '2026-11-23T10:00:03Z'"))[0]).toBe('ca');
      expect((await find([''], "resourceId eq '/Subscriptions/S1/x'"))[0]).toBe('a');
      expect((await find([''], "resourceId ne '/subscriptions/s1'"))[0]).toBe('dca');
      const [first, next] = await find([''], undefined, 2);
      const [second, end] = await find([''], undefined, 2, next);
      expect([first, second, end]).toEqual(['dc', 'ba', undefined]);
      await expect(find([''], "request eq 'x'")).rejects.toThrow('verdict');
      await expect(find([''], undefined, 2, 'x')).rejects.toThrow('continuation token');
    });
  });

  describe('decisions that are pruned', () => {
    it('go oldest first, as many as asked for, and none that is as old as the limit', async () => {
      const storage = await (await freshDatabase(server())).open();
      const kept = (second: number) => decision({ id: `${second}`, at: `2026-11-23T10:00:0${second}.000Z` });
      await storage.commit(writeSet({ decisions: [3, 1, 2, 4].map(kept) }));
      const left = async () => {
        const { items } = await storage.decisions.query({ under: [''], filter: undefined, top: 10 });
        return items.map(({ id }) => id).join('');
      };
      expect(await storage.decisions.prune('2026-11-23T10:00:03.000Z', 1)).toBe(1);
      expect(await left()).toBe('432');
      expect(await storage.decisions.prune('2026-11-23T10:00:03.000Z', 10)).toBe(1);
      expect(await storage.decisions.prune('2026-11-23T10:00:03.000Z', 10)).toBe(0);
      expect(await left()).toBe('43');
    });
  });

  describe('secrets of principals', () => {
    it('are found by client, in any case, until removed', async () => {
      const storage = await (await freshDatabase(server())).open();
      const secrets = [
        { id: '1', clientId: 'ABC', hash: 'h1', expiresAt: null },
        { id: '2', clientId: 'abc', hash: 'h2', expiresAt: AT },
        { id: '3', clientId: 'abcd', hash: 'h3', expiresAt: null },
      ];
      const { principals } = storage;
      await principals.change(secrets.map(secret => ({ kind: 'addSecret', secret })));
      expect(await storage.principals.secretsOf('aBc')).toEqual(secrets.slice(0, 2));
      await principals.change([
        { kind: 'removeSecret', id: '1' },
        { kind: 'removeSecret', id: 'none' },
      ]);
      expect(await principals.secretsOf('abc')).toEqual(secrets.slice(1, 2));
      expect(await principals.secretsOf('x')).toEqual([]);
      await principals.change([{ kind: 'removeSecrets', clientId: 'ABc' }]);
      expect(await principals.secretsOf('abc')).toEqual([]);
      expect(await principals.secretsOf('abcd')).toEqual(secrets.slice(2));
    });

    it('change with the commit that tells of it, or not at all', async () => {
      const storage = await (await freshDatabase(server())).open();
      const { principals } = storage;
      const secret = { id: '1', clientId: 'a', hash: 'h1', expiresAt: null };
      const add: CredentialChange = { kind: 'addSecret', secret };
      const told = (eventId: string) => writeSet({ entries: [entry({ eventId })] });
      const logged = async () =>
        (await storage.activityLog.query({ filter: undefined, top: 9 })).items.length;
      expect(await storage.commit(told('1'), [add])).toMatchObject({ outcome: 'committed' });
      expect(await principals.secretsOf('a')).toEqual([secret]);

      const remove: CredentialChange = { kind: 'removeSecrets', clientId: 'a' };
      const stale = { ...told('2'), expect: [{ key: '/gone', etag: 'e', role: 'resource' as const }] };
      expect(await storage.commit(stale, [remove])).toMatchObject({ outcome: 'stale' });
      expect(await principals.secretsOf('a')).toEqual([secret]);
      await expect(storage.commit(told('3'), [remove, add, add])).rejects.toThrow();
      expect(await principals.secretsOf('a')).toEqual([secret]);
      expect(await logged()).toBe(1);
      await expect(principals.change([remove, add, add])).rejects.toThrow();
      expect(await principals.secretsOf('a')).toEqual([secret]);
    });
  });

  describe('signing keys', () => {
    it('are kept oldest first, retired and removed', async () => {
      const storage = await (await freshDatabase(server())).open();
      const older = {
        kid: 'k2',
        publicJwk: '{"kty":"RSA"}',
        sealedPrivateKey: 'sealed',
        createdAt: AT,
        retiredAt: null,
      };
      const newer = { ...older, kid: 'k1', createdAt: '2026-11-24T00:00:00.000Z' };
      await storage.keys.add(newer);
      await storage.keys.add(older);
      expect(await storage.keys.all()).toEqual([older, newer]);
      await storage.keys.retire('k2', '2026-11-25T00:00:00.000Z');
      await storage.keys.remove('k1');
      expect(await storage.keys.all()).toEqual([{ ...older, retiredAt: '2026-11-25T00:00:00.000Z' }]);
    });
  });

  describe('properties', () => {
    it('are set and set again', async () => {
      const storage = await (await freshDatabase(server())).open();
      expect(await storage.properties.get('tenant')).toBeUndefined();
      await storage.properties.set('tenant', 'one');
      await storage.properties.set('tenant', '');
      expect(await storage.properties.get('tenant')).toBe('');
    });

    it('that are set once stay what the first one made them', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [await database.open(), await database.open()];
      const [first, second] = await Promise.all([
        one.properties.setOnce('tenant', 'one'),
        two.properties.setOnce('tenant', 'two'),
      ]);
      expect(first).toBe(second);
      expect(await one.properties.setOnce('tenant', 'three')).toBe(first);
    });
  });
}
