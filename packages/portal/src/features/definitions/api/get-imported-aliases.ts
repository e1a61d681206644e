import { ApiError } from '@sluice/arm/client';
import { type AliasTable, aliasesFromProviderList } from '@sluice/language';
import { useQueries } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { isObject } from '../../../lib/json.ts';

/** The aliases that the server knows in a namespace, imported ones too. None of a namespace that it does not know. */
export async function getImportedAliases(namespace: string): Promise<AliasTable> {
  try {
    const { body } = await arm().get(`/providers/${namespace}`, API.resources, {
      query: { $expand: 'resourceTypes/aliases' },
    });
    return aliasesFromProviderList(isObject(body) ? [body] : []).aliases;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return new Map();
    throw error;
  }
}

/** The same of several namespaces, as far as they have come; `isComplete` when all have. */
export function useImportedAliases(namespaces: readonly string[]) {
  return useQueries({
    queries: namespaces.map(namespace => ({
      queryKey: ['imported-aliases', namespace],
      queryFn: () => getImportedAliases(namespace),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: results => ({
      tables: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
      isComplete: results.every(({ isPending }) => !isPending),
    }),
  });
}
