import type {
  Principal,
  RoleAssignment,
  RoleDefinition,
  ScopeRecord,
  SnapshotChange,
} from '../model/records.ts';

/** A small tree: root over production and sandbox, a subscription in each, groups in those. Names are ids' last segments. */
export const TREE: readonly ScopeRecord[] = [
  { kind: 'tenant', id: '', name: 't0', document: {} },
  group('root', ''),
  group('production', '/providers/Microsoft.Management/managementGroups/root'),
  group('sandbox', '/providers/Microsoft.Management/managementGroups/root'),
  subscription('s1', '/providers/Microsoft.Management/managementGroups/production'),
  subscription('s2', '/providers/Microsoft.Management/managementGroups/sandbox'),
  resourceGroup('s1', 'rg1'),
  resourceGroup('s1', 'rg2'),
  resourceGroup('s2', 'rg1'),
];

function group(name: string, parent: string): ScopeRecord {
  const id = `/providers/Microsoft.Management/managementGroups/${name}`;
  return { kind: 'managementGroup', id, name, parent, document: { id, name } };
}

function subscription(name: string, parent: string): ScopeRecord {
  const id = `/subscriptions/${name}`;
  return {
    kind: 'subscription',
    id,
    name,
    parent,
    document: { id, subscriptionId: name, tags: { tier: name } },
  };
}

function resourceGroup(subscriptionId: string, name: string): ScopeRecord {
  const parent = `/subscriptions/${subscriptionId}`;
  const id = `${parent}/resourceGroups/${name}`;
  return {
    kind: 'resourceGroup',
    id,
    name,
    parent,
    location: 'eastus',
    document: { id, name, location: 'eastus' },
  };
}

/** The tree as a map by key, as a snapshot has it. */
export const SCOPES: ReadonlyMap<string, ScopeRecord> = new Map(
  TREE.map(record => [record.id.toLowerCase(), record]),
);

/** Changes that make the tree. */
export const TREE_CHANGES: readonly SnapshotChange[] = TREE.map(record => ({
  kind: 'scope',
  key: record.id.toLowerCase(),
  record,
}));

const ROLE_PREFIX = '/providers/Microsoft.Authorization/roleDefinitions';

/** A role with these actions and what they do not include. */
export function role(
  name: string,
  actions: readonly string[],
  notActions: readonly string[] = [],
): RoleDefinition {
  const permissions = [{ actions, notActions, dataActions: [], notDataActions: [] }];
  return { id: `${ROLE_PREFIX}/${name}`, roleName: name, permissions };
}

/** Somebody who may call, enabled unless said otherwise. */
export function principal(id: string, enabled = true): Principal {
  return { id, clientId: `client-${id}`, displayName: id, kind: 'ServicePrincipal', enabled };
}

/** The role at the scope for the principal. */
export function grant(principalId: string, roleName: string, scope: string): RoleAssignment {
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${principalId}-${roleName}`;
  return { id, scope, roleDefinitionId: `${ROLE_PREFIX}/${roleName}`, principalId };
}
