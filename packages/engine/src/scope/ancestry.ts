import { parseResourceId, parseScopeId, type ResourceId } from '@sluice/arm/ids';
import type { ScopeRecord } from '../model/records.ts';

/** The scopes that are known, by key. Immutable: what is worked out from it is remembered as long as it lives. */
export type ScopeTree = ReadonlyMap<string, ScopeRecord>;

/** Enough for every workspace and endpoint that is being written to; beyond it the memory starts anew. */
const REMEMBERED = 20_000;
/** One request asks for the same id several times. */
const LAST = new WeakMap<ScopeTree, { readonly id: string; readonly chain: readonly string[] }>();
const MEMORY = new WeakMap<ScopeTree, Map<string, readonly string[]>>();

/**
 * The keys of a resource or scope and of everything it is in, nearest first: parent resources, resource group,
 * subscription, management groups, and the tenant ('') last.
 *
 * Takes an id in any case. A subscription that the tree does not know is in the tenant alone. Ends on a tree that turns
 * in a circle: each key comes once.
 */
export function ancestry(tree: ScopeTree, id: string): readonly string[] {
  if (id === '' || id === '/') return [''];
  const last = LAST.get(tree);
  if (last?.id === id) return last.chain;
  const parsed = parseResourceId(id);
  const key = parsed?.key ?? id.toLowerCase();
  const chain = [key, ...chainFrom(tree, parentOf(tree, key, parsed))];
  LAST.set(tree, { id, chain });
  return chain;
}

/** The key of a scope as it is indexed: canonical and in lower case. Text that is no id is only lowered. */
export function keyOf(id: string): string {
  return parseScopeId(id)?.key ?? id.toLowerCase();
}

/** The chain that starts at a parent, remembered: many resources share it. */
function chainFrom(tree: ScopeTree, parent: string): readonly string[] {
  if (parent === '') return [''];
  const memory = memoryOf(tree);
  const known = memory.get(parent);
  if (known) return known;
  const chain = new Set<string>();
  for (let key = parent; key !== '' && !chain.has(key); key = parentOf(tree, key, parseResourceId(key))) {
    chain.add(key);
  }
  if (memory.size >= REMEMBERED) memory.clear();
  const whole = [...chain, ''];
  memory.set(parent, whole);
  return whole;
}

/** The record's word first: which management group a subscription is in is not in its id. */
function parentOf(tree: ScopeTree, key: string, id: ResourceId | undefined): string {
  const parent = tree.get(key)?.parent;
  return parent !== undefined ? keyOf(parent) : (id?.parentId?.toLowerCase() ?? id?.scope.key ?? '');
}

function memoryOf(tree: ScopeTree): Map<string, readonly string[]> {
  let memory = MEMORY.get(tree);
  if (!memory) {
    memory = new Map();
    MEMORY.set(tree, memory);
  }
  return memory;
}
