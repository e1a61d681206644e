import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { byText } from '../../../lib/by-text.ts';
import { textAt } from '../../../lib/json.ts';
import { getAll } from '../../../lib/pages.ts';

/** The versions of a model, by its resource id, the newest first. Nothing is read without one. */
export function useModelVersions(modelId: string | undefined) {
  return useQuery({
    queryKey: ['modelVersions', modelId?.toLowerCase()],
    queryFn: async () => {
      const all = await getAll(`${modelId}/versions`, API.machineLearning);
      return all.map(each => textAt(each, 'name') ?? '').sort((one, other) => byText(other, one));
    },
    enabled: modelId !== undefined && modelId !== '',
    staleTime: 60_000,
  });
}
