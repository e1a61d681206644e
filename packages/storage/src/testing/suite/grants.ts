import { describe, expect, it } from 'vitest';
import type { StoredGrant } from '../../credentials.ts';
import { AT } from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const LATER = '2026-11-23T11:00:00.000Z';
const NEXT_DAY = '2026-11-24T10:00:00.000Z';

type Put = Omit<StoredGrant, 'usedAt'>;

const session: Put = {
  hash: 's',
  kind: 'session',
  principalId: 'Somebody',
  clientId: null,
  family: null,
  data: {},
  expiresAt: LATER,
};
const code: Put = {
  ...session,
  hash: 'c',
  kind: 'code',
  clientId: 'portal',
  family: 's',
  data: { audience: 'https://x', deep: { list: [1, null] } },
};
const refresh = (hash: string): Put => ({ ...code, hash, kind: 'refresh', family: 'c', expiresAt: NEXT_DAY });

export function describeGrants(server: () => TestServer): void {
  const open = async () => (await (await freshDatabase(server())).open()).grants;

  describe('grants', () => {
    it('come back as they were kept, by kind and hash', async () => {
      const grants = await open();
      expect(await grants.put(session)).toBe(true);
      expect(await grants.put(code)).toBe(true);
      expect(await grants.find('session', 's')).toEqual({ ...session, usedAt: null });
      expect(await grants.find('code', 'c')).toEqual({ ...code, usedAt: null });
      expect(await grants.find('refresh', 'c')).toBeUndefined();
      expect(await grants.find('code', 'C')).toBeUndefined();
    });

    it('wait for somebody to sign in, and end with what they came from', async () => {
      const grants = await open();
      const device: Put = { ...session, hash: 'd', kind: 'device', principalId: null, clientId: 'az' };
      expect(await grants.put(device)).toBe(true);
      expect(await grants.put({ ...device, hash: 'u', kind: 'userCode', family: 'd' })).toBe(true);
      expect(await grants.put({ ...code, hash: 'a', kind: 'deviceAnswer', family: 'd' })).toBe(true);
      expect(await grants.find('device', 'd')).toEqual({ ...device, usedAt: null });
      await expect(grants.put({ ...session, hash: 'x', principalId: null })).rejects.toThrow();
      await grants.revoke('d');
      expect(await grants.find('userCode', 'u')).toBeUndefined();
      expect(await grants.find('deviceAnswer', 'a')).toBeUndefined();
    });

    it('end with who is signed in by them', async () => {
      const { grants, principals } = await (await freshDatabase(server())).open();
      await grants.put(session);
      await grants.put({ ...session, hash: 'other', principalId: 'Another' });
      await grants.put(code);
      await principals.change([{ kind: 'signOut', principalId: 'Somebody' }]);
      expect(await grants.find('session', 's')).toBeUndefined();
      expect(await grants.find('code', 'c')).toBeUndefined();
      expect(await grants.find('session', 'other')).toBeDefined();
    });

    it('are taken once, and it is known when', async () => {
      const grants = await open();
      await grants.put(session);
      await grants.put(code);
      expect(await grants.take('session', 'c', AT)).toBeUndefined();
      expect(await grants.take('code', 'none', AT)).toBeUndefined();
      expect(await grants.take('code', 'c', AT)).toEqual({ grant: { ...code, usedAt: AT }, isFirst: true });
      expect(await grants.take('code', 'c', LATER)).toEqual({
        grant: { ...code, usedAt: AT },
        isFirst: false,
      });
    });

    it('are taken first by one of many, on any server', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [(await database.open()).grants, (await database.open()).grants];
      await one.put(session);
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, index) => (index % 2 ? one : two).take('session', 's', AT)),
      );
      expect(taken.filter(each => each?.isFirst)).toHaveLength(1);
      expect(taken).not.toContain(undefined);
    });

    it('end with what they came from, and nothing more comes from that', async () => {
      const grants = await open();
      for (const each of [session, code, refresh('r1'), refresh('r2'), { ...session, hash: 'other' }])
        await grants.put(each);
      await grants.revoke('c');
      const left = async (kind: StoredGrant['kind'], ...hashes: string[]) =>
        (await Promise.all(hashes.map(hash => grants.find(kind, hash)))).filter(Boolean).length;
      expect(await left('refresh', 'r1', 'r2')).toBe(0);
      expect(await grants.put(refresh('r3'))).toBe(false);
      expect(await grants.find('refresh', 'r3')).toBeUndefined();
      expect(await left('session', 's', 'other')).toBe(2);

      await grants.put(code);
      await grants.put(refresh('r4'));
      await grants.revoke('s');
      expect([await left('code', 'c'), await left('refresh', 'r4')]).toEqual([0, 0]);
      await grants.revoke('s');
      expect(await left('session', 'other')).toBe(1);
    });

    it('end with it though they are put at the same moment', async () => {
      const database = await freshDatabase(server());
      const [one, two] = [(await database.open()).grants, (await database.open()).grants];
      for (let round = 0; round < 25; round++) {
        await one.put(session);
        await one.put(code);
        const put = ['a', 'b', 'c'].map(name => one.put(refresh(`${name}${round}`)));
        await two.revoke('s');
        await Promise.all(put);
        for (const name of ['a', 'b', 'c'])
          expect(await two.find('refresh', `${name}${round}`)).toBeUndefined();
      }
    });

    it('are forgotten when they have expired, unless something that came from them has not', async () => {
      const grants = await open();
      for (const each of [session, code, refresh('r'), { ...session, hash: 'alone' }]) await grants.put(each);
      expect(await grants.prune(LATER)).toBe(0);
      expect(await grants.prune('2026-11-23T11:00:00.001Z')).toBe(1);
      expect(await grants.find('session', 'alone')).toBeUndefined();
      expect(await grants.find('refresh', 'r')).toBeDefined();
      expect(await grants.prune('2026-11-24T10:00:00.001Z')).toBe(3);
      expect(await grants.find('session', 's')).toBeUndefined();
    });
  });
}
