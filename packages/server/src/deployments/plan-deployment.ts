import { ApiError, badRequest, type ErrorDetail } from '@sluice/arm/errors';
import { parseScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import {
  bindTemplateParameters,
  type DeploymentPlan,
  type DeploymentTarget,
  expandTemplate,
  parseTemplate,
  type TemplateProblem,
} from '@sluice/templates';
import { objectAt, textAt } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';

/**
 * What a deployment (as it would be stored, or is) would write, in order. Throws ApiError with everything that is wrong with its template
 * and parameters.
 */
export function planDeployment(
  deployment: Resource,
  snapshot: Snapshot,
  services: Pick<WriteDependencies, 'now' | 'newId' | 'tenantId'>,
): DeploymentPlan {
  const properties = objectAt(deployment.body, 'properties');
  const target = targetOf(deployment, snapshot, services);
  const { template, problems } = parseTemplate(objectAt(properties, 'template'));
  if (template === undefined) throw refused(problems);
  const bound = bindTemplateParameters(template, objectAt(properties, 'parameters'), target);
  if (bound.parameters === undefined) throw refused(bound.problems);
  const expanded = expandTemplate(template, bound.parameters, target);
  if (expanded.plan === undefined) throw refused(expanded.problems);
  return expanded.plan;
}

/** A problem of a template as ARM tells it. */
export function toDetail({ code, message, pointer }: TemplateProblem): ErrorDetail {
  return { code, message, ...(pointer === '' ? {} : { target: pointer }) };
}

function refused(problems: readonly TemplateProblem[]): ApiError {
  const [first] = problems;
  if (first === undefined) return badRequest('InvalidTemplate', 'The template is not valid.');
  const details = problems.length > 1 ? { details: problems.map(toDetail) } : {};
  return new ApiError(400, { ...toDetail(first), ...details });
}

function targetOf(
  { id, name, body, systemData }: Resource,
  { scopes }: Snapshot,
  { now, newId, tenantId }: Pick<WriteDependencies, 'now' | 'newId' | 'tenantId'>,
): DeploymentTarget {
  const scopeId = id.slice(0, id.lastIndexOf('/providers/'));
  const location = textAt(body, 'location');
  const mode = textAt(objectAt(body, 'properties'), 'mode');
  const documentAt = (scope: string): JsonObject | undefined =>
    scopes.get(parseScopeId(scope)?.key ?? scope.toLowerCase())?.document;
  return {
    scopeId: scopeId === '' ? '/' : scopeId,
    deployment: {
      name,
      ...(location === undefined ? {} : { location }),
      ...(mode === undefined ? {} : { mode }),
    },
    context: {
      now: now(),
      newGuid: newId,
      tenant: { tenantId, countryCode: '', displayName: '' },
      environment: { name: 'Sluice', resourceManager: '/' },
      deployer: { objectId: systemData.lastModifiedBy, tenantId },
      subscription: subscriptionId => documentAt(`/subscriptions/${subscriptionId}`),
      resourceGroup: documentAt,
      managementGroup: group => documentAt(`/providers/Microsoft.Management/managementGroups/${group}`),
    },
  };
}
