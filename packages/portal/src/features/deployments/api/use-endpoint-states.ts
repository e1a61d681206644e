import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { queryPage } from '../../../lib/insights/query.ts';
import { isOneOf } from '../../../lib/odata.ts';
import { readEndpointStates } from '../endpoint-states.ts';
import { ENDPOINT_TYPES } from './use-endpoints.ts';

const TYPES = Object.keys(ENDPOINT_TYPES).flatMap(type => [type, `${type}/deployments`]);

/** What policy says of the endpoints at a scope and below, and of their deployments: one question for all of them. */
export function useEndpointStates(scope: string | undefined) {
  return useQuery({
    queryKey: ['states', 'endpoints', scope?.toLowerCase()],
    enabled: scope !== undefined,
    queryFn: async () => readEndpointStates(await countStates(scope ?? '')),
  });
}

async function countStates(scope: string): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  let next: string | undefined;
  do {
    const page = await queryPage(
      scope,
      'policyStates/latest',
      {
        $filter: isOneOf('resourceType', TYPES),
        $apply: 'groupby((resourceId,complianceState),aggregate($count as rowCount))',
      },
      next,
      LARGEST_PAGE,
    );
    all.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return all;
}

const LARGEST_PAGE = 1_000;
