import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import { StorageSetupProblem } from '../../errors.ts';
import { deployment, entry, put, stateResult, states, writeSet } from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);

/** How many migrations there are. */
async function known(): Promise<number> {
  return (await readdir(FOLDER)).length;
}

export function describeMigrations(server: () => TestServer): void {
  describe('migrations', () => {
    it('run once from empty, and not again', async () => {
      const { url } = await freshDatabase(server());
      expect(await migrate(url)).toBe(await known());
      expect(await migrate(url)).toBe(0);
    });

    it('run once when four processes start at the same moment', async () => {
      const { url } = await freshDatabase(server());
      const ran = await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
      expect(ran.toSorted()).toEqual([0, 0, 0, await known()]);
    });

    it('refuse a database of a newer version, by name', async () => {
      const { url, query } = await freshDatabase(server());
      await migrate(url);
      await query(`insert into sluice.migrations (number, name, hash) values (9999, '9999-later.sql', 'x')`);
      await expect(migrate(url)).rejects.toThrow(StorageSetupProblem);
      await expect(migrate(url)).rejects.toThrow('newer than this program: it has migration 9999');
    });

    it('refuse a database whose migration was another one', async () => {
      const { url, query } = await freshDatabase(server());
      await migrate(url);
      await query(`update sluice.migrations set hash = 'x' where number = 2`);
      await expect(migrate(url)).rejects.toThrow('Migration 0002-upkeep.sql was another one');
    });

    it('have what was logged before there were batches wait to be sealed', async () => {
      const { url, query, open } = await freshDatabase(server());
      await (await open()).commit(writeSet({ entries: [entry()] }));
      await query(`
        drop trigger mark_unsealed on sluice.activity_log;
        drop function sluice.mark_unsealed;
        drop table sluice.unsealed, sluice.log_batches, sluice.sealed_entries;
        delete from sluice.migrations where number = 7`);
      expect(await migrate(url)).toBe(1);
      expect(await query('select seq from sluice.unsealed')).toEqual(
        await query('select seq from sluice.activity_log'),
      );
    });

    it('go on from states that were kept before stretches ended with their reasons', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      await database.query(`
        alter table sluice.resource_states
          drop column told_since, drop column began_by, drop column judged_at, drop column judged_by;
        alter table sluice.state_history
          drop column told_since, drop column began_by, drop column judged_at, drop column judged_by, drop column at;
        drop function sluice.revised_by;
        delete from sluice.migrations where number = 18`);
      for (const name of ['0012-states-go-forward.sql', '0013-deletes-go-forward.sql'])
        await database.query(await readFile(new URL(name, FOLDER), 'utf8'));
      const blue = deployment('e', 'blue');
      const time = (minutes: number) => `2026-11-23T10:0${minutes}:00.000Z`;
      const scan = (minutes: number, message?: string) => {
        const result =
          message === undefined
            ? stateResult()
            : stateResult({ complianceState: 'Error', error: { code: 'c', message } });
        return storage.commitStates([states(blue, [result], { at: time(minutes), revision: minutes })]);
      };
      await storage.commit(writeSet({ resources: [put(blue)] }));
      await scan(0);
      await scan(1, 'first');
      await scan(2, 'first');

      expect(await migrate(database.url)).toBe(1);
      const asOf = async (minutes: number) => {
        const period = { kind: 'at', at: time(minutes) } as const;
        const { items } = await storage.insights.states({
          under: [''],
          filters: [],
          subject: 'resources',
          period,
          top: 9,
        });
        return items.map(({ timestamp, revision, result }) => [timestamp, revision, result.error?.message]);
      };
      expect(await asOf(0)).toEqual([[time(0), 0, undefined]]);
      expect(await asOf(2)).toEqual([[time(2), 2, 'first']]);
      await scan(3, 'first');
      await scan(4, 'second');
      expect(await asOf(0)).toEqual([[time(0), 0, undefined]]);
      // What it began with is not known any more: the last that is.
      expect(await asOf(2)).toEqual([[time(1), 2, 'first']]);
      expect(await asOf(3)).toEqual([[time(3), 3, 'first']]);
      expect(await asOf(4)).toEqual([[time(4), 4, 'second']]);
    });

    it('make the partitions of the months ahead, once', async () => {
      const { url, query } = await freshDatabase(server());
      await migrate(url);
      expect(await query('select sluice.ensure_partitions(3) as made')).toEqual([{ made: 3 }]);
      expect(await query('select sluice.ensure_partitions(3) as made')).toEqual([{ made: 0 }]);
    });

    it('move rows that came before their month had a partition into it', async () => {
      const { url, query } = await freshDatabase(server());
      await migrate(url);
      await query(
        `insert into sluice.state_history
         select '/r', '/R', 't', '', null, 1, 1, null, null, null, null, now() - interval '1 minute', now()`,
      );
      expect(await query('select count(*)::int as rows from sluice.state_history_default')).toEqual([
        { rows: 1 },
      ]);
      await query('select sluice.ensure_partitions(1)');
      expect(await query('select count(*)::int as rows from sluice.state_history_default')).toEqual([
        { rows: 0 },
      ]);
      expect(await query('select count(*)::int as rows from sluice.state_history')).toEqual([{ rows: 1 }]);
    });
  });
}
