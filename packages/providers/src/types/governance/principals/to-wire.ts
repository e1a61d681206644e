import { resourceIdOf } from '@sluice/arm/ids';
import type { Principal } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';

const TYPE = 'Sluice.Governance/principals';

/** A principal as role pickers see it; of its secrets only that they are there. */
export function principalToWire(
  principal: Principal,
  secrets?: readonly { readonly id: string; readonly expiresAt: string | null }[],
): JsonObject {
  const { id, clientId, displayName, kind, enabled, members, identities, certificates } = principal;
  return {
    id: resourceIdOf('', TYPE, id),
    name: id,
    type: TYPE,
    properties: {
      objectId: id,
      clientId,
      displayName,
      principalType: kind,
      enabled,
      ...(members === undefined ? {} : { members }),
      ...(secrets === undefined
        ? {}
        : {
            secrets: secrets.map(({ id: secretId, expiresAt }) => ({
              secretId,
              ...(expiresAt === null ? {} : { expiresOn: expiresAt }),
            })),
          }),
      ...(identities === undefined ? {} : { identities: identities.map(identity => ({ ...identity })) }),
      ...(certificates === undefined
        ? {}
        : { certificates: certificates.map(certificate => ({ certificate })) }),
    },
  };
}
