import type pg from 'pg';
import type { CredentialChange } from '../credentials.ts';

/** Makes the changes, one after the other, in the transaction that `client` is in. */
export async function changeCredentials(
  client: pg.PoolClient,
  changes: readonly CredentialChange[],
): Promise<void> {
  for (const change of changes) {
    const [text, values] = toStatement(change);
    await client.query(text, [...values]);
  }
}

function toStatement(change: CredentialChange): readonly [string, readonly (string | null)[]] {
  switch (change.kind) {
    case 'addSecret': {
      const { id, clientId, hash, expiresAt } = change.secret;
      const text = 'insert into sluice.secrets (id, client_id, hash, expires_at) values ($1, $2, $3, $4)';
      return [text, [id, clientId, hash, expiresAt]];
    }
    case 'removeSecret':
      return ['delete from sluice.secrets where id = $1', [change.id]];
    case 'removeSecrets':
      return ['delete from sluice.secrets where lower(client_id) = lower($1)', [change.clientId]];
    case 'signOut':
      return ['delete from sluice.grants where principal_id = $1', [change.principalId]];
  }
}
