import type { JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../json.ts';
import type { ConditionLeaf } from './condition-node.ts';
import { readSeen } from './read-trace.ts';

/**
 * Reads a list of evaluated expressions, as policy states and refusals show them: the leaves that decided, without the tree between them.
 */
export function readEvaluatedExpressions(value: JsonValue | undefined): readonly ConditionLeaf[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map((leaf, index) => ({
    ...readSeen(leaf),
    pointer: `/${index}`,
    // Azure writes booleans as words here.
    result: String(leaf['result']).toLowerCase() === 'true',
    matters: true,
    members: [],
  }));
}
