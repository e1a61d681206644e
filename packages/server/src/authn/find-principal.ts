import type { Snapshot } from '@sluice/engine';
import type { Principal } from '@sluice/engine/model';

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
