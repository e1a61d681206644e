import { parseResourceId, resourceIdOf } from '@sluice/arm/ids';
import type { Principal } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput } from '../../../resource-type.ts';

const ROLE_TYPE = 'Microsoft.Authorization/roleDefinitions';

/**
 * Fills in scope, kind of principal and stamps. A role is kept by its id at the tenant, where built-in roles stand, whatever scope
 * the client named it at. Who holds which role does not change: another principal or role takes another assignment.
 */
export function completeRoleAssignment(body: JsonObject, input: CompleteInput): JsonObject {
  const { id, stored, snapshot, callerId, now } = input;
  const given = objectAt(body, 'properties');
  const roleDefinitionId = roleIdOf(textAt(given, 'roleDefinitionId') ?? '');
  const principalId = textAt(given, 'principalId') ?? '';
  checkUnchanged(stored ? objectAt(stored.body, 'properties') : undefined, roleDefinitionId, principalId);
  const known = snapshot?.principals.get(principalId.toLowerCase());
  checkKind(textAt(given, 'principalType'), known);
  return {
    properties: {
      principalType: known?.kind ?? 'ServicePrincipal',
      ...given,
      roleDefinitionId,
      principalId,
      scope: id.scope.id === '' ? '/' : id.scope.id,
      createdOn: stored?.systemData.createdAt ?? now,
      updatedOn: now,
      createdBy: stored?.systemData.createdBy ?? callerId,
      updatedBy: callerId,
    },
  };
}

function roleIdOf(text: string): string {
  const id = parseResourceId(text);
  if (id?.typeKey === ROLE_TYPE.toLowerCase()) return resourceIdOf('', ROLE_TYPE, id.name);
  throw refuse(
    'InvalidRequestContent',
    `'${text}' is not the id of a role definition.`,
    '/properties/roleDefinitionId',
  );
}

/** Source: Azure RBAC; observed by its clients as `UnmatchedPrincipalType`. */
function checkKind(said: string | undefined, known: Principal | undefined): void {
  if (said === undefined || known === undefined || said === known.kind) return;
  const message = `The principal '${known.id}' has type '${known.kind}', which is different from the specified principal type '${said}'.`;
  throw refuse('UnmatchedPrincipalType', message, '/properties/principalType');
}

function checkUnchanged(before: JsonObject | undefined, roleDefinitionId: string, principalId: string): void {
  if (before === undefined) return;
  const sameRole = textAt(before, 'roleDefinitionId')?.toLowerCase() === roleDefinitionId.toLowerCase();
  const samePrincipal = textAt(before, 'principalId')?.toLowerCase() === principalId.toLowerCase();
  if (sameRole && samePrincipal) return;
  const message =
    'Who a role assignment is for and which role it gives cannot change; make another one and delete this one.';
  throw refuse('RoleAssignmentUpdateNotPermitted', message);
}
