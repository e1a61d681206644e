import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Storage } from '../storage.ts';

export function createPrincipals(database: Database): Storage['principals'] {
  return {
    async secretsOf(clientId) {
      const rows = await database.run(db =>
        db
          .selectFrom('secrets')
          .selectAll()
          .where(sql`lower(client_id)`, '=', clientId.toLowerCase())
          .orderBy('id')
          .execute(),
      );
      return rows.map(row => ({
        id: row.id,
        clientId: row.client_id,
        hash: row.hash,
        expiresAt: row.expires_at,
      }));
    },
    async addSecret(secret) {
      await database.run(db =>
        db
          .insertInto('secrets')
          .values({
            id: secret.id,
            client_id: secret.clientId,
            hash: secret.hash,
            expires_at: secret.expiresAt,
          })
          .execute(),
      );
    },
    async replaceSecrets(clientId, secret) {
      await database.run(db =>
        db.transaction().execute(async transaction => {
          await transaction
            .deleteFrom('secrets')
            .where(sql`lower(client_id)`, '=', clientId.toLowerCase())
            .execute();
          if (secret === undefined) return;
          const { id, hash, expiresAt } = secret;
          await transaction
            .insertInto('secrets')
            .values({ id, client_id: secret.clientId, hash, expires_at: expiresAt })
            .execute();
        }),
      );
    },
    async removeSecret(id) {
      await database.run(db => db.deleteFrom('secrets').where('id', '=', id).execute());
    },
  };
}
