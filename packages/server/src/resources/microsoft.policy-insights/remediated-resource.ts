import type { JsonObject } from '@sluice/arm/protocol';
import type { RemediatedResource } from '@sluice/storage';

/** One resource of a remediation as `listDeployments` tells of it. What modify changes needs no deployment, and has no id of one. */
export function remediatedResourceToWire(each: RemediatedResource): JsonObject {
  const { resourceId, location, status, deploymentId, error, createdOn, lastUpdatedOn } = each;
  return {
    remediatedResourceId: resourceId,
    ...(deploymentId === null ? {} : { deploymentId }),
    status,
    ...(location === null ? {} : { resourceLocation: location }),
    ...(error === null ? {} : { error }),
    createdOn,
    lastUpdatedOn,
  };
}
