import { findOperator } from '../operators/index.ts';
import type { Operator, Test } from '../operators/operator.ts';
import { createRun } from '../runtime/create-run.ts';
import { normalizeLocation } from '../runtime/location.ts';
import { follow } from '../runtime/path.ts';
import { isObject, type Key, property } from '../runtime/property.ts';
import { EvaluationError, type Run } from '../runtime/run.ts';
import type { Condition, CountSubject, LeafCondition } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { MISSING_PROPERTY } from './access.ts';
import { compileCounted, countSubject } from './compile-count.ts';
import { type Compiled, compileTemplate } from './compile-expression.ts';
import { type CompiledSubject, compileFieldSubject, compileValueSubject } from './compile-subject.ts';
import type { CompileContext } from './context.ts';

/** A compiled condition. Throws `EvaluationError` with the pointer of the condition that failed. */
export type Check = (run: Run) => boolean;

const ALWAYS: Check = () => true;
const NEVER: Check = () => false;

/** Compiles a condition to closures. Children run in document order; allOf and anyOf stop as soon as they know. */
export function compileCondition(condition: Condition, context: CompileContext): Check {
  switch (condition.kind) {
    case 'allOf':
      return allOf(compileInOrder(condition.conditions, context));
    case 'anyOf':
      return anyOf(condition.conditions.map(child => compileCondition(child, context)));
    case 'not':
      return not(compileCondition(condition.condition, context));
    case 'leaf':
      return compileLeaf(condition, context).check;
  }
}

/** Children of an allOf: what one makes sure of, the next ones need not ask. */
function compileInOrder(conditions: readonly Condition[], context: CompileContext): readonly Check[] {
  let known = context;
  return conditions.map(child => {
    const check = compileCondition(child, known);
    const type = typeMadeSure(child, known);
    if (type !== undefined) known = { ...known, type };
    return check;
  });
}

/** The type (in lower case) that a resource has if a condition holds for it. */
function typeMadeSure(condition: Condition, context: CompileContext): string | undefined {
  if (
    condition.kind !== 'leaf' ||
    condition.operator.toLowerCase() !== 'equals' ||
    condition.subject.kind !== 'field'
  )
    return undefined;
  const { field } = condition.subject;
  if (field.kind !== 'constant' || String(field.value).toLowerCase() !== 'type') return undefined;
  const operand = compileTemplate(condition.operand, context);
  return operand.constant && typeof operand.value === 'string' ? operand.value.toLowerCase() : undefined;
}

function allOf(children: readonly Check[]): Check {
  const needed = upTo(children, NEVER, ALWAYS);
  const [first, second] = needed;
  if (first === undefined) return ALWAYS;
  if (second === undefined) return first;
  if (needed.length === 2) return run => first(run) && second(run);
  return run => {
    for (const child of needed) if (!child(run)) return false;
    return true;
  };
}

function anyOf(children: readonly Check[]): Check {
  const needed = upTo(children, ALWAYS, NEVER);
  const [first, second] = needed;
  if (first === undefined) return NEVER;
  if (second === undefined) return first;
  if (needed.length === 2) return run => first(run) || second(run);
  return run => {
    for (const child of needed) if (child(run)) return true;
    return false;
  };
}

/** Children that matter: none that change nothing, none after one that decides. Those before it may still fail. */
function upTo(children: readonly Check[], deciding: Check, neutral: Check): readonly Check[] {
  const end = children.indexOf(deciding);
  return (end < 0 ? children : children.slice(0, end + 1)).filter(child => child !== neutral);
}

function not(child: Check): Check {
  if (child === ALWAYS) return NEVER;
  return child === NEVER ? ALWAYS : run => !child(run);
}

/** One condition compiled, with the parts that a trace shows. */
export type CompiledLeaf = {
  readonly check: Check;
  readonly subject: CompiledSubject;
  /** As a denial shows it. */
  readonly operator: string;
  /** The right side. */
  target(run: Run): JsonValue;
};

export function compileLeaf(leaf: LeafCondition, context: CompileContext): CompiledLeaf {
  const operator = findOperator(leaf.operator);
  const subject = compileSubject(leaf, context);
  const operand = compileTemplate(leaf.operand, context);
  const target = (run: Run): JsonValue => (operand.constant ? operand.value : operand.evaluate(run));
  if (operator === undefined) {
    const unknown = new EvaluationError(
      'operator/unknown',
      `There is no operator '${leaf.operator}'.`,
      leaf.at.pointer,
    );
    return { check: failWith(unknown), subject, operator: leaf.operator, target };
  }
  const check = checkOf(subject, operator, operand);
  return {
    check: decide(check, subject, operand, leaf, context),
    subject,
    operator: operator.displayName,
    target,
  };
}

function compileSubject(leaf: LeafCondition, context: CompileContext): CompiledSubject {
  switch (leaf.subject.kind) {
    case 'field':
      return compileFieldSubject(leaf.subject, context);
    case 'value':
      return compileValueSubject(leaf.subject, context);
    case 'count':
      return compileCountSubject(leaf.subject, context);
  }
}

function compileCountSubject(subject: CountSubject, context: CompileContext): CompiledSubject {
  const counted = compileCounted(subject, context);
  const inside = { ...context, frames: [counted.frame, ...context.frames] };
  return countSubject(
    counted,
    subject.where === undefined ? undefined : compileCondition(subject.where, inside),
  );
}

/** The condition itself. With a right side known now, the operator prepares its test once. */
function checkOf({ holds, isLocation, keys }: CompiledSubject, operator: Operator, operand: Compiled): Check {
  if (!operand.constant) {
    return run => holds(run, operator.prepare(sameForm(operand.evaluate(run), isLocation, run)));
  }
  const { value } = operand;
  if (isLocation === true) return checkWith(holds, operator.prepare(normalizeLocation(value)));
  if (keys !== undefined) return checkPlace(keys, operator.prepare(value));
  if (isLocation === false) return checkWith(holds, operator.prepare(value));
  return run => holds(run, operator.prepare(sameForm(value, isLocation, run)));
}

function checkWith(holds: CompiledSubject['holds'], test: Test): Check {
  return run => holds(run, test);
}

/** One call less for a property of the resource itself and for one of its properties: most conditions look there. */
function checkPlace(keys: readonly Key[], test: Test): Check {
  const [first, second] = keys;
  if (first === undefined || keys.length > 2) return run => test(follow(run.resource, keys));
  if (second === undefined) return run => test(property(run.resource, first));
  return run => {
    const parent = property(run.resource, first);
    return test(isObject(parent) ? property(parent, second) : undefined);
  };
}

/** The right side, as the left side will be written: a location in its normal form. */
function sameForm(value: JsonValue, isLocation: CompiledSubject['isLocation'], run: Run): JsonValue {
  const normalize = typeof isLocation === 'boolean' ? isLocation : isLocation(run);
  return normalize ? normalizeLocation(value) : value;
}

/** Known now: always or never. Able to fail: says where. Else as it is. */
function decide(
  check: Check,
  subject: CompiledSubject,
  operand: Compiled,
  leaf: LeafCondition,
  context: CompileContext,
): Check {
  if (subject.constantValue !== undefined && operand.constant) return check(NOWHERE) ? ALWAYS : NEVER;
  if (!subject.canFail && operand.constant) return check;
  return located(check, leaf.at.pointer, context.lenient);
}

const NOWHERE = createRun(
  { resource: {}, context: { now: '' } },
  {
    field: name => {
      throw new EvaluationError('field/unknown', name);
    },
    parameter: () => undefined,
  },
);

function located(check: Check, pointer: string, lenient: boolean): Check {
  return run => {
    try {
      return check(run);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      if (lenient && error.code === MISSING_PROPERTY) return false;
      throw error.pointer === undefined ? new EvaluationError(error.code, error.message, pointer) : error;
    }
  };
}

function failWith(error: EvaluationError): Check {
  return () => {
    throw error;
  };
}
