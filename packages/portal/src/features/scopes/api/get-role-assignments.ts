import { useQuery } from '@tanstack/react-query';
import { getRoleAssignments } from '../../../lib/roles.ts';

/** Who has which role at a scope, inherited ones too. */
export function useRoleAssignments(scope: string) {
  return useQuery({ queryKey: ['roleAssignments', 'at', scope], queryFn: () => getRoleAssignments(scope) });
}
