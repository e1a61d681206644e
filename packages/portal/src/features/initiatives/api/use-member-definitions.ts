import { useQueries } from '@tanstack/react-query';
import { DEFINITION_KEY, type Definition, getDefinition } from '../../../lib/policy/use-definition.ts';

/** The policies of an initiative by their ids in lower case, as far as they have come and may be read. */
export function useMemberDefinitions(ids: readonly string[]): ReadonlyMap<string, Definition> {
  const unique = [...new Set(ids.map(id => id.toLowerCase()))];
  return useQueries({
    queries: unique.map(id => ({
      queryKey: [DEFINITION_KEY, id, ''],
      queryFn: () => getDefinition(ids.find(each => each.toLowerCase() === id) ?? id),
      staleTime: 30_000,
    })),
    combine: results =>
      new Map(
        results.flatMap(({ data }, index) =>
          data === undefined ? [] : [[unique[index] ?? '', data] as const],
        ),
      ),
  });
}
