import type { Operator } from '../operators/operator.ts';
import type { LeafCondition, ParameterType, Template } from '../syntax/ast.ts';
import { parameterNamed } from '../syntax/walk.ts';
import type { JsonValue } from '../values/json.ts';
import type { CheckContext } from './check-context.ts';

type Kind = 'text' | 'number' | 'boolean' | 'null' | 'list' | 'object';

const PARAMETER_KINDS: Readonly<Record<ParameterType, Kind>> = {
  String: 'text',
  DateTime: 'text',
  Integer: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Array: 'list',
  Object: 'object',
};
const ACCEPTED: Readonly<Record<Operator['operand'], readonly Kind[]>> = {
  any: ['text', 'number', 'boolean', 'null', 'list', 'object'],
  scalar: ['text', 'number', 'boolean', 'null'],
  text: ['text', 'number', 'boolean'],
  list: ['list'],
  boolean: ['boolean', 'text'],
};
const WANTED: Readonly<Record<Operator['operand'], string>> = {
  any: 'any value',
  scalar: 'a text, number or boolean',
  text: 'a text',
  list: 'an array',
  boolean: 'true or false',
};

/** Checks that the right side of a condition is of a kind that its operator can use. */
export function checkOperand(leaf: LeafCondition, operator: Operator, context: CheckContext): void {
  const kind = kindOf(leaf.operand, context);
  if (kind === undefined) return;
  const isParameter = leaf.operand.kind === 'expression';
  const found = isParameter ? `a parameter of type ${parameterType(leaf.operand, context)}` : describe(kind);
  if (!accepts(operator, kind, leaf.operand, isParameter)) {
    const message = `${operator.name} compares with ${WANTED[operator.operand]}; found ${found}.`;
    context.report.error('operand/wrong-kind', message, leaf.operandAt);
  } else if (operator.operand === 'boolean' && kind === 'text' && !isParameter) {
    checkTruth(leaf, operator, context);
  }
  checkWildcards(leaf, operator, context);
}

/** An array of a parameter is for lists only: what compares whole arrays is written out. */
function accepts(operator: Operator, kind: Kind, operand: Template, isParameter: boolean): boolean {
  if (isParameter && operator.operand === 'any') return kind !== 'list' && kind !== 'object';
  return ACCEPTED[operator.operand].includes(kind) || (operand.kind === 'constant' && operand.value === null);
}

function checkTruth(leaf: LeafCondition, operator: Operator, { report }: CheckContext): void {
  const text = leaf.operand.kind === 'constant' ? String(leaf.operand.value) : '';
  if (['true', 'false'].includes(text.toLowerCase())) return;
  report.error(
    'operand/wrong-kind',
    `${operator.name} compares with true or false; found '${text}'.`,
    leaf.operandAt,
  );
}

function checkWildcards(leaf: LeafCondition, operator: Operator, { report }: CheckContext): void {
  const text =
    leaf.operand.kind === 'constant' && typeof leaf.operand.value === 'string' ? leaf.operand.value : '';
  const stars = text.split('*').length - 1;
  const name = operator.name.toLowerCase();
  if (['like', 'notlike'].includes(name) && stars > 1) {
    report.warning(
      'operand/too-many-wildcards',
      `Azure knows one * in a pattern; here each of the ${stars} stands for any text.`,
      leaf.operandAt,
    );
  } else if (['contains', 'notcontains'].includes(name) && stars > 0) {
    report.warning(
      'operand/literal-wildcard',
      `${operator.name} looks for the sign * itself. For a pattern use like.`,
      leaf.operandAt,
    );
  }
}

function kindOf(template: Template, context: CheckContext): Kind | undefined {
  if (template.kind === 'array') return 'list';
  if (template.kind === 'object') return 'object';
  if (template.kind === 'constant') return kindOfValue(template.value);
  const type = parameterType(template, context);
  return type && PARAMETER_KINDS[type];
}

function parameterType(template: Template, { definition }: CheckContext): ParameterType | undefined {
  const name = parameterNamed(template);
  return name === undefined ? undefined : definition.parameters.get(name)?.type;
}

function kindOfValue(value: JsonValue): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'object') return 'object';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function describe(kind: Kind): string {
  return {
    text: 'a text',
    number: 'a number',
    boolean: 'a boolean',
    null: 'null',
    list: 'an array',
    object: 'an object',
  }[kind];
}
