import { ApiError } from '@sluice/arm/client';
import type { JsonObject } from '@sluice/arm/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { unsaved } from '#strings/unsaved';
import { API, arm } from '../../../lib/arm.ts';
import { conditionOf, type Expected, expectedOf } from '../../../lib/expected.ts';
import { isObject } from '../../../lib/json.ts';
import { ROLES_KEY, type RoleDefinition, readRoleDefinition } from '../../../lib/roles.ts';

/** A role as it is to be. */
export type WrittenRole = Pick<
  RoleDefinition,
  'roleName' | 'description' | 'permissions' | 'assignableScopes'
> & {
  /** The role as it was when somebody began to change it; undefined makes a new one. */
  readonly begun: RoleDefinition | undefined;
  /** What somebody else has changed since is put aside. */
  readonly isAnyhow: boolean;
};

/** Reads anew what roles there are, and who may do what. */
function useForget(): () => Promise<void> {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['permissions'] });
    return client.invalidateQueries({ queryKey: ROLES_KEY });
  };
}

/** Makes a custom role, at the first scope where it may be given, or changes one. Resolves to the revision since which it is so. */
export function useWriteRole() {
  const forget = useForget();
  return useMutation({ mutationFn: writeRole, onSuccess: forget });
}

async function writeRole({ begun, isAnyhow, ...role }: WrittenRole): Promise<string | undefined> {
  const path = begun?.id ?? newId(role.assignableScopes[0] ?? '');
  const expected = isAnyhow ? 'anything' : await expectedFor(begun);
  const body: JsonObject = {
    properties: {
      roleName: role.roleName,
      description: role.description,
      type: 'CustomRole',
      permissions: role.permissions.map(permission => ({ ...permission })),
      assignableScopes: role.assignableScopes,
    },
  };
  const answer = await arm().put(path, API.roles, body, { headers: conditionOf(expected) });
  return answer.header('x-sluice-revision');
}

/** Lists give no etag: the one of now holds where the role still is as it was. */
async function expectedFor(begun: RoleDefinition | undefined): Promise<Expected> {
  if (begun === undefined) return { isNew: true };
  const { role, etag } = await getRole(begun.id);
  if (JSON.stringify(role) !== JSON.stringify(begun))
    throw new ApiError(412, { code: 'PreconditionFailed', message: unsaved.changedMeanwhile });
  return expectedOf(false, etag);
}

/** A role as it is now. */
export async function getRole(
  id: string,
): Promise<{ readonly role: RoleDefinition; readonly etag: string | undefined }> {
  const answer = await arm().get(id, API.roles);
  return { role: readRoleDefinition(isObject(answer.body) ? answer.body : {}), etag: answer.header('etag') };
}

function newId(scope: string): string {
  return `${scope}/providers/Microsoft.Authorization/roleDefinitions/${crypto.randomUUID()}`;
}

/** Deletes a custom role that nobody holds. Resolves to the revision since which it is gone; the list is read anew after that. */
export function useDeleteRole() {
  const forget = useForget();
  return useMutation({
    mutationFn: async (id: string) => (await arm().delete(id, API.roles)).header('x-sluice-revision'),
    onSuccess: () => void forget(),
  });
}
