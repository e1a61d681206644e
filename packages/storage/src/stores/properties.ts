import type { Database } from '../database/connect.ts';
import type { Storage } from '../storage.ts';

export function createProperties(database: Database): Storage['properties'] {
  return {
    async get(name) {
      const row = await database.run(db =>
        db.selectFrom('properties').select('value').where('name', '=', name).executeTakeFirst(),
      );
      return row?.value;
    },
    async set(name, value) {
      await database.run(db =>
        db
          .insertInto('properties')
          .values({ name, value })
          .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
          .execute(),
      );
    },
    async setOnce(name, value) {
      await database.run(db =>
        db
          .insertInto('properties')
          .values({ name, value })
          .onConflict(conflict => conflict.column('name').doNothing())
          .execute(),
      );
      const row = await database.run(db =>
        db.selectFrom('properties').select('value').where('name', '=', name).executeTakeFirstOrThrow(),
      );
      return row.value;
    },
  };
}
