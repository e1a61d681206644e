import { useQuery } from '@tanstack/react-query';
import { summarize } from '../../../lib/insights/query.ts';
import { readSummary, totalOf } from '../../../lib/insights/summary.ts';

/** A policy of an assignment that can set right what it finds. */
export type RemediablePolicy = {
  readonly assignmentId: string;
  readonly definitionId: string;
  /** The member of the initiative; undefined where a single policy is assigned. */
  readonly referenceId: string | undefined;
  readonly effect: string;
  /** Resources that are not compliant with it. */
  readonly resources: number;
  readonly allResources: number;
};

const REMEDIABLE = /^(modify|deployIfNotExists)$/i;

/** The policies of a scope that have something to remediate, most first. */
export function useRemediablePolicies(scope: string | undefined) {
  return useQuery({
    queryKey: ['states', 'remediable', scope],
    enabled: scope !== undefined,
    queryFn: async (): Promise<readonly RemediablePolicy[]> => {
      const { assignments } = readSummary(await summarize(scope ?? '', {}));
      return assignments
        .flatMap(({ assignmentId, policies }) =>
          policies
            .filter(({ effect }) => REMEDIABLE.test(effect))
            .map(({ definitionId, referenceId, effect, totals }) => ({
              assignmentId,
              definitionId,
              referenceId,
              effect,
              resources: totals.resources['NonCompliant'] ?? 0,
              allResources: totalOf(totals.resources),
            })),
        )
        .filter(({ resources }) => resources > 0)
        .sort((one, other) => other.resources - one.resources);
    },
  });
}
