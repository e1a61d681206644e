import { isDeployment } from './place.ts';
import type { PreviewRow } from './preview.ts';

/** What ends for existing resources when an assignment goes. Each resource is counted once. */
export type EndingImpact = {
  /** Would be refused today, and no longer then. */
  readonly allowed: number;
  /** The assignment refuses them, but others do too. */
  readonly stillRefused: number;
  /** Not refused today, only reported or failing while it is not enforced. */
  readonly noLongerReported: number;
  /** All of them are deployments of models. */
  readonly areDeployments: boolean;
};

/** Sums up the preview of a deletion. `refusedByOthers`: keys of the resources that other assignments refuse. */
export function endingImpact(
  rows: readonly PreviewRow[],
  refusedByOthers: ReadonlySet<string>,
): EndingImpact {
  const ending = rows.filter(({ verdict }) => verdict === 'newlyCompliant');
  const all = new Set(ending.map(({ resourceId }) => resourceId.toLowerCase()));
  const refused = new Set(ending.filter(refuses).map(({ resourceId }) => resourceId.toLowerCase()));
  const stillRefused = [...refused].filter(key => refusedByOthers.has(key)).length;
  return {
    allowed: refused.size - stillRefused,
    stillRefused,
    noLongerReported: all.size - refused.size,
    areDeployments: ending.every(({ resourceType }) => isDeployment(resourceType)),
  };
}

function refuses({ before }: PreviewRow): boolean {
  return before?.effect.toLowerCase() === 'deny' && before.enforcementMode === 'Default';
}
