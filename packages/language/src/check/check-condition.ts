import { findOperator, OPERATORS } from '../operators/index.ts';
import type { Operator } from '../operators/operator.ts';
import { isInside } from '../runtime/count-scope.ts';
import type { Condition, CountSubject, LeafCondition, Template } from '../syntax/ast.ts';
import { parameterNamed } from '../syntax/walk.ts';
import { didYouMean, similarNames } from '../vocabulary/similar.ts';
import { AUTHORING_LIMITS } from './authoring-limits.ts';
import { type CheckContext, type CheckFrame, type Surroundings, TOP } from './check-context.ts';
import { checkTemplate } from './check-expression.ts';
import { checkField } from './check-field.ts';
import { checkOperand } from './check-operand.ts';
import { isLanguageOperator } from './known-names.ts';
import { checkTraps } from './traps.ts';

/** Checks a condition and everything in it; gives back how many leaves it has. */
export function checkCondition(
  condition: Condition,
  context: CheckContext,
  around: Surroundings = TOP,
  depth = 1,
): number {
  if (depth === AUTHORING_LIMITS.nestedConditions + 1) {
    context.report.error(
      'limit/nested-conditions',
      `Conditions are nested deeper than ${AUTHORING_LIMITS.nestedConditions}.`,
      condition.at,
    );
  }
  switch (condition.kind) {
    case 'allOf':
    case 'anyOf':
      return condition.conditions.reduce(
        (leaves, child) => leaves + checkCondition(child, context, around, depth + 1),
        0,
      );
    case 'not':
      return checkCondition(condition.condition, context, around, depth + 1);
    case 'leaf':
      return checkLeaf(condition, context, around, depth);
  }
}

function checkLeaf(leaf: LeafCondition, context: CheckContext, around: Surroundings, depth: number): number {
  const operator = checkOperator(leaf, context);
  let leaves = 1;
  if (leaf.subject.kind === 'count') leaves += checkCount(leaf.subject, context, around, depth);
  else checkSubject(leaf.subject.kind === 'field' ? leaf.subject.field : undefined, leaf, context, around);
  checkTemplate(leaf.operand, around, context);
  if (operator !== undefined) {
    checkOperand(leaf, operator, context);
    checkTraps(leaf, operator, context);
  }
  return leaves;
}

function checkOperator(leaf: LeafCondition, { report }: CheckContext): Operator | undefined {
  const operator = findOperator(leaf.operator);
  if (operator !== undefined) return operator;
  if (isLanguageOperator(leaf.operator)) {
    report.error(
      'feature/not-supported',
      `The operator '${leaf.operator}' is not supported yet.`,
      leaf.operatorAt,
    );
  } else {
    const similar = similarNames(
      leaf.operator,
      OPERATORS.map(known => known.name),
    );
    report.error(
      'operator/unknown',
      `'${leaf.operator}' is no operator.${didYouMean(similar)}`,
      leaf.operatorAt,
    );
  }
  return undefined;
}

function checkSubject(
  field: Template | undefined,
  leaf: LeafCondition,
  context: CheckContext,
  around: Surroundings,
): void {
  if (field === undefined) {
    if (leaf.subject.kind === 'value') checkTemplate(leaf.subject.value, around, context);
  } else if (field.kind === 'constant' && typeof field.value === 'string') {
    checkField(field.value, leaf.subject.at, context);
  } else {
    checkTemplate(field, around, context);
  }
}

function checkCount(count: CountSubject, context: CheckContext, around: Surroundings, depth: number): number {
  const frame =
    count.over.kind === 'field'
      ? checkFieldCount(count, count.over.field, context, around)
      : checkValueCount(count, count.over.value, context, around);
  if (count.where === undefined) return 0;
  return checkCondition(count.where, context, { ...around, frames: [frame, ...around.frames] }, depth + 1);
}

function checkFieldCount(
  count: CountSubject,
  field: Template,
  context: CheckContext,
  around: Surroundings,
): CheckFrame {
  const { report, tally } = context;
  if (field.kind !== 'constant' || typeof field.value !== 'string') {
    checkTemplate(field, around, context);
    return { kind: 'field', key: '', iterations: undefined };
  }
  const key = field.value.toLowerCase();
  checkField(field.value, count.over.at, context);
  if (!key.endsWith('[*]')) {
    report.error(
      'count/not-array',
      `A count over a field needs an array alias that ends with [*]; '${field.value}' does not.`,
      count.over.at,
    );
  }
  const outer = around.frames.find(frame => frame.kind === 'field');
  if (outer !== undefined && !isInside(outer.key, key)) {
    report.error(
      'count/not-nested',
      `A field count inside the count of '${outer.key}' counts an array in its members; '${field.value}' is none.`,
      count.over.at,
    );
  }
  const before = tally.fieldCounts.get(key) ?? 0;
  tally.fieldCounts.set(key, before + 1);
  if (before === AUTHORING_LIMITS.fieldCountsPerArray) {
    report.error(
      'limit/field-counts',
      `'${field.value}' is counted more than ${AUTHORING_LIMITS.fieldCountsPerArray} times.`,
      count.over.at,
    );
  }
  return { kind: 'field', key, iterations: undefined };
}

function checkValueCount(
  count: CountSubject,
  value: Template,
  context: CheckContext,
  around: Surroundings,
): CheckFrame {
  const { report, tally } = context;
  checkTemplate(value, around, context);
  checkCounted(count, value, context);
  tally.valueCounts += 1;
  if (tally.valueCounts === AUTHORING_LIMITS.valueCounts + 1) {
    report.error(
      'limit/value-counts',
      `A rule has at most ${AUTHORING_LIMITS.valueCounts} counts over values.`,
      count.at,
    );
  }
  if (count.name === undefined && around.frames.length > 0) {
    report.error('count/no-name', 'A count over a value inside another count needs a name.', count.at);
  }
  const key = (count.name ?? 'default').toLowerCase();
  if (around.frames.some(frame => frame.key === key)) {
    report.error('count/name-taken', `A count around this one is named '${key}' too.`, count.at);
  }
  const iterations = iterationsOf(value, around);
  if (iterations > AUTHORING_LIMITS.valueCountIterations) {
    report.error(
      'limit/value-count-iterations',
      `Counts over values go through at most ${AUTHORING_LIMITS.valueCountIterations} members, nested ones multiplied; this makes ${iterations}.`,
      count.at,
    );
  }
  return { kind: 'value', key, iterations };
}

function checkCounted(count: CountSubject, value: Template, { definition, report }: CheckContext): void {
  const parameter = definition.parameters.get(parameterNamed(value) ?? '');
  const isArray = value.kind === 'array' || (value.kind === 'constant' && Array.isArray(value.value));
  if (value.kind === 'expression' ? parameter !== undefined && parameter.type !== 'Array' : !isArray) {
    report.error(
      'count/not-array',
      'A count over a value needs an array, or an expression that gives one.',
      count.over.at,
    );
  }
}

/** Only what the definition itself says: an array of a parameter counts once its value is known. */
function iterationsOf(value: Template, around: Surroundings): number {
  const members =
    value.kind === 'constant' && Array.isArray(value.value)
      ? value.value.length
      : value.kind === 'array'
        ? value.items.length
        : 1;
  return around.frames.reduce((product, frame) => product * (frame.iterations ?? 1), members);
}
