import type { JsonObject } from '@sluice/arm/protocol';
import { byText } from './by-text.ts';
import { objectAt, textAt } from './json.ts';

/** A place of the tree that policies are assigned at. */
export type ScopeNode = {
  /** The resource id. */
  readonly id: string;
  readonly kind: 'managementGroup' | 'subscription' | 'resourceGroup';
  readonly displayName: string;
  /** Undefined at the top of what the reader may see. */
  readonly parentId: string | undefined;
};

/** What the API tells of the tree, each part as it was read. */
export type TreeParts = {
  /** Management groups and subscriptions with what they are in: `getEntities`. */
  readonly entities: readonly JsonObject[];
  /** More of them than the entities where the reader may see a resource group alone. */
  readonly subscriptions: readonly JsonObject[];
  readonly resourceGroups: readonly JsonObject[];
};

/** Every subscription of the parts once. */
export function subscriptionIds({
  entities,
  subscriptions,
}: Pick<TreeParts, 'entities' | 'subscriptions'>): readonly string[] {
  const ids = [...entities.filter(isSubscription), ...subscriptions].map(idOf);
  return [...new Map(ids.map(id => [id.toLowerCase(), id])).values()];
}

/** The tree: depth first, by name among siblings. What is in something that the reader may not see stands at the top. */
export function toScopeTree({ entities, subscriptions, resourceGroups }: TreeParts): readonly ScopeNode[] {
  const nodes = new Map<string, ScopeNode>();
  const add = (node: ScopeNode) => {
    const key = node.id.toLowerCase();
    if (!nodes.has(key)) nodes.set(key, node);
  };
  for (const each of entities)
    add({
      id: idOf(each),
      kind: isSubscription(each) ? 'subscription' : 'managementGroup',
      displayName: textAt(objectAt(each, 'properties'), 'displayName') ?? textAt(each, 'name') ?? idOf(each),
      parentId: textAt(objectAt(objectAt(each, 'properties'), 'parent'), 'id'),
    });
  for (const each of subscriptions)
    add({
      id: idOf(each),
      kind: 'subscription',
      displayName: textAt(each, 'displayName') ?? idOf(each),
      parentId: undefined,
    });
  for (const each of resourceGroups)
    add({
      id: idOf(each),
      kind: 'resourceGroup',
      displayName: textAt(each, 'name') ?? idOf(each),
      parentId: /^\/subscriptions\/[^/]+/i.exec(idOf(each))?.[0],
    });
  return ordered(nodes);
}

/** What an address says the portal is at: the place of an id, of something in a resource group that group, the topmost place for none. */
export function scopeOfAddress(asked: string | undefined, tree: readonly ScopeNode[]): ScopeNode | undefined {
  if (asked === undefined || asked === '') return tree[0];
  const key = asked.toLowerCase();
  const group = /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+)\/providers\/./.exec(key)?.[1];
  return tree.find(({ id }) => id.toLowerCase() === (group ?? key));
}

function isSubscription(entity: JsonObject): boolean {
  return textAt(entity, 'type')?.toLowerCase() === '/subscriptions';
}

function idOf(item: JsonObject): string {
  return textAt(item, 'id') ?? '';
}

function ordered(nodes: ReadonlyMap<string, ScopeNode>): readonly ScopeNode[] {
  const children = new Map<string | undefined, ScopeNode[]>();
  for (const node of nodes.values()) {
    const parent = node.parentId === undefined ? undefined : nodes.get(node.parentId.toLowerCase());
    const key = parent?.id.toLowerCase();
    const among = children.get(key) ?? [];
    among.push({ ...node, parentId: parent?.id });
    children.set(key, among);
  }
  const below = (key: string | undefined): readonly ScopeNode[] =>
    (children.get(key) ?? [])
      .sort((one, other) => byText(one.displayName, other.displayName))
      .flatMap(node => [node, ...below(node.id.toLowerCase())]);
  return below(undefined);
}
