import {
  EvaluationError,
  type Expression,
  type ExpressionScope,
  evaluateExpression,
  isExpression,
  type JsonObject,
  type JsonValue,
  parseExpression,
  unescapeLiteral,
} from '@sluice/language/expressions';
import type { TemplateEnv, Work } from '../functions/env.ts';
import { functionFinder } from '../functions/find-function.ts';
import { readValueLoop } from '../parse/parse-loop.ts';
import { at, isObject } from '../values/json.ts';
import { countOf, turnsOf } from './loop.ts';

/** What a value that is made costs of the work, beside what its expressions do: it is kept, and sent. */
const VALUE_COST = 20;

/** An expression of a value that could not be evaluated. */
export type Failure = { readonly code: string; readonly message: string; readonly pointer: string };

/** What is made known of a value while it is evaluated: what failed, whose text stays in place, and each expression. */
export type Collector = {
  readonly failures: Failure[];
  readonly onExpression?: (expression: Expression, env: TemplateEnv) => void;
};

/**
 * A value with its expressions evaluated and its property loops run. With a collector what fails is collected and its
 * text stays; without one the first failure is thrown as an `EvaluationError` that has its pointer.
 */
export function evaluateValue(
  value: JsonValue,
  env: TemplateEnv,
  pointer: string,
  collector?: Collector,
): JsonValue {
  if (typeof value === 'string') return evaluateText(value, env, pointer, collector);
  spend(env.work, VALUE_COST, pointer);
  if (Array.isArray(value))
    return value.map((member, index) => evaluateValue(member, env, at(pointer, index), collector));
  return isObject(value) ? evaluateObject(value, env, pointer, collector) : value;
}

function evaluateObject(
  object: JsonObject,
  env: TemplateEnv,
  pointer: string,
  collector: Collector | undefined,
): JsonObject {
  const members = Object.entries(object).flatMap(([name, value]): (readonly [string, JsonValue])[] => {
    const place = at(pointer, name);
    if (name.toLowerCase() === 'copy' && Array.isArray(value)) return runLoops(value, env, place, collector);
    const key = evaluateText(name, env, place, collector);
    if (typeof key === 'string') return [[key, evaluateValue(value, env, place, collector)]];
    fail(
      { code: 'template/name', message: 'The name of a member must be a text.', pointer: place },
      collector,
    );
    return [];
  });
  return Object.fromEntries(members);
}

/** The arrays that the loops of one object make, by the names of the loops. */
function runLoops(
  loops: readonly JsonValue[],
  env: TemplateEnv,
  pointer: string,
  collector: Collector | undefined,
): (readonly [string, JsonValue])[] {
  return loops.flatMap((value, index): (readonly [string, JsonValue])[] => {
    const place = at(pointer, index);
    try {
      const read = readValueLoop(value, place);
      if ('problem' in read) throw new EvaluationError('template/copy', read.problem, place);
      const { loop } = read;
      const count = countOf(evaluateValue(loop.count, env, at(place, 'count')), loop.name, place);
      const made = turnsOf('value', loop.name, count).map(turn =>
        evaluateValue(loop.input, { ...env, turns: [...env.turns, turn] }, at(place, 'input'), collector),
      );
      return [[loop.name, made]];
    } catch (error) {
      fail(failureOf(error, place), collector);
      return [];
    }
  });
}

function evaluateText(
  text: string,
  env: TemplateEnv,
  pointer: string,
  collector: Collector | undefined,
): JsonValue {
  spend(env.work, VALUE_COST + (text.length >> 5), pointer);
  if (!isExpression(text)) return unescapeLiteral(text);
  const parsed = parse(text, env.work);
  if ('problem' in parsed) {
    const message = `Unable to parse language expression: ${parsed.problem.message}`;
    return fail({ code: 'expression/syntax', message, pointer }, collector) ?? text;
  }
  collector?.onExpression?.(parsed.expression, env);
  const result = evaluateExpression(parsed.expression, scopeOf(env));
  if ('problem' in result) {
    fail({ ...result.problem, pointer }, collector);
    return text;
  }
  spend(env.work, sizeOf(result.value, env.work.budget.nodes), pointer);
  return result.value;
}

/** Evaluates one expression of which nothing but its value is wanted; undefined when it has none yet. */
export function knownValue(expression: Expression, env: TemplateEnv): JsonValue | undefined {
  const result = evaluateExpression(expression, scopeOf(env));
  return 'value' in result ? result.value : undefined;
}

/** Makes a failure of what was thrown; what is no `EvaluationError` is a bug and goes on. */
export function failureOf(error: unknown, pointer: string): Failure {
  if (!(error instanceof EvaluationError)) throw error;
  return { code: error.code, message: error.message, pointer: error.pointer ?? pointer };
}

function fail(failure: Failure, collector: Collector | undefined): undefined {
  if (collector === undefined) throw new EvaluationError(failure.code, failure.message, failure.pointer);
  // Out of work nothing more can be evaluated: one such failure says it all.
  if (failure.code === 'limit/work')
    throw new EvaluationError(failure.code, failure.message, failure.pointer);
  collector.failures.push(failure);
  return undefined;
}

function parse(text: string, work: Work): ReturnType<typeof parseExpression> {
  const known = work.parsed.get(text);
  if (known !== undefined) return known;
  const parsed = parseExpression(text, { userFunctions: true });
  work.parsed.set(text, parsed);
  return parsed;
}

const SCOPES = new WeakMap<TemplateEnv, ExpressionScope>();

function scopeOf(env: TemplateEnv): ExpressionScope {
  const known = SCOPES.get(env);
  if (known !== undefined) return known;
  const scope: ExpressionScope = {
    parameter: name => env.parameter(name),
    findFunction: functionFinder(env),
    context: { now: env.context.now },
    budget: env.work.budget,
  };
  SCOPES.set(env, scope);
  return scope;
}

function spend(work: Work, amount: number, pointer: string): void {
  work.budget.nodes -= amount;
  if (work.budget.nodes >= 0) return;
  throw new EvaluationError(
    'limit/work',
    'The template needs more steps than one expansion may take.',
    pointer,
  );
}

/** How much a value weighs, texts by their length; more than `most` when it is more. */
function sizeOf(root: JsonValue, most: number): number {
  let size = 0;
  const rest: JsonValue[] = [root];
  while (rest.length > 0 && size <= most) {
    const value = rest.pop() ?? null;
    size += 1 + (typeof value === 'string' ? value.length >> 5 : 0);
    if (typeof value === 'object' && value !== null)
      for (const member of Object.values(value)) rest.push(member);
  }
  return size;
}
