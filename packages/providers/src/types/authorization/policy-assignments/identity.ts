import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import { checkSameLocation, plainLocation } from '../../../location.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';

/**
 * `identity` and `location` of an assignment. A system-assigned identity gets a principal of its own, which updates keep.
 *
 * With an identity a location is required; it is not `global` and does not change.
 */
export function completeIdentity(body: JsonObject, input: CompleteInput): JsonObject {
  const location = textAt(body, 'location');
  if (location !== undefined) checkSameLocation(location, input.stored);
  if (body['identity'] === undefined) return present({ location });
  const identity = objectAt(body, 'identity');
  const kind = textAt(identity, 'type');
  if (kind === 'None') return present({ location, identity: { type: 'None' } });
  if (location === undefined || plainLocation(location) === 'global') {
    throw refuse(
      'LocationRequired',
      'An assignment with an identity needs the location of a region.',
      '/location',
    );
  }
  if (kind === 'UserAssigned') return { location, identity: withOneUserIdentity(identity, input) };
  const before = objectAt(input.stored?.body, 'identity');
  const principalId = textAt(before, 'type') === kind ? textAt(before, 'principalId') : undefined;
  return {
    location,
    identity: { type: 'SystemAssigned', principalId: principalId ?? input.newId(), tenantId: input.tenantId },
  };
}

/**
 * The one user-assigned identity, with the principal that it is: resources of Microsoft.ManagedIdentity are not kept here, so the
 * first assignment that names one makes its principal, and the others find it.
 */
function withOneUserIdentity(identity: JsonObject, { newId, snapshot }: CompleteInput): JsonObject {
  const [named, ...others] = Object.keys(objectAt(identity, 'userAssignedIdentities'));
  if (named === undefined || others.length > 0) {
    throw refuse(
      'InvalidRequestContent',
      'A user-assigned identity must name exactly one identity.',
      '/identity/userAssignedIdentities',
    );
  }
  const clientId = named.toLowerCase();
  const known = [...(snapshot?.principals.values() ?? [])].find(each => each.clientId === clientId);
  const principalId = known?.id ?? newId();
  return {
    type: 'UserAssigned',
    userAssignedIdentities: { [named]: { principalId, clientId: principalId } },
  };
}
