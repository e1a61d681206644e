import type { ScopeRecord, Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { objectAt, textAt } from '../../../json-value.ts';
import type { RespondInput } from '../../../resource-type.ts';
import { childScopes, groupsAbove } from '../../../scope-tree.ts';

/** What a GET may ask for beside the group itself (`$expand`, `$recurse`, `$filter=children.childType ne Subscription`). */
export type GroupExpansion = {
  readonly children?: boolean;
  readonly recurse?: boolean;
  readonly groupsOnly?: boolean;
  readonly path?: boolean;
  readonly ancestors?: boolean;
};

/** The body of a group with its parent's name as it is now. */
export function respondManagementGroup({ body }: Resource, { snapshot }: RespondInput): JsonObject {
  const properties = objectAt(body, 'properties');
  const details = objectAt(properties, 'details');
  const id = textAt(objectAt(details, 'parent'), 'id');
  if (id === undefined) return body;
  const parent = snapshot.scopes.get(id.toLowerCase());
  const named = { id, name: parent?.name ?? id, displayName: parent?.displayName ?? parent?.name ?? id };
  return { ...body, properties: { ...properties, details: { ...details, parent: named } } };
}

/** A shown group with what the expansion asks for: children, the path from the root, the chain of groups above (nearest first). */
export function expandManagementGroup(
  shown: JsonObject,
  snapshot: Snapshot,
  key: string,
  asked: GroupExpansion,
): JsonObject {
  const properties = objectAt(shown, 'properties');
  const above = groupsAbove(snapshot, key).map(({ name, displayName }) => ({
    name,
    displayName: displayName ?? name,
  }));
  return {
    ...shown,
    properties: {
      ...properties,
      details: {
        ...objectAt(properties, 'details'),
        ...(asked.path ? { path: above.toReversed() } : {}),
        ...(asked.ancestors
          ? { managementGroupAncestors: above.map(({ name }) => name), managementGroupAncestorsChain: above }
          : {}),
      },
      ...(asked.children ? { children: childrenOf(snapshot, key, asked) } : {}),
    },
  };
}

/** Everything below a group, nearest level first, as `/descendants` shows it. */
export function groupDescendants(snapshot: Snapshot, key: string): readonly JsonObject[] {
  const children = childScopes(snapshot, key);
  const described = children.map(({ id, name, displayName, kind, parent }) => ({
    id,
    type:
      kind === 'subscription'
        ? 'Microsoft.Management/managementGroups/subscriptions'
        : 'Microsoft.Management/managementGroups',
    name,
    properties: { displayName: displayName ?? name, parent: { id: parent ?? '' } },
  }));
  const groups = children.filter(({ kind }) => kind === 'managementGroup');
  return [...described, ...groups.flatMap(({ id }) => groupDescendants(snapshot, id.toLowerCase()))];
}

function childrenOf(snapshot: Snapshot, key: string, asked: GroupExpansion): JsonValue {
  return childScopes(snapshot, key)
    .filter(({ kind }) => kind === 'managementGroup' || !asked.groupsOnly)
    .map(child => toChild(child, snapshot, asked));
}

function toChild(
  { id, name, displayName, kind }: ScopeRecord,
  snapshot: Snapshot,
  asked: GroupExpansion,
): JsonObject {
  const isGroup = kind === 'managementGroup';
  return {
    id,
    type: isGroup ? 'Microsoft.Management/managementGroups' : '/subscriptions',
    name,
    displayName: displayName ?? name,
    ...(isGroup && asked.recurse ? { children: childrenOf(snapshot, id.toLowerCase(), asked) } : {}),
  };
}
