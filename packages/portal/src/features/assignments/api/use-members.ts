import { useQueries } from '@tanstack/react-query';
import { membersOf } from '../../../lib/policy/members-of.ts';
import { DEFINITION_KEY, type Definition, getDefinition } from '../../../lib/policy/use-definition.ts';

/** More members than this are not looked into: their parameters are edited by type alone. */
const MOST = 60;

/** The definitions that an initiative is made of, as far as they could be read. `isPending`: some are still on their way. */
export function useMembers(definition: Definition | undefined): {
  readonly definitions: readonly Definition[];
  readonly isPending: boolean;
} {
  const members = definition === undefined ? [] : membersOf(definition);
  const ids = [...new Set(members.map(({ definitionId }) => definitionId))].slice(0, MOST);
  return useQueries({
    queries: ids.map(id => ({
      queryKey: [DEFINITION_KEY, id.toLowerCase(), ''],
      queryFn: () => getDefinition(id),
      staleTime: 30_000,
    })),
    combine: results => ({
      definitions: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
      isPending: results.some(({ isPending }) => isPending),
    }),
  });
}
