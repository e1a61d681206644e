import { describe, expect, it } from 'vitest';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put } = make;
const PLACE = { under: make.GROUP.toLowerCase(), types: [make.DEPLOYMENT_TYPE.toLowerCase()] };
const named = ['a', 'b', 'c', 'd', 'e'].map(name => make.deployment('e', name));
const ABOUT = { scopeKey: PLACE.under, reason: 'trigger', at: make.AT };
const JOB = { name: 'nobody-works-on-it', input: {} };

/** Five deployments, of which `c` has been judged at revision 7. */
async function filled(storage: Storage): Promise<void> {
  const judged = named.filter(({ name }) => name === 'c').map(each => make.states(each, [], { revision: 7 }));
  await storage.commit(writeSet({ resources: [...named, make.endpoint('e')].map(put), states: judged }));
}

export function describeScans(server: () => TestServer): void {
  describe('scans', () => {
    it('are cut into parts that hold everything, or what was not judged at a revision', async () => {
      const storage = await (await freshDatabase(server())).open();
      await filled(storage);
      const all = await storage.scans.plan({ places: [PLACE], size: 2 });
      expect(all.map(({ total, until }) => [total, until.slice(-1)])).toEqual([
        [2, 'b'],
        [2, 'd'],
        [1, 'e'],
      ]);
      expect(all.map(({ after }) => after)).toEqual(['', all[0]?.until, all[1]?.until]);
      const outdated = await storage.scans.plan({ places: [PLACE], revision: 7, size: 3 });
      expect(outdated.map(({ total, until }) => [total, until.slice(-1)])).toEqual([
        [3, 'd'],
        [1, 'e'],
      ]);
      expect(await storage.scans.plan({ places: [{ ...PLACE, under: '/none' }], size: 2 })).toEqual([]);
      expect(await storage.scans.plan({ places: [{ ...PLACE, types: [] }], size: 2 })).toEqual([]);
    });

    it('are read by slices, each of what is still to be judged', async () => {
      const storage = await (await freshDatabase(server())).open();
      await filled(storage);
      const slice = { ...PLACE, after: '', until: named[3]?.key ?? '', top: 2 };
      const names = async (query: typeof slice & { readonly revision?: number }) =>
        (await storage.scans.slice(query)).map(({ name }) => name);
      expect(await names(slice)).toEqual(['a', 'b']);
      expect(await names({ ...slice, after: named[1]?.key ?? '' })).toEqual(['c', 'd']);
      expect(await names({ ...slice, after: named[1]?.key ?? '', revision: 7 })).toEqual(['d']);
    });

    it('go from asked for to ended with their last part, and tell how far they are', async () => {
      const storage = await (await freshDatabase(server())).open();
      await filled(storage);
      const { scans } = storage;
      expect(await scans.create({ id: 's1', ...ABOUT }, [JOB])).toBe('s1');
      expect(await scans.get('s1')).toMatchObject({ status: 'Queued', total: null, judged: 0 });
      const parts = await scans.plan({ places: [PLACE], size: 3 });
      expect(await scans.begin({ id: 's1', ...ABOUT }, parts, [JOB])).toBe(true);
      expect(await scans.begin({ id: 's1', ...ABOUT }, parts, [JOB])).toBe(false);
      const [first, second] = parts;
      await scans.advance('s1', 0, { after: first?.until ?? '', judged: 3 });
      // A run that was overtaken counts nothing twice.
      await scans.advance('s1', 0, { after: first?.until ?? '', judged: 3 });
      expect(await scans.get('s1')).toMatchObject({ status: 'Running', total: 5, judged: 3 });
      expect(await scans.progress()).toEqual({ running: 1, total: 5, judged: 3 });
      expect(await scans.part('s1', 0)).toMatchObject({ after: first?.until });
      await scans.endPart('s1', 0, make.AT);
      expect(await scans.part('s1', 0)).toBeUndefined();
      expect(await scans.part('s1', 1)).toMatchObject({ after: second?.after, total: 2 });
      expect(await scans.get('s1')).toMatchObject({ status: 'Running' });
      await scans.endPart('s1', 1, make.AT);
      expect(await scans.get('s1')).toMatchObject({ status: 'Succeeded', endedAt: make.AT });
      expect(await scans.progress()).toEqual({ running: 0, total: 0, judged: 0 });
    });

    it('for one scope and reason are joined while one is under way', async () => {
      const storage = await (await freshDatabase(server())).open();
      const { scans } = storage;
      const [one, other] = await Promise.all([
        scans.create({ id: 's1', ...ABOUT }, []),
        scans.create({ id: 's2', ...ABOUT }, []),
      ]);
      expect(one).toBe(other);
      expect(await scans.create({ id: 's3', ...ABOUT, scopeKey: '' }, [])).toBe('s3');
      await scans.end(one, { at: make.AT, judged: 3 });
      expect(await scans.get(one)).toMatchObject({ status: 'Succeeded', total: 3, judged: 3 });
      expect(await scans.create({ id: 's4', ...ABOUT }, [])).toBe('s4');
    });

    it('that fail say why, and stay failed', async () => {
      const storage = await (await freshDatabase(server())).open();
      const { scans } = storage;
      await scans.create({ id: 's1', ...ABOUT }, []);
      await scans.end('s1', { at: make.AT, error: 'a reason' });
      await scans.end('s1', { at: make.AT });
      expect(await scans.get('s1')).toMatchObject({ status: 'Failed', error: 'a reason' });
      expect(await scans.begin({ id: 's1', ...ABOUT }, [], [])).toBe(false);
    });

    it('are listed newest first, by pages, until they are forgotten', async () => {
      const storage = await (await freshDatabase(server())).open();
      const { scans } = storage;
      const at = (minute: number) => `2026-11-23T10:0${minute}:00.000Z`;
      for (const n of [1, 2, 3])
        await scans.create({ id: `s${n}`, ...ABOUT, scopeKey: `/${n}`, at: at(n) }, []);
      const first = await scans.list({ top: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(['s3', 's2']);
      const second = await scans.list({ top: 2, after: first.next ?? '' });
      expect([second.items.map(({ id }) => id), second.next]).toEqual([['s1'], undefined]);
      await scans.end('s1', { at: at(4) });
      await scans.prune(at(5));
      expect((await scans.list({ top: 9 })).items.map(({ id }) => id)).toEqual(['s3', 's2']);
      expect(await scans.get('none')).toBeUndefined();
    });
  });
}
