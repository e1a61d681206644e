import type { ErrorDetail } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { Snapshot } from '@sluice/engine';
import type { PolicyAssignment } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { runDeployment } from '../deployments/run-deployment.ts';
import { isObject, objectAt, textAt } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { assignmentIdentity, refusalOf } from './assignment-identity.ts';

/** What became of the deployment of a deployIfNotExists policy. */
export type Deployed = { readonly deploymentId?: string; readonly error?: ErrorDetail };

/**
 * Deploys what a deployIfNotExists policy wants beside a resource, as the identity of the assignment. Done again under the same name it
 * is the same deployment. `details` are those of the effect with the policy's expressions evaluated.
 * Source: Azure Policy documentation, "deployIfNotExists".
 */
export async function deployRelated(
  input: {
    readonly snapshot: Snapshot;
    readonly assignment: PolicyAssignment;
    readonly details: JsonValue | undefined;
    readonly resourceId: string;
    readonly name: string;
    readonly correlationId: string;
  },
  services: WriteDependencies,
): Promise<Deployed> {
  const { snapshot, assignment, name, correlationId, resourceId } = input;
  const identity = assignmentIdentity(snapshot, assignment, services.tenantId);
  if ('error' in identity) return identity;
  const details = isObject(input.details) ? input.details : {};
  const scope = deploymentScope(details, resourceId);
  if (typeof scope !== 'string') return scope;
  const deployment = objectAt(details, 'deployment');
  const location = textAt(deployment, 'location');
  try {
    return await runDeployment(
      {
        scope,
        name,
        ...(location === undefined ? {} : { location }),
        properties: { mode: 'Incremental', ...objectAt(deployment, 'properties') },
        caller: identity,
        correlationId,
      },
      services,
    );
  } catch (error) {
    return { error: refusalOf(error) };
  }
}

/** The subscription where the details say so, otherwise a resource group: the one that they name, or the resource's own. */
function deploymentScope(details: JsonObject, resourceId: string): string | { readonly error: ErrorDetail } {
  const subscription = SUBSCRIPTION.exec(resourceId)?.[0];
  const own = GROUP.exec(resourceId)?.[0];
  const named = textAt(details, 'resourceGroupName');
  if (textAt(details, 'deploymentScope')?.toLowerCase() === 'subscription')
    return subscription ?? nowhere(resourceId);
  if (subscription !== undefined && named !== undefined && named !== '')
    return `${subscription}/resourceGroups/${named}`;
  return own ?? nowhere(resourceId);
}

function nowhere(resourceId: string): { readonly error: ErrorDetail } {
  const place = parseResourceId(resourceId)?.scope.kind ?? 'tenant';
  const message = `'${resourceId}' is at a ${place}, where the policy's details name no place to deploy to.`;
  return { error: { code: 'InvalidTemplateDeployment', message } };
}

const SUBSCRIPTION = /^\/subscriptions\/[^/]+/i;
const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i;
