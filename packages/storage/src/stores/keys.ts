import type { Database } from '../database/connect.ts';
import type { Storage } from '../storage.ts';

export function createKeys(database: Database): Storage['keys'] {
  return {
    async all() {
      const rows = await database.run(db =>
        db.selectFrom('signing_keys').selectAll().orderBy('created_at').orderBy('kid').execute(),
      );
      return rows.map(row => ({
        kid: row.kid,
        publicJwk: row.public_jwk,
        sealedPrivateKey: row.sealed_private_key,
        createdAt: row.created_at,
        retiredAt: row.retired_at,
      }));
    },
    async add(key) {
      await database.run(db =>
        db
          .insertInto('signing_keys')
          .values({
            kid: key.kid,
            public_jwk: key.publicJwk,
            sealed_private_key: key.sealedPrivateKey,
            created_at: key.createdAt,
            retired_at: key.retiredAt,
          })
          .execute(),
      );
    },
    async retire(kid, at) {
      await database.run(db =>
        db.updateTable('signing_keys').set({ retired_at: at }).where('kid', '=', kid).execute(),
      );
    },
    async remove(kid) {
      await database.run(db => db.deleteFrom('signing_keys').where('kid', '=', kid).execute());
    },
  };
}
