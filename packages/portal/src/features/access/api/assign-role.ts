import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';

/** A role for a principal at a scope. */
export type NewRoleAssignment = {
  readonly scope: string;
  readonly principalId: string;
  readonly principalType: string;
  readonly roleDefinitionId: string;
};

/** Gives a role. Resolves to the revision since which it is in force. */
export function useAssignRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: assignRole,
    onSuccess: () => client.invalidateQueries({ queryKey: ['roleAssignments'] }),
  });
}

async function assignRole({ scope, ...properties }: NewRoleAssignment): Promise<string | undefined> {
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments/${crypto.randomUUID()}`;
  return (await arm().put(path, API.roles, { properties })).header('x-sluice-revision');
}
