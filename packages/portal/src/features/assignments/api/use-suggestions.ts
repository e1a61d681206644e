import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { objectsAt, textAt } from '../../../lib/json.ts';
import { getAll } from '../../../lib/pages.ts';
import type { Suggestion } from '../../../lib/suggestions.ts';
import type { Named } from '../parameters/what-parameters-name.ts';
import { type Catalog, useCatalog } from './use-catalog.ts';

/** What values that name something may be; none where there is nothing to choose from, or it cannot be read: any text is taken anyway. */
export function useSuggestions(names: Named | undefined): readonly Suggestion[] {
  const isFact = names !== undefined && Object.hasOwn(FACTS, names);
  const catalog = useCatalog('', isFact);
  const locations = useLocations(names === 'location');
  const types = useResourceTypes(names === 'resourceType');
  if (isFact) return factSuggestions(catalog.data, names as keyof typeof FACTS);
  if (names === 'location') return locations.data ?? [];
  return names === 'resourceType' ? (types.data ?? []) : [];
}

const FACTS = { registry: true, publisher: true, licence: true, task: true } as const;

function factSuggestions(catalog: Catalog | undefined, fact: keyof typeof FACTS): readonly Suggestion[] {
  return (catalog?.facets[fact] ?? []).map(({ value, count }) => ({
    value,
    detail: count === 1 ? '1 model' : `${count} models`,
  }));
}

/** The regions of the first subscription that the reader may see: they are the same in all. */
export function useLocations(isOn: boolean) {
  return useQuery({
    queryKey: ['locations'],
    queryFn: async (): Promise<readonly Suggestion[]> => {
      const [first] = await getAll('/subscriptions', API.subscriptions);
      if (first === undefined) return [];
      const all = await getAll(`${textAt(first, 'id')}/locations`, API.subscriptions);
      return all
        .map(each => ({ value: textAt(each, 'name') ?? '', detail: textAt(each, 'displayName') ?? '' }))
        .sort((one, other) => (one.value < other.value ? -1 : 1));
    },
    enabled: isOn,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The types of resources that the server knows, models' own first. */
function useResourceTypes(isOn: boolean) {
  return useQuery({
    queryKey: ['resourceTypes'],
    queryFn: async (): Promise<readonly Suggestion[]> => {
      const providers = await getAll('/providers', API.resources);
      const types = providers.flatMap(provider =>
        objectsAt(provider, 'resourceTypes').map(
          type => `${textAt(provider, 'namespace')}/${textAt(type, 'resourceType')}`,
        ),
      );
      const isModels = (type: string) => /MachineLearning|CognitiveServices/i.test(type);
      return types
        .sort((one, other) => Number(isModels(other)) - Number(isModels(one)) || (one < other ? -1 : 1))
        .map(value => ({ value }));
    },
    enabled: isOn,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
