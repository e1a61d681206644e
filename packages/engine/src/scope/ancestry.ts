import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { ScopeRecord } from '../model/records.ts';

/** The scopes that are known, by key. Immutable: what is worked out from it is remembered as long as it lives. */
export type ScopeTree = ReadonlyMap<string, ScopeRecord>;

/** Enough for every workspace and endpoint that is being written to; beyond it the memory starts anew. */
const REMEMBERED = 20_000;
const MEMORY = new WeakMap<ScopeTree, Map<string, readonly string[]>>();

/**
 * The keys of a resource or scope and of everything it is in, nearest first: parent resources, resource group,
 * subscription, management groups, and the tenant ('') last.
 *
 * Takes an id in any case. A subscription that the tree does not know is in the tenant alone. Ends on a tree that turns
 * in a circle: each key comes once.
 */
export function ancestry(tree: ScopeTree, id: string): readonly string[] {
  const key = keyOf(id);
  return key === '' ? [''] : [key, ...above(tree, key)];
}

/** The key of a scope as it is indexed: canonical and in lower case. Text that is no id is only lowered. */
export function keyOf(id: string): string {
  return parseScopeId(id)?.key ?? id.toLowerCase();
}

function above(tree: ScopeTree, key: string): readonly string[] {
  const parent = parentOf(tree, key);
  if (parent === '') return [''];
  const memory = memoryOf(tree);
  const known = memory.get(parent);
  if (known) return known;
  const chain = climb(tree, parent);
  if (memory.size >= REMEMBERED) memory.clear();
  memory.set(parent, chain);
  return chain;
}

function climb(tree: ScopeTree, start: string): readonly string[] {
  const chain = new Set<string>();
  for (let key = start; key !== '' && !chain.has(key); key = parentOf(tree, key)) chain.add(key);
  return [...chain, ''];
}

/** The record's word first: management groups are not in an id. */
function parentOf(tree: ScopeTree, key: string): string {
  const record = tree.get(key);
  if (record?.parent !== undefined) return keyOf(record.parent);
  if (record) return '';
  const id = parseResourceId(key);
  return id?.parentId?.toLowerCase() ?? id?.scope.key ?? '';
}

function memoryOf(tree: ScopeTree): Map<string, readonly string[]> {
  let memory = MEMORY.get(tree);
  if (!memory) {
    memory = new Map();
    MEMORY.set(tree, memory);
  }
  return memory;
}
