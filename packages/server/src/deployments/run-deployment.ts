import { badRequest, type ErrorDetail } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Caller } from '../write/caller.ts';
import type { WriteDependencies } from '../write/dependencies.ts';

/** A deployment that the server makes itself, in somebody's name. */
export type DeploymentInput = {
  /** `/subscriptions/S` or `/subscriptions/S/resourceGroups/G` */
  readonly scope: string;
  readonly name: string;
  readonly location?: string;
  /** template, parameters, mode. */
  readonly properties: JsonObject;
  readonly caller: Caller;
  readonly correlationId: string;
};

/** Makes a deployment and works it off before it returns. Not built yet. */
export function runDeployment(
  _input: DeploymentInput,
  _services: WriteDependencies,
): Promise<{ readonly deploymentId: string; readonly error?: ErrorDetail }> {
  throw badRequest('FeatureNotSupported', 'Template deployments are not supported yet.');
}
