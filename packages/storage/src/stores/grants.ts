import { type Selectable, sql } from 'kysely';
import pg from 'pg';
import type { Grants, StoredGrant } from '../credentials.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';

export function createGrants(database: Database): Grants {
  return {
    async put({ hash, kind, principalId, clientId, family, data, expiresAt }) {
      const row = {
        hash,
        kind,
        principal_id: principalId,
        client_id: clientId,
        family,
        data: JSON.stringify(data),
        expires_at: expiresAt,
      };
      try {
        await database.run(db => db.insertInto('grants').values(row).execute());
        return true;
      } catch (error) {
        if (isOrphan(error)) return false;
        throw error;
      }
    },
    find: (kind, hash) => find(database, kind, hash),
    async take(kind, hash, at) {
      const taken = await database.run(db =>
        db
          .updateTable('grants')
          .set({ used_at: at })
          .where('hash', '=', hash)
          .where('kind', '=', kind)
          .where('used_at', 'is', null)
          .returningAll()
          .executeTakeFirst(),
      );
      if (taken !== undefined) return { grant: toGrant(taken), isFirst: true };
      const grant = await find(database, kind, hash);
      return grant === undefined ? undefined : { grant, isFirst: false };
    },
    async revoke(hash) {
      await database.run(db => db.deleteFrom('grants').where('hash', '=', hash).execute());
    },
    async prune(before) {
      let pruned = 0;
      for (;;) {
        // What something came from that is still good stays: it would take that along.
        const { numDeletedRows } = await database.run(db =>
          db
            .deleteFrom('grants')
            .where('expires_at', '<', before)
            .where(
              sql<boolean>`not exists (select from sluice.grants child where child.family = sluice.grants.hash)`,
            )
            .executeTakeFirstOrThrow(),
        );
        if (numDeletedRows === 0n) return pruned;
        pruned += Number(numDeletedRows);
      }
    },
  };
}

async function find(
  database: Database,
  kind: StoredGrant['kind'],
  hash: string,
): Promise<StoredGrant | undefined> {
  const row = await database.run(db =>
    db.selectFrom('grants').selectAll().where('hash', '=', hash).where('kind', '=', kind).executeTakeFirst(),
  );
  return row === undefined ? undefined : toGrant(row);
}

/** Foreign key violation: the family is not there (any more). */
function isOrphan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23503';
}

function toGrant(row: Selectable<Tables['grants']>): StoredGrant {
  return {
    hash: row.hash,
    kind: row.kind,
    principalId: row.principal_id,
    clientId: row.client_id,
    family: row.family,
    data: row.data as StoredGrant['data'],
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}
