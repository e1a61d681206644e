import { type Alias, createVocabulary, type JsonObject } from '@sluice/language';
import type { Component, EvaluationRequest } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition, SnapshotChange } from '../model/records.ts';
import { scopeContext } from '../scope/scope-context.ts';
import { applyChanges } from '../snapshot/apply-changes.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import type { Snapshot, TypeFacts, TypeTable } from '../snapshot/snapshot.ts';
import { TREE_CHANGES } from './world.ts';

/** A mode with components, a component type in it, the ARM type that has them. */
export const DATA_MODE = 'Microsoft.Models.Data';
export const COMPONENT = 'Microsoft.Models.Data/hosts/deployments';
export const DEPLOYMENT = 'Microsoft.Models/hosts/deployments';
export const THING = 'Microsoft.X/things';
const RESOURCE_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups';

const FIELDS = ['assetId', 'registryName', 'publisher', 'source'];
const aliases: readonly Alias[] = FIELDS.map(name => ({
  name: `${COMPONENT}/model.${name}`,
  defaultPath: `model.${name}`,
}));

const table: readonly TypeFacts[] = [
  { type: THING, tracked: true, judged: true },
  { type: `${THING}/parts`, tracked: false, judged: true },
  {
    type: DEPLOYMENT,
    tracked: true,
    judged: true,
    componentsOf,
    possible: { type: COMPONENT, complete: completeComponent, examples: () => [] },
  },
  { type: 'Microsoft.Models/hosts', tracked: true, judged: true },
  { type: RESOURCE_GROUP, tracked: true, judged: true },
  { type: 'Microsoft.Authorization/policyAssignments', tracked: false, judged: false },
];

/** What the tests know of resource types. */
export const TYPES: TypeTable = new Map(table.map(facts => [facts.type.toLowerCase(), facts]));

/** What rules of the tests may name. */
export const VOCABULARY = createVocabulary({
  aliases: new Map([
    [COMPONENT, aliases],
    [
      THING,
      [
        { name: `${THING}/size`, defaultPath: 'properties.size' },
        { name: `${THING}/sku.name`, defaultPath: 'sku.name' },
      ],
    ],
  ]),
  dataModes: [
    {
      mode: DATA_MODE,
      effects: ['audit', 'deny', 'disabled'],
      componentTypes: [COMPONENT],
      customDefinitions: true,
    },
  ],
  tracked: new Map(table.map(facts => [facts.type, facts.tracked])),
});

function componentsOf(resource: JsonObject): readonly Component[] {
  const { id, name, properties } = resource;
  const model = (properties as JsonObject | undefined)?.['model'] ?? {};
  const own = { type: COMPONENT, id: String(id), name: String(name) };
  return [{ ...own, mode: DATA_MODE, content: { ...own, model } }];
}

/** The registry that an id begins with is the registry of the model. */
function completeComponent(content: JsonObject): JsonObject | undefined {
  const model = (content['model'] ?? {}) as JsonObject;
  const { assetId, registryName } = model;
  const named = /^azureml:\/\/registries\/([^/]+)\//.exec(String(assetId))?.[1];
  if (named === undefined)
    return registryName === undefined || assetId !== undefined
      ? content
      : {
          ...content,
          model: { ...model, assetId: `azureml://registries/${registryName}/models/m/versions/1` },
        };
  if (registryName !== undefined && String(registryName).toLowerCase() !== named.toLowerCase())
    return undefined;
  return { ...content, model: { ...model, registryName: named } };
}

/** A definition at the tenant, or at `scope`. */
export function definition(
  name: string,
  document: JsonObject,
  record: Partial<PolicyDefinition> & { readonly scope?: string } = {},
): PolicyDefinition {
  const { scope = '', ...rest } = record;
  const { mode } = document;
  return {
    id: `${scope}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    name,
    policyType: scope === '' ? 'BuiltIn' : 'Custom',
    mode: typeof mode === 'string' ? mode : '',
    version: '1.0.0',
    document,
    ...rest,
  };
}

/** An assignment of the definition at the scope. */
export function assignment(
  name: string,
  scope: string,
  assigned: PolicyDefinition | string,
  record: Partial<PolicyAssignment> = {},
): PolicyAssignment {
  return {
    id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
    name,
    scope,
    notScopes: [],
    policyDefinitionId: typeof assigned === 'string' ? assigned : assigned.id,
    parameters: {},
    enforcementMode: 'Default',
    nonComplianceMessages: [],
    instanceId: `instance-${name}`,
    ...record,
  };
}

/** The change that writes a definition. */
export function put(record: PolicyDefinition): SnapshotChange {
  return { kind: 'policyDefinition', key: record.id.toLowerCase(), record };
}

/** The change that writes an assignment. */
export function assign(record: PolicyAssignment): SnapshotChange {
  return { kind: 'policyAssignment', key: record.id.toLowerCase(), record };
}

/** The tree of `world.ts` with these changes, at revision 1. */
export function snapshotOf(...changes: readonly SnapshotChange[]): Snapshot {
  return applyChanges(createSnapshot(TYPES, VOCABULARY), 1, [...TREE_CHANGES, ...changes]);
}

/** A write of the resource, as prepared from a PUT. */
export function write(
  snapshot: Snapshot,
  resource: JsonObject & { readonly id: string },
  request: Partial<EvaluationRequest> = {},
): EvaluationRequest {
  return {
    decisionId: 'd1',
    at: '2026-01-01T00:00:00.000Z',
    occasion: 'write',
    resource,
    context: scopeContext(snapshot, resource.id.toLowerCase()),
    apiVersion: '2024-04-01',
    correlationId: 'c1',
    action: 'x/write',
    ...request,
  };
}

const RG1 = '/subscriptions/s1/resourceGroups/rg1';

/** A thing in group rg1 of s1. */
export function thing(
  name: string,
  more: JsonObject = {},
  group = RG1,
): JsonObject & { readonly id: string } {
  return { id: `${group}/providers/${THING}/${name}`, name, type: THING, location: 'eastus', ...more };
}

/** A deployment in group rg1 of s1, whose component holds `model`. */
export function deployment(
  name: string,
  model: JsonObject,
  group = RG1,
): JsonObject & { readonly id: string } {
  const id = `${group}/providers/Microsoft.Models/hosts/h/deployments/${name}`;
  return { id, name, type: DEPLOYMENT, location: 'eastus', properties: { model } };
}

/** A component of the given registry's model. */
export function registryModel(registryName: string, more: JsonObject = {}): JsonObject {
  return {
    registryName,
    source: 'registry',
    assetId: `azureml://registries/${registryName}/models/m/versions/3`,
    ...more,
  };
}

const field = (name: string) => `${COMPONENT}/model.${name}`;
const effectParameter = {
  type: 'String',
  allowedValues: ['Deny', 'Audit', 'Disabled'],
  defaultValue: 'Deny',
};

/** Shaped like Azure's rule for one allowed registry (19539b54): a pattern made from a name, and a list of exact ids. */
export const ONE_REGISTRY = definition('one-registry', {
  mode: DATA_MODE,
  parameters: {
    allowedRegistryName: { type: 'String', defaultValue: '' },
    restrictedModels: { type: 'Array', defaultValue: [] },
    effect: { type: 'String', allowedValues: ['Deny', 'Disabled'] },
  },
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: COMPONENT },
        {
          anyOf: [
            { field: field('assetId'), in: "[parameters('restrictedModels')]" },
            {
              allOf: [
                { field: field('assetId'), like: 'azureml://registries/*' },
                {
                  not: {
                    field: field('assetId'),
                    like: "[concat('azureml://registries/', parameters('allowedRegistryName'), '/*')]",
                  },
                },
              ],
            },
          ],
        },
      ],
    },
    then: { effect: "[parameters('effect')]" },
  },
});

/** Shaped like Azure's rule for approved publishers and partial asset ids (12e5dd16). */
export const APPROVED = definition('approved', {
  mode: DATA_MODE,
  parameters: {
    effect: { ...effectParameter, defaultValue: 'Audit' },
    allowedPublishers: { type: 'Array', defaultValue: [] },
    allowedAssetIds: { type: 'Array', defaultValue: [] },
  },
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: COMPONENT },
        { field: field('registryName'), exists: true },
        { field: field('publisher'), notin: "[parameters('allowedPublishers')]" },
        {
          count: {
            value: "[parameters('allowedAssetIds')]",
            name: 'allowedAssetId',
            where: { field: field('assetId'), contains: "[current('allowedAssetId')]" },
          },
          equals: 0,
        },
      ],
    },
    then: { effect: "[parameters('effect')]" },
  },
});

/** A list of registries, compared by name. */
export const REGISTRIES = definition('registries', {
  mode: DATA_MODE,
  parameters: { allowed: { type: 'Array' }, effect: effectParameter },
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: COMPONENT },
        {
          anyOf: [
            { field: field('source'), notEquals: 'registry' },
            { field: field('registryName'), notIn: "[parameters('allowed')]" },
          ],
        },
      ],
    },
    then: { effect: "[parameters('effect')]" },
  },
});

/** A tag that every resource must have; the mode is left out, so it is Indexed. */
export const TAGGED = definition('tagged', {
  parameters: { tag: { type: 'String' }, effect: effectParameter },
  policyRule: {
    if: { field: "[concat('tags[', parameters('tag'), ']')]", exists: false },
    then: { effect: "[parameters('effect')]" },
  },
});
