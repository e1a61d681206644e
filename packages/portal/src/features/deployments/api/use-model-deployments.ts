import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { allOf, isOneOf } from '../../../lib/odata.ts';
import { getPage, type Page } from '../../../lib/pages.ts';
import { type ModelDeployment, readModelDeployment } from './model-deployment.ts';

export type DeploymentsAsked = {
  /** Any scope down to an endpoint; undefined while it is not known. */
  readonly scope: string | undefined;
  readonly search?: string;
  readonly kinds?: readonly string[];
  readonly states?: readonly string[];
};

export const DEPLOYMENTS_KEY = 'modelDeployments';
const A_PAGE = '100';

/** What runs models at a scope and below, page after page. A page may be short, or empty, before the last. */
export function useModelDeployments({ scope, search = '', kinds = [], states = [] }: DeploymentsAsked) {
  return useInfiniteQuery({
    queryKey: [DEPLOYMENTS_KEY, scope?.toLowerCase(), search, kinds, states],
    enabled: scope !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page<ModelDeployment>) => next,
    queryFn: async ({ pageParam }): Promise<Page<ModelDeployment>> => {
      const filter = allOf(isOneOf('kind', kinds), isOneOf('complianceState', states));
      const query = {
        $top: A_PAGE,
        ...(filter === undefined ? {} : { $filter: filter }),
        ...(search === '' ? {} : { search }),
      };
      const path = `${scope}/providers/Sluice.Governance/modelDeployments`;
      const page = await getPage(path, API.governance, query, pageParam);
      return { ...page, items: page.items.map(readModelDeployment) };
    },
  });
}
