import { useQueries } from '@tanstack/react-query';
import { API, arm } from './arm.ts';
import { nameOfId } from './format/id.ts';
import { objectAt, textAt } from './json.ts';

/**
 * What things are called (definitions, initiatives, exemptions), by their ids in lower case. Each is asked for once and kept; until then, and
 * where it cannot be read, the last name of the id stands for it.
 */
export function useDisplayNames(ids: readonly string[]): (id: string) => string {
  const wanted = [...new Set(ids.filter(id => id !== '').map(id => id.toLowerCase()))];
  const names = useQueries({
    queries: wanted.map(id => ({
      queryKey: ['displayName', id],
      queryFn: () => getDisplayName(id),
      staleTime: 300_000,
      retry: false,
      refetchOnWindowFocus: false,
    })),
    combine: results =>
      new Map(wanted.flatMap((id, index) => (results[index]?.data ? [[id, results[index].data]] : []))),
  });
  return id => names.get(id.toLowerCase()) ?? nameOfId(id);
}

async function getDisplayName(id: string): Promise<string> {
  const version = id.includes('/policyexemptions/') ? API.exemptions : API.policy;
  const { body } = await arm().get(id, version);
  return textAt(objectAt(body, 'properties'), 'displayName') || nameOfId(id);
}
