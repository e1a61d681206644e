import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { Trace, TraceNode } from '@sluice/language';
import { isObject } from '../json-value.ts';

/**
 * What a rule saw, condition by condition. Branches that nobody looked at are shown as the definition writes them: `document` is its
 * `properties`, into which all pointers lead.
 */
export function traceToWire(
  { outcome, root, evaluatedExpressions }: Trace,
  document: JsonObject,
): JsonObject {
  return {
    outcome: { ...outcome },
    ...(root && { root: nodeToWire(root, document) }),
    decidedBy: evaluatedExpressions.map(each => ({ ...each })),
  };
}

function nodeToWire(node: TraceNode, document: JsonObject): JsonObject {
  if (node.kind === 'condition') {
    const { members, ...seen } = node;
    return { ...seen, ...(members && { members: members.map(each => nodeToWire(each, document)) }) };
  }
  const { children, skipped, ...group } = node;
  return {
    ...group,
    children: children.map(each => nodeToWire(each, document)),
    ...(skipped && {
      skipped: skipped.map(pointer => ({ pointer, condition: valueAt(document, pointer) ?? null })),
    }),
  };
}

/** What a JSON pointer (RFC 6901) leads to. Names of the language have no case, and pointers spell them as the document does. */
function valueAt(document: JsonObject, pointer: string): JsonValue | undefined {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<JsonValue | undefined>((value, step) => {
      if (Array.isArray(value)) return value[Number(step)];
      return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }, document);
}
