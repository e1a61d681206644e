import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../json.ts';
import type { ConditionNode } from './condition-node.ts';

const GROUPS = { allof: 'allOf', anyof: 'anyOf' } as const;
const SUBJECTS = ['field', 'value', 'count'];

/** Reads a condition as a definition writes it: nobody has looked at it. Names of the language have no letter case. Undefined for what is none. */
export function readWrittenCondition(
  condition: JsonValue | undefined,
  pointer: string,
): ConditionNode | undefined {
  if (!isObject(condition)) return undefined;
  const names = Object.keys(condition);
  for (const name of names) {
    const inside = condition[name];
    const at = `${pointer}/${name}`;
    const kind = GROUPS[name.toLowerCase() as keyof typeof GROUPS];
    if (kind !== undefined && Array.isArray(inside))
      return group(
        kind,
        pointer,
        inside.map((child, index) => readWrittenCondition(child, `${at}/${index}`)),
      );
    if (name.toLowerCase() === 'not') return group('not', pointer, [readWrittenCondition(inside, at)]);
  }
  return readLeaf(condition, names, pointer);
}

function group(
  kind: 'allOf' | 'anyOf' | 'not',
  pointer: string,
  children: readonly (ConditionNode | undefined)[],
): ConditionNode {
  return {
    kind,
    pointer,
    result: undefined,
    matters: false,
    children: children.filter(child => child !== undefined),
  };
}

function readLeaf(
  condition: JsonObject,
  names: readonly string[],
  pointer: string,
): ConditionNode | undefined {
  const subject = names.find(name => SUBJECTS.includes(name.toLowerCase()));
  const operator = names.find(name => name !== subject);
  if (subject === undefined || operator === undefined) return undefined;
  const { kind, expression } = readSubject(condition, subject);
  return {
    kind: 'condition',
    pointer,
    result: undefined,
    matters: false,
    subject: kind,
    expression,
    path: undefined,
    operator,
    expected: condition[operator],
    actual: undefined,
    members: [],
  };
}

function readSubject(
  condition: JsonObject,
  name: string,
): { readonly kind: 'Field' | 'Value' | 'Count'; readonly expression: string } {
  const written = condition[name];
  if (name.toLowerCase() === 'count') {
    const count = objectAt(condition, name);
    return { kind: 'Count', expression: textAt(count, 'field') ?? JSON.stringify(count['value'] ?? '') };
  }
  const expression = typeof written === 'string' ? written : JSON.stringify(written);
  return { kind: name.toLowerCase() === 'value' ? 'Value' : 'Field', expression };
}
