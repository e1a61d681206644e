import type { Snapshot } from '@sluice/engine';
import type { Principal } from '@sluice/engine/model';

type Principals = Snapshot['principals'];

const INDEX = new WeakMap<Principals, ReadonlyMap<string, Principal>>();

/** Who somebody is that another issuer vouches for. One pass for each set of principals. */
export function findByIdentity(
  principals: Principals,
  issuer: string,
  subject: string,
): Principal | undefined {
  return indexOf(principals).get(keyOf(issuer, subject));
}

function indexOf(principals: Principals): ReadonlyMap<string, Principal> {
  const known = INDEX.get(principals);
  if (known !== undefined) return known;
  const index = new Map(
    [...principals.values()].flatMap(principal =>
      (principal.identities ?? []).map(({ issuer, subject }) => [keyOf(issuer, subject), principal] as const),
    ),
  );
  INDEX.set(principals, index);
  return index;
}

/** A line feed stands in no address. */
function keyOf(issuer: string, subject: string): string {
  return `${issuer}\n${subject}`;
}
