import type { ObjectNode } from '../source/json-node.ts';
import { placeBelow } from '../source/report.ts';
import type { DetailChecks, EffectRecord } from './effect-details.ts';
import { checkRelated } from './related.ts';
import { type At, asObject, checkOneOf, checkRoles, get, need, needObject } from './shape.ts';

/** Deploys a template when no related resource satisfies the existence condition. */
export const deployIfNotExists: EffectRecord = {
  name: 'deployIfNotExists',
  inArmModes: true,
  takesDetails: true,
  looksAtRelated: true,
  check(details, checks) {
    const object = needObject(details, 'deployIfNotExists', checks);
    if (object === undefined) return;
    checkRelated(object, checks);
    checkRoles(object, checks.report);
    checkOneOf(get(object, 'deploymentScope'), 'deploymentScope', ['ResourceGroup', 'Subscription'], checks);
    const deployment = need(object, 'deployment', checks.report);
    const body = deployment && asObject(deployment, 'deployment', checks.report);
    if (body !== undefined) checkDeployment(body, object, checks);
  },
};

/** The template is the deployment's own language and left alone; only parameter values are the policy's. */
function checkDeployment(deployment: At<ObjectNode>, details: At<ObjectNode>, checks: DetailChecks): void {
  const scope = get(details, 'deploymentScope')?.node;
  const atSubscription = scope?.kind === 'scalar' && String(scope.value).toLowerCase() === 'subscription';
  if (atSubscription) need(deployment, 'location', checks.report);
  const properties = need(deployment, 'properties', checks.report);
  const object = properties && asObject(properties, 'properties', checks.report);
  if (object === undefined) return;
  if (get(object, 'template') === undefined && get(object, 'templateLink') === undefined)
    need(object, 'template', checks.report);
  const parameters = get(object, 'parameters');
  const values = parameters && asObject(parameters, 'parameters', checks.report);
  for (const member of values?.node.members ?? []) {
    const parameter = {
      node: member.value,
      at: placeBelow(values?.at ?? object.at, member.name, member.value),
    };
    const given =
      parameter.node.kind === 'object' ? get({ node: parameter.node, at: parameter.at }, 'value') : undefined;
    if (given !== undefined) checks.template(given.node, given.at);
  }
}
