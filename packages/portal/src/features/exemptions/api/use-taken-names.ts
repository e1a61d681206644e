import { parseResourceId } from '@sluice/arm/ids';
import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { textAt } from '../../../lib/json.ts';
import { getAll } from '../../../lib/pages.ts';
import { EXEMPTIONS_KEY } from '../../../lib/policy/use-exemptions.ts';

const NONE: ReadonlySet<string> = new Set();

/** Names, in lower case, of the exemptions at exactly this place; none where it is no place, or cannot be read. */
export function useTakenNames(scope: string): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: [EXEMPTIONS_KEY, 'names', scope.toLowerCase()],
    queryFn: async (): Promise<ReadonlySet<string>> => {
      const all = await getAll(
        `${scope}/providers/Microsoft.Authorization/policyExemptions`,
        API.exemptions,
        {
          $filter: 'atExactScope()',
        },
      );
      return new Set(all.map(each => (textAt(each, 'name') ?? '').toLowerCase()));
    },
    enabled: parseResourceId(scope) !== undefined,
    retry: false,
  });
  return data ?? NONE;
}
