import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, objectsAt, textAt } from '../json.ts';
import type { ConditionGroup, ConditionNode, Trace } from './condition-node.ts';
import { readWrittenCondition } from './read-written-condition.ts';

/** Reads the `trace` that the API shows of a rule; undefined where there is none. */
export function readTrace(value: JsonValue | undefined): Trace | undefined {
  if (!isObject(value)) return undefined;
  const outcome = objectAt(value, 'outcome');
  const kind = textAt(outcome, 'kind');
  return {
    outcome: kind === 'matched' || kind === 'notMatched' ? kind : 'error',
    error: textAt(outcome, 'message'),
    root: readNode(objectAt(value, 'root'), true),
  };
}

function readNode(node: JsonObject, matters: boolean): ConditionNode | undefined {
  const kind = textAt(node, 'kind');
  if (kind === 'condition') return readLeaf(node, matters);
  return kind === 'allOf' || kind === 'anyOf' || kind === 'not' ? readGroup(node, kind, matters) : undefined;
}

function readGroup(node: JsonObject, kind: ConditionGroup['kind'], matters: boolean): ConditionGroup {
  const result = node['result'] === true;
  // An anyOf that holds is owed to what holds, an allOf that does not to what does not; else all children were needed.
  const isOwed = (child: boolean): boolean =>
    (kind === 'anyOf' && result) || (kind === 'allOf' && !result) ? child === result : true;
  return {
    kind,
    pointer: textAt(node, 'pointer') ?? '',
    result,
    matters,
    children: [
      ...objectsAt(node, 'children').flatMap(child => {
        const read = readNode(child, matters && isOwed(child['result'] === true));
        return read === undefined ? [] : [read];
      }),
      ...listAt(node, 'skipped').flatMap(readSkipped),
    ],
  };
}

/** What stands behind a pointer comes along with it; a pointer alone has nothing to show. */
function readSkipped(skipped: JsonValue): readonly ConditionNode[] {
  if (!isObject(skipped)) return [];
  const read = readWrittenCondition(skipped['condition'], textAt(skipped, 'pointer') ?? '');
  return read === undefined ? [] : [read];
}

function readLeaf(node: JsonObject, matters: boolean): ConditionNode {
  const pointer = textAt(node, 'pointer') ?? '';
  return {
    ...readSeen(node),
    pointer,
    result: node['result'] === true,
    matters,
    // Members differ in what they are, not in where they stand.
    members: objectsAt(node, 'members').flatMap((member, index) => {
      const read = readNode(member, matters);
      return read === undefined ? [] : [{ ...read, pointer: `${pointer}#${index}` }];
    }),
  };
}

/** What a leaf says of itself, in a trace as in a list of evaluated expressions. */
export function readSeen(leaf: JsonObject) {
  const subject = textAt(leaf, 'expressionKind');
  return {
    kind: 'condition',
    subject: subject === 'Value' || subject === 'Count' ? subject : 'Field',
    expression: textAt(leaf, 'expression') ?? '',
    path: textAt(leaf, 'path'),
    operator: textAt(leaf, 'operator') ?? '',
    expected: leaf['targetValue'],
    actual: leaf['expressionValue'],
  } as const;
}
