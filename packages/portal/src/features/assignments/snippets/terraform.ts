import { parseScopeId, type ScopeKind } from '@sluice/arm/ids';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, objectsAt, textAt } from '../../../lib/json.ts';
import { hclText, hclValue } from './hcl.ts';
import type { Written } from './written.ts';

/** Which resource of azurerm assigns at a kind of scope, and the argument that names the scope. */
const RESOURCES: Readonly<Record<Exclude<ScopeKind, 'tenant'>, readonly [type: string, argument: string]>> = {
  managementGroup: ['azurerm_management_group_policy_assignment', 'management_group_id'],
  subscription: ['azurerm_subscription_policy_assignment', 'subscription_id'],
  resourceGroup: ['azurerm_resource_group_policy_assignment', 'resource_group_id'],
  resource: ['azurerm_resource_policy_assignment', 'resource_id'],
};

/** The assignment for Terraform's azurerm provider. What that has no argument for stands in a comment at the top. */
export function terraformSnippet({ scope, name, body }: Written): string {
  const kind = parseScopeId(scope)?.kind;
  const [type, argument] = RESOURCES[kind === undefined || kind === 'tenant' ? 'resource' : kind];
  const properties = objectAt(body, 'properties');
  const lines = [
    ...missingIn(properties).map(each => `# azurerm has no argument for ${each}: it is left out.`),
    `resource "${type}" "${labelOf(name)}" {`,
    ...argumentLines([
      ['name', name],
      [argument, scope],
      ['policy_definition_id', properties['policyDefinitionId']],
      ['display_name', properties['displayName']],
      ['description', properties['description']],
      ['not_scopes', properties['notScopes']],
      ['location', body['location']],
    ]),
    ...(textAt(properties, 'enforcementMode') === 'DoNotEnforce' ? ['  enforce = false'] : []),
    ...encoded('parameters', properties['parameters']),
    ...encoded('metadata', properties['metadata']),
    ...identityLines(objectAt(body, 'identity')),
    ...objectsAt(properties, 'nonComplianceMessages').flatMap(each =>
      block('non_compliance_message', 2, [
        ['content', each['message']],
        ['policy_definition_reference_id', each['policyDefinitionReferenceId']],
      ]),
    ),
    ...objectsAt(properties, 'resourceSelectors').flatMap(each =>
      selectorBlock('resource_selectors', each, ['name']),
    ),
    ...objectsAt(properties, 'overrides')
      .filter(isEffectOverride)
      .flatMap(each => selectorBlock('overrides', each, ['value'])),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function missingIn(properties: JsonObject): readonly string[] {
  const shown = [
    'policyDefinitionId',
    'displayName',
    'description',
    'notScopes',
    'enforcementMode',
    'parameters',
    'metadata',
    'nonComplianceMessages',
    'resourceSelectors',
    'overrides',
  ];
  return [
    ...Object.keys(properties).filter(name => !shown.includes(name)),
    ...(textAt(properties, 'enforcementMode') === 'Enroll' ? ["the enforcement mode 'Enroll'"] : []),
    ...(objectsAt(properties, 'overrides').every(isEffectOverride) ? [] : ['overrides of the version']),
  ];
}

function isEffectOverride(override: JsonObject): boolean {
  return textAt(override, 'kind') === 'policyEffect';
}

function selectorBlock(name: string, holder: JsonObject, texts: readonly string[]): readonly string[] {
  return [
    `  ${name} {`,
    ...texts.flatMap(text => {
      const value = textAt(holder, text);
      return value === undefined ? [] : [`    ${text} = ${hclText(value)}`];
    }),
    ...objectsAt(holder, 'selectors').flatMap(selector =>
      block('selectors', 4, [
        ['kind', selector['kind']],
        ['in', selector['in']],
        ['not_in', selector['notIn']],
      ]),
    ),
    '  }',
  ];
}

function identityLines(identity: JsonObject): readonly string[] {
  const type = textAt(identity, 'type');
  if (type !== 'SystemAssigned' && type !== 'UserAssigned') return [];
  const ids = Object.keys(objectAt(identity, 'userAssignedIdentities'));
  return block('identity', 2, [
    ['type', type],
    ['identity_ids', ids.length === 0 ? undefined : ids],
  ]);
}

type Argument = readonly [name: string, value: JsonValue | undefined];

function block(name: string, indent: number, values: readonly Argument[]): readonly string[] {
  const start = ' '.repeat(indent);
  return [`${start}${name} {`, ...argumentLines(values, indent + 2), `${start}}`];
}

/** Equal signs stand below one another, as `terraform fmt` has them; a value of several lines stands by itself. */
function argumentLines(values: readonly Argument[], indent = 2): readonly string[] {
  const given = values.flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && listAt({ value }, 'value').length === 0)
      ? []
      : [[name, hclValue(value, indent)] as const],
  );
  const start = ' '.repeat(indent);
  return given.map(([name, text], index) => {
    const width = text.includes('\n') ? name.length : alignedWidth(given, index);
    return `${start}${name.padEnd(width)} = ${text}`;
  });
}

/** The longest name of the lines around that are one line each. */
function alignedWidth(given: readonly (readonly [string, string])[], at: number): number {
  const isOne = (index: number) => given[index] !== undefined && !given[index][1].includes('\n');
  let [from, to] = [at, at];
  while (isOne(from - 1)) from--;
  while (isOne(to + 1)) to++;
  return Math.max(...given.slice(from, to + 1).map(([name]) => name.length));
}

function encoded(name: string, value: JsonValue | undefined): readonly string[] {
  if (!isObject(value) || Object.keys(value).length === 0) return [];
  return ['', `  ${name} = jsonencode(${hclValue(value, 2)})`];
}

/** A name of Terraform's own for the resource. */
function labelOf(name: string): string {
  const label = name.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^([^A-Za-z_])/, '_$1');
  return label === '' || /^_+$/.test(label) ? 'assignment' : label;
}
