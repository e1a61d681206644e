import type { Snapshot } from '@sluice/engine';
import type { Principal } from '@sluice/engine/model';
import type { Snapshots } from '../snapshot/snapshots.ts';

type Principals = Snapshot['principals'];

const INDEX = new WeakMap<Principals, ReadonlyMap<string, Principal>>();

/** The principal that tokens of this client id are for; client ids compare without case. One pass for each set of principals. */
export function findByClientId(principals: Principals, clientId: string): Principal | undefined {
  const known = INDEX.get(principals);
  if (known !== undefined) return known.get(clientId.toLowerCase());
  const index = new Map(
    [...principals.values()].map(principal => [principal.clientId.toLowerCase(), principal]),
  );
  INDEX.set(principals, index);
  return index.get(clientId.toLowerCase());
}

/** The principal of an object id as it is now; undefined where it is gone or disabled, or there is no id. */
export async function findEnabled(
  snapshots: Pick<Snapshots, 'current' | 'follow'>,
  principalId: string | null,
): Promise<Principal | undefined> {
  if (principalId === null) return undefined;
  const key = principalId.toLowerCase();
  // Somebody who was let in by another process a moment ago is in the newest snapshot only.
  return (
    enabled(snapshots.current().principals.get(key)) ??
    enabled((await snapshots.follow()).principals.get(key))
  );
}

/** A group acts by its members alone. */
function enabled(principal: Principal | undefined): Principal | undefined {
  return principal?.enabled === true && principal.kind !== 'Group' ? principal : undefined;
}
