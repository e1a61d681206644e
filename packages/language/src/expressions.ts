/**
 * The second face of the package: the expressions alone, for what is not a rule (deployment templates).
 *
 * Syntax and functions are those of rules; functions that only templates have, and what `parameters()` gives, come from
 * the caller.
 */
import { compileExpression, toEvaluate } from './compile/compile-expression.ts';
import type { TemplateFunction } from './functions/template-function.ts';
import { createRun } from './runtime/create-run.ts';
import { type EvaluationContext, EvaluationError, type Run } from './runtime/run.ts';
import type { Expression } from './syntax/ast.ts';
import { isExpression, parseExpression, unescapeLiteral } from './syntax/parse-expression.ts';
import type { JsonValue } from './values/json.ts';

export { FUNCTIONS } from './functions/index.ts';
export { eager, type TemplateFunction } from './functions/template-function.ts';
export {
  type Arguments,
  arrayAt,
  badArgument,
  complaint,
  integerAt,
  objectAt,
  textAt,
  valueAt,
} from './runtime/arguments/arguments.ts';
export { EVALUATION_LIMITS } from './runtime/limits.ts';
export { type Evaluate, type EvaluationContext, EvaluationError, type Run } from './runtime/run.ts';
export type { Expression } from './syntax/ast.ts';
export {
  type ExpressionProblem,
  isExpression,
  type ParsedExpression,
  parseExpression,
  unescapeLiteral,
} from './syntax/parse-expression.ts';
export { type Instant, parseDate, toCalendar } from './values/date.ts';
export { formatDate } from './values/format-date.ts';
export { type IpRange, parseIpRange } from './values/ip-range.ts';
export type { JsonArray, JsonObject, JsonValue } from './values/json.ts';

/** What an expression may refer to. */
export type ExpressionScope = {
  /** The value of `parameters(name)`; undefined when there is none. */
  parameter(name: string): JsonValue | undefined;
  /** Functions that rules do not have; looked up first. */
  readonly findFunction?: (name: string) => TemplateFunction | undefined;
  readonly context: EvaluationContext;
  /** Work left, shared by all evaluations that are handed the same object; a full budget for each when absent. */
  readonly budget?: Run['budget'];
};

export type ExpressionResult =
  | { readonly value: JsonValue }
  | { readonly problem: { readonly code: string; readonly message: string } };

/** Evaluates one expression. Never throws for what is wrong with the expression or its values. */
export function evaluateExpression(expression: Expression, scope: ExpressionScope): ExpressionResult {
  const names = {
    field: noFields,
    parameter: (name: string) => scope.parameter(name),
  };
  const more = scope.findFunction === undefined ? {} : { findMore: scope.findFunction };
  try {
    const compiled = compileExpression(expression, { names, frames: [], lenient: false, ...more });
    const run = createRun({ resource: {}, context: scope.context }, names);
    return { value: toEvaluate(compiled)({ ...run, budget: scope.budget ?? run.budget }) };
  } catch (error) {
    if (error instanceof EvaluationError) return { problem: { code: error.code, message: error.message } };
    throw error;
  }
}

/** Evaluates a text of a template: an expression in brackets, or a literal, in which `[[` stands for `[`. */
export function evaluateText(text: string, scope: ExpressionScope): ExpressionResult {
  if (!isExpression(text)) return { value: unescapeLiteral(text) };
  const parsed = parseExpression(text, { userFunctions: true });
  if ('problem' in parsed) return { problem: { code: 'expression/syntax', message: parsed.problem.message } };
  return evaluateExpression(parsed.expression, scope);
}

function noFields(name: string): never {
  throw new EvaluationError(
    'field/unknown',
    `There is no resource whose field '${name}' could be read here.`,
  );
}
