import { parseResourceId } from '@sluice/arm/ids';
import { useQuery } from '@tanstack/react-query';
import { API } from '../arm.ts';
import { textAt } from '../json.ts';
import { getAll } from '../pages.ts';
import { ASSIGNMENTS_KEY } from './use-assignment.ts';
import { EXEMPTIONS_KEY } from './use-exemptions.ts';

const KINDS = {
  policyAssignments: { key: ASSIGNMENTS_KEY, version: API.policy },
  policyExemptions: { key: EXEMPTIONS_KEY, version: API.exemptions },
} as const;

const NONE: ReadonlySet<string> = new Set();

/** Names, in lower case, of what stands at exactly this scope; undefined until they are known. Without a scope, or the right to read them: none. */
export function useTakenNames(kind: keyof typeof KINDS, scope: string): ReadonlySet<string> | undefined {
  const { key, version } = KINDS[kind];
  const isScope = parseResourceId(scope) !== undefined;
  const { data, isPending } = useQuery({
    queryKey: [key, 'names', scope.toLowerCase()],
    queryFn: async (): Promise<ReadonlySet<string>> => {
      const all = await getAll(`${scope}/providers/Microsoft.Authorization/${kind}`, version, {
        $filter: 'atExactScope()',
      });
      return new Set(all.map(each => (textAt(each, 'name') ?? '').toLowerCase()));
    },
    enabled: isScope,
    retry: false,
  });
  if (!isScope) return NONE;
  return data ?? (isPending ? undefined : NONE);
}
