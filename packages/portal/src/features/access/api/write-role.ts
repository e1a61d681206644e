import type { JsonObject } from '@sluice/arm/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { ROLES_KEY, type RoleDefinition } from '../../../lib/roles.ts';

/** A role as it is to be. */
export type WrittenRole = Pick<
  RoleDefinition,
  'roleName' | 'description' | 'permissions' | 'assignableScopes'
> & {
  /** Of the role that is changed; undefined makes a new one. */
  readonly id: string | undefined;
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

async function writeRole({ id, ...role }: WrittenRole): Promise<string | undefined> {
  const path = id ?? newId(role.assignableScopes[0] ?? '');
  const body: JsonObject = {
    properties: {
      roleName: role.roleName,
      description: role.description,
      type: 'CustomRole',
      permissions: role.permissions.map(permission => ({ ...permission })),
      assignableScopes: role.assignableScopes,
    },
  };
  return (await arm().put(path, API.roles, body)).header('x-sluice-revision');
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
