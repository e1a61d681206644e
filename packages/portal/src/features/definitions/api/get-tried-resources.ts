import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { wholePath } from '../../../lib/format/resource.ts';
import { objectAt, textAt } from '../../../lib/json.ts';
import { getPage } from '../../../lib/pages.ts';
import { isSearchable, useSearch } from '../../../lib/search.ts';

/** Something that a definition can be tried on. `name`: with what it is in, as `blue` alone may be many. */
export type TriedResource = { readonly id: string; readonly name: string; readonly detail: string };

type TriedResources = {
  /** Undefined: not known yet. */
  readonly found: readonly TriedResource[] | undefined;
  readonly isCurrent: boolean;
};

const MOST = 20;
const KINDS = 'deployment,endpoint,workspace,account';

/** Resources that fit a text; without one, the first models that run at a scope. `isCurrent`: not those of the text before. */
export function useTriedResources(scope: string, text: string, isOpen: boolean): TriedResources {
  const isAsked = isSearchable(text);
  const found = useSearch(isOpen && isAsked ? text : '', { top: MOST, kind: KINDS });
  const first = useQuery({
    queryKey: ['tried-resources', scope],
    queryFn: () => getFirst(scope),
    enabled: isOpen && !isAsked,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  if (!isAsked) return { found: first.data, isCurrent: !first.isPlaceholderData };
  const hits = found.data?.hits.map(({ id, scope: at = '', kind }) => ({
    id,
    name: wholePath(id),
    detail: `${kind} · ${nameOfId(at)}`,
  }));
  return { found: hits, isCurrent: !found.isPlaceholderData };
}

async function getFirst(scope: string): Promise<readonly TriedResource[]> {
  const { items } = await getPage(`${scope}/providers/Sluice.Governance/modelDeployments`, API.governance, {
    $top: String(MOST),
  });
  return items.map(item => {
    const properties = objectAt(item, 'properties');
    const id = textAt(item, 'id') ?? '';
    return {
      id,
      name: wholePath(id),
      detail: textAt(objectAt(properties, 'model'), 'assetId') ?? textAt(item, 'type') ?? '',
    };
  });
}
