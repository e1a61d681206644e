import type { JsonValue, TraceNode } from '@sluice/language';

const LONGEST_VALUE = 160;

/** A trace as indented lines: what held (✓) and what did not (✗), each condition with what it saw. */
export function traceLines(node: TraceNode, indent = ''): readonly string[] {
  const mark = node.result ? '✓' : '✗';
  if (node.kind !== 'condition') {
    return [
      `${indent}${mark} ${node.kind}`,
      ...node.children.flatMap(child => traceLines(child, `${indent}  `)),
    ];
  }
  const members = (node.members ?? []).flatMap((member, index) => [
    `${indent}  member ${index + 1} that counts`,
    ...traceLines(member, `${indent}    `),
  ]);
  return [`${indent}${mark} ${conditionText(node)}`, ...members];
}

function conditionText(node: Extract<TraceNode, { kind: 'condition' }>): string {
  const { expressionKind, expression, operator, targetValue, expressionValue } = node;
  const saw =
    expressionValue === undefined
      ? 'there is none'
      : `${expressionKind === 'Count' ? 'counted' : 'is'} ${shown(expressionValue)}`;
  return `${expressionKind.toLowerCase()} ${expression}  ${decapitalized(operator)} ${shown(targetValue)}  (${saw})`;
}

function decapitalized(word: string): string {
  return `${word.slice(0, 1).toLowerCase()}${word.slice(1)}`;
}

/** A value on one line, cut where it is long. */
export function shown(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}
