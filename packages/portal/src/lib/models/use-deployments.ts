import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { API } from '../arm.ts';
import { getPage, type Page } from '../pages.ts';
import { type Deployment, readDeployment } from './deployment.ts';

export type DeploymentsQuery = {
  /** A resource id; '' for everything that the reader may see. */
  readonly scope: string;
  /** OData. */
  readonly filter?: string | undefined;
  /** Words of names. */
  readonly search?: string | undefined;
};

const A_PAGE = 100;

/** A page of what runs models at a scope and below; the first one, or the one that a `next` names. */
export async function getDeployments(
  { scope, filter, search }: DeploymentsQuery,
  next?: string,
  top = A_PAGE,
): Promise<Page<Deployment>> {
  const path = `${scope}/providers/Sluice.Governance/modelDeployments`;
  const query = {
    $top: String(top),
    ...(filter === undefined ? {} : { $filter: filter }),
    ...(search === undefined || search === '' ? {} : { search }),
  };
  const page = await getPage(path, API.governance, query, next);
  return { items: page.items.map(readDeployment), next: page.next };
}

/** What runs models, page by page; not asked while the scope is not known. */
export function useDeployments(
  query: Omit<DeploymentsQuery, 'scope'> & { readonly scope: string | undefined },
) {
  const { scope } = query;
  return useInfiniteQuery({
    queryKey: ['deployments', query],
    queryFn: ({ pageParam }) => getDeployments({ ...query, scope: scope ?? '' }, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    enabled: scope !== undefined,
  });
}
