import type { JsonObject } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';

export type GraphKind = Principal['kind'];

const ODATA_TYPES: Readonly<Record<GraphKind, string>> = {
  User: '#microsoft.graph.user',
  ServicePrincipal: '#microsoft.graph.servicePrincipal',
  Group: '#microsoft.graph.group',
};

/** A principal as Graph shows its kind. An identity of a resource goes by the resource's id, as it does here. */
export function graphObject({ id, clientId, displayName, kind, enabled }: Principal): JsonObject {
  switch (kind) {
    case 'User':
      return { id, displayName, userPrincipalName: clientId, accountEnabled: enabled };
    case 'ServicePrincipal':
      return {
        id,
        displayName,
        appId: clientId,
        appDisplayName: displayName,
        servicePrincipalNames: [clientId],
        servicePrincipalType: clientId.startsWith('/') ? 'ManagedIdentity' : 'Application',
        accountEnabled: enabled,
      };
    case 'Group':
      return { id, displayName, securityEnabled: true, mailEnabled: false };
  }
}

/** The same in a list of several kinds. */
export function directoryObject(principal: Principal): JsonObject {
  return { '@odata.type': ODATA_TYPES[principal.kind], ...graphObject(principal) };
}
