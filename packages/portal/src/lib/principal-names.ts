import { useQuery } from '@tanstack/react-query';
import { API } from './arm.ts';
import { objectAt, textAt } from './json.ts';
import { getAll } from './pages.ts';

/** Who is behind an object id, by the id in lower case; what the server does by itself is not among them. */
export type PrincipalNames = ReadonlyMap<string, string>;

/** The names of all principals. Whoever may not read them sees ids. */
export function usePrincipalNames() {
  return useQuery({
    queryKey: ['principalNames'],
    staleTime: 300_000,
    queryFn: async (): Promise<PrincipalNames> => {
      const all = await getAll('/providers/Sluice.Governance/principals', API.governance);
      return new Map(
        all.flatMap(each => {
          const name = textAt(objectAt(each, 'properties'), 'displayName');
          return name === undefined ? [] : [[(textAt(each, 'name') ?? '').toLowerCase(), name]];
        }),
      );
    },
  });
}
