import type { JsonObject, JsonValue } from '@sluice/language';
import {
  bindTemplateParameters,
  type DeploymentContext,
  type ExpandResult,
  expandTemplate,
  parseTemplate,
} from '../index.ts';

export const SUBSCRIPTION = '/subscriptions/s1';
export const GROUP = '/subscriptions/s1/resourceGroups/g1';

/** A world with one of each; guids count up. */
export function createContext(): DeploymentContext {
  let guids = 0;
  return {
    now: '2026-03-01T08:00:00.0000000Z',
    newGuid: () => {
      guids += 1;
      return `00000000-0000-0000-0000-${String(guids).padStart(12, '0')}`;
    },
    tenant: { id: '/tenants/t1', tenantId: 't1', displayName: 'Contoso' },
    environment: { name: 'AzureCloud', resourceManager: 'https://management.azure.com/' },
    deployer: { objectId: 'o1', tenantId: 't1' },
    subscription: id =>
      id === 's1' || id === 's2'
        ? { id: `/subscriptions/${id}`, subscriptionId: id, tenantId: 't1' }
        : undefined,
    resourceGroup: id =>
      /^\/subscriptions\/s[12]\/resourcegroups\/g[12]$/i.test(id)
        ? { id, name: id.slice(-2), location: 'westeurope' }
        : undefined,
    managementGroup: name =>
      name === 'm1' ? { name, id: `/providers/Microsoft.Management/managementGroups/${name}` } : undefined,
    providers: (namespace, type) =>
      namespace === 'Microsoft.A' ? { resourceType: type ?? null } : undefined,
    zones: (_namespace, type) => (type === 'zoned' ? ['1', '2', '3'] : []),
  };
}

/** A template of the members given, with what every template needs. */
export function template(members: JsonObject): JsonObject {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [],
    ...members,
  };
}

/** Parses, binds and expands; the first stage with problems ends it. */
export function deploy(value: JsonValue, given: JsonObject = {}, scopeId = GROUP) {
  const target = { scopeId, deployment: { name: 'd1', location: 'westeurope' }, context: createContext() };
  const parsed = parseTemplate(value);
  if (parsed.template === undefined) return { problems: parsed.problems };
  const bound = bindTemplateParameters(parsed.template, given, target);
  if (bound.parameters === undefined) return { problems: bound.problems };
  return { ...expandTemplate(parsed.template, bound.parameters, target), parameters: bound.parameters };
}

/** What a property of a resource with that expression would be, or the first problem's message without its preamble. */
export function evaluate(text: JsonValue, scopeId = GROUP, members: JsonObject = {}): JsonValue | undefined {
  const resource = { type: 'Microsoft.A/probe', apiVersion: '1', name: 'probe', properties: { value: text } };
  const { plan, problems } = planOf(deploy(template({ ...members, resources: [resource] }), {}, scopeId));
  const [problem] = problems;
  if (problem !== undefined) return `problem: ${messageOf(problem.message)}`;
  const properties = plan?.resources[0]?.body['properties'];
  return typeof properties === 'object' && properties !== null && 'value' in properties
    ? properties.value
    : undefined;
}

/** A result of `deploy` whatever stage it comes from. */
export function planOf(result: ReturnType<typeof deploy>): Pick<ExpandResult, 'plan' | 'problems'> {
  return result;
}

/** The message of a problem without the words that all of them begin with. */
export function messageOf(message: string): string {
  return message
    .replace(/^Deployment template validation failed(?: at '[^']*')?: '(.*)'$/s, '$1')
    .replace(/^Unable to process template language expressions for (?:resource '[^']*'|outputs): /, '');
}
