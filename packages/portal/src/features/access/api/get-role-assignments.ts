import { useQuery } from '@tanstack/react-query';
import { getRoleAssignments } from '../../../lib/roles.ts';

/** Role assignments that hold at a scope, inherited ones too. */
export function useRoleAssignments(scope: string | undefined) {
  return useQuery({
    queryKey: ['roleAssignments', 'at', scope],
    queryFn: () => getRoleAssignments(scope ?? ''),
    enabled: scope !== undefined,
  });
}

/** What a principal has, wherever it is. */
export function useRolesOf(principalId: string) {
  return useQuery({
    queryKey: ['roleAssignments', 'of', principalId],
    queryFn: () => getRoleAssignments('', `assignedTo('${principalId}')`),
  });
}
