import { type Evaluate, EvaluationError, type JsonValue, type Run } from '@sluice/language/expressions';
import type { TemplateEnv } from './env.ts';
import { failure } from './template-only-function.ts';

type Lambda = { readonly names: readonly string[]; readonly body: Evaluate };

/** What `lambda()` gives is an empty object that stands for a function; nothing else can be made of it. */
const LAMBDAS = new WeakMap<object, Lambda>();

export function registerLambda(lambda: Lambda): JsonValue {
  const token = Object.freeze({});
  LAMBDAS.set(token, lambda);
  return token;
}

/** Reads an argument that must be a lambda with one of the numbers of variables, as a function of their values. */
export function lambdaOf(
  name: string,
  argument: Evaluate | undefined,
  arities: readonly number[],
  env: TemplateEnv,
  run: Run,
): { readonly arity: number; call(...values: readonly JsonValue[]): JsonValue } {
  const token = argument?.(run);
  const lambda = typeof token === 'object' && token !== null ? LAMBDAS.get(token) : undefined;
  if (lambda === undefined || !arities.includes(lambda.names.length)) {
    throw new EvaluationError(
      'function/bad-argument',
      `${name}() needs a lambda with ${arities.join(' or ')} variable(s).`,
    );
  }
  return {
    arity: lambda.names.length,
    call: (...values) => {
      spendCall(run);
      env.lambdas.push(new Map(lambda.names.map((each, index) => [each, values[index] ?? null])));
      try {
        return lambda.body(run);
      } finally {
        env.lambdas.pop();
      }
    },
  };
}

/** The value of the variable of a lambda that is being called, the innermost of that name. */
export function lambdaVariable(name: string, env: TemplateEnv): JsonValue {
  const value = env.lambdas.findLast(variables => variables.has(name.toLowerCase()))?.get(name.toLowerCase());
  if (value === undefined) throw failure('template/unknown', `There is no lambda variable '${name}' here.`);
  return value;
}

/** A call is work even when it makes no value that counts. */
function spendCall(run: Run): void {
  run.budget.nodes -= 1;
  if (run.budget.nodes < 0) throw new EvaluationError('limit/work', 'The evaluation needs too many steps.');
}
