import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { textAt } from '../../../lib/json.ts';
import { getAll } from '../../../lib/pages.ts';
import { ASSIGNMENTS_KEY } from '../../../lib/policy/use-assignment.ts';

const NONE: ReadonlySet<string> = new Set();

/** Names, in lower case, of the assignments at exactly this scope; undefined until they are known. Without a scope, or the right to read them: none. */
export function useTakenNames(scope: string): ReadonlySet<string> | undefined {
  const { data, isPending } = useQuery({
    queryKey: [ASSIGNMENTS_KEY, 'names', scope.toLowerCase()],
    queryFn: async (): Promise<ReadonlySet<string>> => {
      const all = await getAll(`${scope}/providers/Microsoft.Authorization/policyAssignments`, API.policy, {
        $filter: 'atExactScope()',
      });
      return new Set(all.map(each => (textAt(each, 'name') ?? '').toLowerCase()));
    },
    enabled: scope !== '',
  });
  if (scope === '') return NONE;
  return data ?? (isPending ? undefined : NONE);
}
