import { sql } from 'kysely';
import { changeCredentials } from '../commit/change-credentials.ts';
import type { Principals } from '../credentials.ts';
import type { Database } from '../database/connect.ts';
import { inTransaction } from '../database/in-transaction.ts';

export function createPrincipals(database: Database): Principals {
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
    async change(changes) {
      await database.run(() => inTransaction(database.pool, client => changeCredentials(client, changes)));
    },
  };
}
