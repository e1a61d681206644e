import type { JsonObject, JsonValue } from '../values/json.ts';

/**
 * A JSON tree that keeps the order of members, duplicate names, and where in the text each node stood.
 * `start` and `end` are offsets in UTF-16 units; both -1 where the tree did not come from a text.
 */
export type JsonNode = ObjectNode | ArrayNode | ScalarNode;
type Span = { readonly start: number; readonly end: number };
export type ObjectNode = Span & { readonly kind: 'object'; readonly members: readonly MemberNode[] };
export type ArrayNode = Span & { readonly kind: 'array'; readonly items: readonly JsonNode[] };
export type ScalarNode = Span & { readonly kind: 'scalar'; readonly value: string | number | boolean | null };
/** `start` and `end` are those of the name. */
export type MemberNode = Span & { readonly name: string; readonly value: JsonNode };

/** Deepest nesting of a document; deeper ones are refused, so that no later step can run out of stack. */
export const MAX_DEPTH = 1_500;

/** The tree of a value that came without text; undefined when it is nested too deeply. */
export function toNode(value: JsonValue, depth = 0): JsonNode | undefined {
  if (value === null || typeof value !== 'object') return { kind: 'scalar', value, start: -1, end: -1 };
  if (depth >= MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items: JsonNode[] = [];
    for (const item of value) {
      const node = toNode(item, depth + 1);
      if (node === undefined) return undefined;
      items.push(node);
    }
    return { kind: 'array', items, start: -1, end: -1 };
  }
  const members: MemberNode[] = [];
  for (const [name, member] of Object.entries(value)) {
    const node = toNode(member, depth + 1);
    if (node === undefined) return undefined;
    members.push({ name, value: node, start: -1, end: -1 });
  }
  return { kind: 'object', members, start: -1, end: -1 };
}

/** The plain value of a tree. */
export function toValue(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map(toValue);
    case 'object':
      return toObject(node);
  }
}

export function toObject(node: ObjectNode): JsonObject {
  return Object.fromEntries(node.members.map(member => [member.name, toValue(member.value)]));
}

/** The member of that name, ignoring case. */
export function memberOf(node: ObjectNode, name: string): MemberNode | undefined {
  const lower = name.toLowerCase();
  return node.members.find(member => member.name.toLowerCase() === lower);
}

/** What a message calls the kind of a node: `a text`, `an array`... */
export function describeKind(node: JsonNode): string {
  if (node.kind === 'object') return 'an object';
  if (node.kind === 'array') return 'an array';
  if (node.value === null) return 'null';
  if (typeof node.value === 'string') return 'a text';
  return typeof node.value === 'number' ? 'a number' : 'a boolean';
}
