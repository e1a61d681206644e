import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';

/** Takes a role back, by the id of its assignment. Resolves to the revision since which it is gone. */
export function useRemoveRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await arm().delete(id, API.roles)).header('x-sluice-revision'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['roleAssignments'] }),
  });
}
