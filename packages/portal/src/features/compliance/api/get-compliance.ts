import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { summarize } from '../../../lib/insights/query.ts';
import { type ComplianceSummary, readSummary } from '../../../lib/insights/summary.ts';

export type ComplianceAsked = {
  /** A resource id; undefined while it is not known. */
  readonly scope: string | undefined;
  /** ISO 8601; undefined: as it is now. */
  readonly at?: string | undefined;
  /** OData. */
  readonly filter?: string | undefined;
};

/** What the states at a scope come to, by assignment. */
export function useCompliance({ scope, at, filter }: ComplianceAsked) {
  return useQuery({
    queryKey: ['states', 'summary', scope, at, filter],
    enabled: scope !== undefined,
    placeholderData: keepPreviousData,
    queryFn: (): Promise<ComplianceSummary> => getCompliance(scope ?? '', at, filter),
  });
}

async function getCompliance(
  scope: string,
  at: string | undefined,
  filter: string | undefined,
): Promise<ComplianceSummary> {
  return readSummary(await summarize(scope, { $to: at, $filter: filter }));
}
