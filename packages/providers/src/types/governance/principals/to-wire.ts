import { resourceIdOf } from '@sluice/arm/ids';
import type { Principal } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';

const TYPE = 'Sluice.Governance/principals';

/** A principal as role pickers see it; never its secrets. */
export function principalToWire({ id, clientId, displayName, kind, enabled }: Principal): JsonObject {
  return {
    id: resourceIdOf('', TYPE, id),
    name: id,
    type: TYPE,
    properties: { objectId: id, clientId, displayName, principalType: kind, enabled },
  };
}
