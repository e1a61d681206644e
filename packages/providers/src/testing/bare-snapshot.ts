import type { ScopeRecord, Snapshot } from '@sluice/engine';
import type { PolicyDefinition, Principal, RoleAssignment } from '@sluice/engine/model';

/** The records that a test's snapshot holds. */
export type BareRecords = {
  readonly scopes?: readonly ScopeRecord[];
  readonly principals?: readonly Principal[];
  readonly definitions?: readonly PolicyDefinition[];
  readonly roleAssignments?: readonly RoleAssignment[];
};

/** A snapshot that holds records and judges nothing. */
export function bareSnapshot({
  scopes = [],
  principals = [],
  definitions = [],
  roleAssignments = [],
}: BareRecords = {}): Snapshot {
  return {
    revision: 1,
    types: new Map(),
    vocabulary: {
      alias: () => undefined,
      typesOf: () => [],
      similarAliases: () => [],
      dataMode: () => undefined,
      dataModes: [],
      isTracked: () => undefined,
    },
    facts: { get: () => undefined, members: () => [], keys: () => [] },
    scopes: byKey(scopes),
    definitions: byKey(definitions),
    initiatives: new Map(),
    assignments: new Map(),
    exemptions: new Map(),
    enrollments: new Map(),
    attestations: new Map(),
    principals: byKey(principals),
    roleDefinitions: new Map(),
    roleAssignments: byKey(roleAssignments),
    settings: undefined,
    aliases: new Map(),
    rulesAt: () => [],
    rulesOf: () => [],
    assignmentsUsing: () => [],
    rulesLookingAt: () => [],
    exemptionsOf: () => [],
    enrollmentsOf: () => [],
    attestationsAt: () => [],
  };
}

/** A management group below another one; without a parent the root. */
export function group(name: string, parent?: string, displayName = name): ScopeRecord {
  const id = `/providers/Microsoft.Management/managementGroups/${name}`;
  const above = parent === undefined ? '' : `/providers/Microsoft.Management/managementGroups/${parent}`;
  return {
    kind: 'managementGroup',
    id,
    name,
    displayName,
    parent: above,
    document: { id, name, displayName },
  };
}

/** A subscription below a management group. */
export function subscription(name: string, parent: string, displayName = name): ScopeRecord {
  const above = `/providers/Microsoft.Management/managementGroups/${parent}`;
  const id = `/subscriptions/${name}`;
  return {
    kind: 'subscription',
    id,
    name,
    displayName,
    parent: above,
    tags: {},
    document: { id, subscriptionId: name, displayName },
  };
}

function byKey<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map(record => [record.id.toLowerCase(), record]));
}
