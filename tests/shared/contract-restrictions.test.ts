import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScopeId } from '@sluice/arm/ids';
import { applyChanges, createSnapshot, restrictions, type SnapshotChange } from '@sluice/engine';
import type { JsonObject, JsonValue } from '@sluice/language';
import { readRestrictionsRequest, restrictionsToWire, toRequest } from '@sluice/providers/enforcement';
import { createProviderVocabulary, createTypeTable } from '@sluice/providers/types';
import { describe, expect, test } from 'vitest';

// Plays the official examples of checkPolicyRestrictions over policies that say what their answers say: every request is accepted,
// and the answer has what the contract shows, with the same JSON types.

const FOLDER = join(import.meta.dirname, '../../../shared/contract/policyinsights/restrictions/2023-03-01');
const FILES = readdirSync(FOLDER).filter(file => file.endsWith('.json'));
const VM = 'Microsoft.Compute/virtualMachines';

/** What the examples do not agree on with themselves. */
const NOT_SHOWN: readonly { readonly path: RegExp; readonly because: string }[] = [
  {
    path: /^\/fieldRestrictions\/0\/restrictions\/0\/defaultValue$/,
    because: 'the example has a default value of an effect that sets none',
  },
];

describe.each(FILES)('%s', file => {
  const { parameters, responses } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
  const at = scopeOf(parameters);
  const asked = readRestrictionsRequest(parameters.parameters, at);

  test('is accepted, and answered with all that the contract shows', () => {
    const snapshot = snapshotAt(at.id);
    const request = toRequest({
      decisionId: 'd',
      at: '2026-01-01T00:00:00.000Z',
      occasion: 'write',
      resource: asked.resource,
      facts: undefined,
      snapshot,
      apiVersion: asked.apiVersion ?? '2023-03-01',
      correlationId: 'c',
      action: 'x/write',
    });
    const found = restrictions(snapshot, request, asked.pending, { includeAudit: asked.includeAudit });
    const answer = restrictionsToWire(found);
    expect(missing(responses['200'].body, answer, '')).toEqual([]);
  });

  test('asks for audits as it says', () => {
    expect(asked.includeAudit).toBe(/IncludeAudit/.test(file));
  });
});

function scopeOf(parameters: Record<string, string>) {
  const { subscriptionId, resourceGroupName, managementGroupId } = parameters;
  const group = resourceGroupName === undefined ? '' : `/resourceGroups/${resourceGroupName}`;
  const id =
    managementGroupId === undefined
      ? `/subscriptions/${subscriptionId}${group}`
      : `/providers/Microsoft.Management/managementGroups/${managementGroupId}`;
  const scope = parseScopeId(id);
  if (scope === undefined) throw new Error(`'${id}' is no scope`);
  return scope;
}

/** An initiative with rules such as the examples tell of, and messages where they have reasons. */
function snapshotAt(scope: string) {
  const rules: Readonly<Record<string, readonly [condition: JsonObject, effect: string]>> = {
    newtag: [{ field: 'tags.newtag', exists: false }, 'deny'],
    environment: [{ field: 'tags.environment', notIn: ['Prod', 'Int', 'Test'] }, 'deny'],
    location: [{ field: 'location', notIn: ['eastus', 'westus', 'westus2'] }, 'deny'],
    other: [{ field: 'location', in: ['eastus', 'westus'] }, 'audit'],
    vms: [{ field: 'type', equals: VM }, 'deny'],
    types: [{ field: 'type', notIn: [VM] }, 'deny'],
  };
  const wanted = scope.includes('managementGroups')
    ? ['types']
    : ['newtag', 'environment', 'location', 'other', 'vms'];
  const prefix = '/providers/Microsoft.Authorization';
  const changes = wanted.flatMap((name): SnapshotChange[] => {
    const [condition, effect] = rules[name] ?? [{}, 'deny'];
    const id = `${prefix}/policyDefinitions/${name}`;
    const document = { mode: 'All', policyRule: { if: condition, then: { effect } } };
    return [
      {
        kind: 'policyDefinition',
        key: id.toLowerCase(),
        record: { id, name, policyType: 'BuiltIn', mode: 'All', version: '1.0.0', document },
      },
    ];
  });
  const set = `${prefix}/policySetDefinitions/set`;
  const assignment = `${scope}${prefix}/policyAssignments/a`;
  return applyChanges(createSnapshot(createTypeTable(), createProviderVocabulary()), 1, [
    ...changes,
    {
      kind: 'policySetDefinition',
      key: set.toLowerCase(),
      record: {
        id: set,
        name: 'set',
        policyType: 'BuiltIn',
        version: '1.0.0',
        parameters: {},
        groups: [],
        members: wanted.map(name => ({
          policyDefinitionId: `${prefix}/policyDefinitions/${name}`,
          policyDefinitionReferenceId: name,
          parameters: {},
          groupNames: [],
        })),
      },
    },
    {
      kind: 'policyAssignment',
      key: assignment.toLowerCase(),
      record: {
        id: assignment,
        name: 'a',
        scope,
        notScopes: [],
        policyDefinitionId: set,
        parameters: {},
        enforcementMode: 'Default',
        nonComplianceMessages: [{ message: 'not allowed' }],
        instanceId: 'i',
      },
    },
  ]);
}

/** Paths of the contract's answer that ours does not have, or has with another JSON type. Of arrays the first element counts. */
function missing(wanted: JsonValue, found: JsonValue | undefined, path: string): readonly string[] {
  if (NOT_SHOWN.some(each => each.path.test(path))) return [];
  if (found === undefined || kindOf(found) !== kindOf(wanted)) return [path];
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted[0] === undefined ? [] : missing(wanted[0], found[0], `${path}/0`);
  if (!isObject(wanted) || !isObject(found)) return [];
  return Object.entries(wanted).flatMap(([name, value]) => missing(value, found[name], `${path}/${name}`));
}

function kindOf(value: JsonValue): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
