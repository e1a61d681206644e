import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import { StorageSetupProblem } from '../../errors.ts';
import { entry, writeSet } from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

/** How many migrations there are. */
async function known(): Promise<number> {
  return (await readdir(new URL('../../../migrations/', import.meta.url))).length;
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
