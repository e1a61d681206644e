import type { Resource, Snapshot } from '@sluice/engine';
import type { Principal } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, present, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { checkOwnersRemain } from '../../last-owner.ts';
import { GOVERNANCE_VERSIONS } from '../versions.ts';
import { principalChanges, toPrincipal } from './changes.ts';
import { groupsWith } from './memberships.ts';
import { PRINCIPAL_SHAPE } from './shape.ts';

/** Who may be given a role: applications, users and groups of them. Their secrets are kept elsewhere and shown once. */
export const PRINCIPALS: ResourceType = {
  type: 'Sluice.Governance/principals',
  apiVersions: GOVERNANCE_VERSIONS,
  scopes: ['tenant'],
  verbs: ['get', 'put', 'patch', 'delete', 'list'],
  actions: ['addSecret', 'removeSecret', 'setPassword'],
  shape: PRINCIPAL_SHAPE,
  tracked: false,
  judged: false,
  namePattern: {
    test: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    says: 'it must be a GUID, the object id',
  },
  complete: completePrincipal,
  changesOf: principalChanges,
  checkWrite: checkPrincipal,
  checkDelete({ name }, snapshot) {
    const principals = new Map(snapshot.principals);
    principals.delete(name.toLowerCase());
    checkOwnersRemain(snapshot, { principals }, name);
  },
};

/** A name of somebody, unlike any id. */
const USER_NAME = /^[a-z0-9](?:[a-z0-9._%+@-]{0,126}[a-z0-9])?$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What kind it is and by what it signs in is said once: roles and secrets hang on that. */
function completePrincipal(body: JsonObject, input: CompleteInput): JsonObject {
  const { id, stored, builtIn, snapshot } = input;
  const given = objectAt(body, 'properties');
  const before = stored === undefined ? undefined : objectAt(stored.body, 'properties');
  const key = id.name.toLowerCase();
  if (before === undefined && !builtIn && snapshot?.principals.has(key)) {
    const message = `'${id.name}' is the identity of something else and changes with that.`;
    throw refuse('PrincipalIsManaged', message);
  }
  const principalType =
    textAt(given, 'principalType') ?? textAt(before, 'principalType') ?? 'ServicePrincipal';
  const clientId = clientIdOf(principalType, given, before, input);
  checkSame('principalType', principalType, before);
  checkSame('clientId', clientId, before);
  const isGroup = principalType === 'Group';
  const { displayName, enabled = true, members, identities, certificates } = given;
  if (!isGroup && members !== undefined)
    throw refuse('InvalidParameter', 'Only a group has members.', '/properties/members');
  if (principalType !== 'ServicePrincipal' && certificates !== undefined)
    throw refuse('InvalidParameter', 'Only an application has certificates.', '/properties/certificates');
  return {
    properties: present({
      objectId: id.name.toLowerCase(),
      clientId,
      displayName,
      principalType,
      enabled,
      members: isGroup ? (members ?? []) : undefined,
      identities,
      certificates,
    }),
  };
}

/** Members that a group has already are its own business: data of earlier versions names some that were deleted. */
function checkMembers(
  { id, members = [] }: Principal,
  stored: Resource | undefined,
  snapshot: Snapshot,
): void {
  const before = stored === undefined ? [] : (toPrincipal(stored).members ?? []);
  const known = new Set([id, ...before.map(member => member.toLowerCase())]);
  const unknown = members.find(member => {
    const key = member.toLowerCase();
    return !known.has(key) && !snapshot.principals.has(key);
  });
  if (unknown !== undefined)
    throw refuse('PrincipalNotFound', `There is no principal '${unknown}'.`, '/properties/members');
}

/** An object id that was somebody's gives whoever gets it next what that one had. */
function checkUnused(id: string, { principals, roleAssignments }: Snapshot): void {
  const roles = [...roleAssignments.values()].filter(({ principalId }) => principalId.toLowerCase() === id);
  const groups = groupsWith(principals, new Set([id]));
  if (roles.length === 0 && groups.length === 0) return;
  const named = [counted(roles.length, 'role assignment'), counted(groups.length, 'group')]
    .filter(text => text !== undefined)
    .join(' and ');
  const message = `'${id}' was somebody who was deleted, and is still named by ${named}: a new one would have what that one had. Remove it there first, or choose another object id.`;
  throw refuse('PrincipalIdNotAvailable', message, 'name');
}

function counted(count: number, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${what}${count === 1 ? '' : 's'}`;
}

function clientIdOf(
  principalType: string,
  given: JsonObject,
  before: JsonObject | undefined,
  { id, newId }: CompleteInput,
): string {
  const clientId = textAt(given, 'clientId') ?? textAt(before, 'clientId');
  const target = '/properties/clientId';
  switch (principalType) {
    case 'Group':
      return id.name.toLowerCase();
    case 'User':
      if (clientId !== undefined && USER_NAME.test(clientId) && !GUID.test(clientId)) return clientId;
      throw refuse(
        'InvalidParameter',
        "A user needs '/properties/clientId', the name to sign in by: up to 128 letters, digits and ._%+@-, and no GUID.",
        target,
      );
    default:
      if (clientId === undefined) return newId();
      if (GUID.test(clientId)) return clientId.toLowerCase();
      throw refuse('InvalidParameter', "'/properties/clientId' of an application must be a GUID.", target);
  }
}

function checkSame(name: string, now: string, before: JsonObject | undefined): void {
  const then = textAt(before, name);
  if (then === undefined || then.toLowerCase() === now.toLowerCase()) return;
  const message = `'/properties/${name}' cannot change: it is '${then}'. Make another principal.`;
  throw refuse('PrincipalUpdateNotPermitted', message, `/properties/${name}`);
}

function checkPrincipal(resource: Resource, stored: Resource | undefined, snapshot: Snapshot): void {
  const principal = toPrincipal(resource);
  for (const [key, other] of snapshot.principals) {
    if (key === resource.name.toLowerCase()) continue;
    if (other.clientId.toLowerCase() === principal.clientId.toLowerCase()) {
      const message = `'${principal.clientId}' signs in somebody else already.`;
      throw refuse('PrincipalNameNotAvailable', message, '/properties/clientId');
    }
    const taken = principal.identities?.find(own =>
      other.identities?.some(each => each.issuer === own.issuer && each.subject === own.subject),
    );
    if (taken !== undefined) {
      const message = `'${taken.subject}' of '${taken.issuer}' is somebody else already.`;
      throw refuse('PrincipalNameNotAvailable', message, '/properties/identities');
    }
  }
  checkMembers(principal, stored, snapshot);
  if (stored === undefined) checkUnused(principal.id, snapshot);
  const principals = new Map(snapshot.principals).set(principal.id, principal);
  if (stored !== undefined) checkOwnersRemain(snapshot, { principals }, resource.name);
}
