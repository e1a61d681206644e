import { EvaluationError, type JsonValue } from '@sluice/language/expressions';
import type { CopyTurn, NamedResource, TemplateEnv, UserFunction, Work } from '../functions/env.ts';
import { failure } from '../functions/template-only-function.ts';
import type { FunctionDeclaration, VariableDeclaration } from '../parse/parsed-template.ts';
import type { TemplateRuntime } from '../values/context.ts';
import { at } from '../values/json.ts';
import { TEMPLATE_LIMITS } from '../values/limits.ts';
import { checkValue } from './check-value.ts';
import { evaluateValue } from './evaluate.ts';
import { countOf, turnsOf } from './loop.ts';
import { deploymentValue, envKey, type TemplateScope } from './template-scope.ts';

/** Work for one expansion, or for what is evaluated with one runtime. */
export function createWork(shared?: Work): Work {
  return {
    budget: { nodes: TEMPLATE_LIMITS.work },
    parsed: shared?.parsed ?? new Map(),
    groups: shared?.groups ?? new Map(),
  };
}

/**
 * What the expressions of a template may look at, inside the turns of loops. Without a runtime what only it can give
 * fails with `template/needs-runtime`.
 */
export function createEnv(
  scope: TemplateScope,
  runtime: TemplateRuntime | undefined,
  turns: readonly CopyTurn[] = [],
): TemplateEnv {
  const { outer } = scope;
  if (outer !== undefined) {
    const env = createEnv(outer.scope, runtime, [...outer.turns, ...turns]);
    return { ...env, findResources: name => findNamed(scope, name) ?? env.findResources(name) };
  }
  const base = baseEnv(scope, runtime);
  return turns.length === 0 ? base : { ...base, turns, lambdas: [] };
}

function baseEnv(scope: TemplateScope, runtime: TemplateRuntime | undefined): TemplateEnv {
  const known = scope.envs.get(envKey(runtime));
  if (known !== undefined) return known;
  const work = runtime === undefined ? scope.work : createWork(scope.work);
  const env: TemplateEnv = {
    scope: scope.target,
    context: scope.context,
    deployment: deploymentValue(scope),
    runtime,
    turns: [],
    lambdas: [],
    work,
    parameter: name => readParameter(scope, name, runtime),
    variable: variableReader(scope, () => env),
    userFunction: functionReader(scope, () => env),
    findResources: name => findNamed(scope, name) ?? [],
  };
  scope.envs.set(envKey(runtime), env);
  return env;
}

function findNamed(scope: TemplateScope, name: string): readonly NamedResource[] | undefined {
  return scope.named.get(name.toLowerCase());
}

function readParameter(
  scope: TemplateScope,
  name: string,
  runtime: TemplateRuntime | undefined,
): JsonValue | undefined {
  const parameter = scope.parameters.get(name.toLowerCase());
  if (parameter === undefined) return undefined;
  if ('value' in parameter) return parameter.value;
  if (runtime !== undefined) return parameter.later(runtime);
  throw failure(
    'template/needs-runtime',
    `The parameter '${parameter.name}' is known only during the deployment.`,
  );
}

/** Variables are evaluated when they are first read, with nothing of the place they are read at. */
function variableReader(scope: TemplateScope, env: () => TemplateEnv): TemplateEnv['variable'] {
  const values = new Map<string, JsonValue>();
  const open = new Set<string>();
  return name => {
    const key = name.toLowerCase();
    const declared = scope.template.variables.get(key);
    if (declared === undefined) return undefined;
    const known = values.get(key);
    if (known !== undefined) return known;
    if (open.has(key)) throw failure('template/unknown', `The template variable '${name}' refers to itself.`);
    open.add(key);
    try {
      const value = evaluateVariable(declared, env());
      values.set(key, value);
      return value;
    } finally {
      open.delete(key);
    }
  };
}

function evaluateVariable({ value, loop, pointer }: VariableDeclaration, env: TemplateEnv): JsonValue {
  const clean = { ...env, lambdas: [] };
  if (loop === undefined) return evaluateValue(value, clean, pointer);
  const count = countOf(evaluateValue(loop.count, clean, at(pointer, 'count')), loop.name, pointer);
  return turnsOf('value', loop.name, count).map(turn =>
    evaluateValue(value, { ...clean, turns: [turn] }, at(pointer, 'input')),
  );
}

/** Functions see their own parameters and one another, nothing else of the template. */
function functionReader(scope: TemplateScope, env: () => TemplateEnv): TemplateEnv['userFunction'] {
  let depth = 0;
  return name => {
    const declared = scope.template.functions.get(name.toLowerCase());
    if (declared === undefined) return undefined;
    const call: UserFunction['call'] = values => {
      if (depth >= TEMPLATE_LIMITS.calls)
        throw new EvaluationError(
          'limit/calls',
          `Functions call one another deeper than ${TEMPLATE_LIMITS.calls}.`,
        );
      depth += 1;
      try {
        return evaluateValue(declared.value, functionEnv(declared, values, env()), declared.pointer);
      } finally {
        depth -= 1;
      }
    };
    return { arity: declared.parameters.length, call };
  };
}

function functionEnv(
  declared: FunctionDeclaration,
  values: readonly JsonValue[],
  env: TemplateEnv,
): TemplateEnv {
  const given = new Map<string, JsonValue>();
  for (const [index, parameter] of declared.parameters.entries()) {
    const value = values[index] ?? null;
    const wrong = checkValue(value, { type: parameter.type }, {});
    if (wrong !== undefined && value !== null)
      throw new EvaluationError(
        'function/bad-argument',
        `${declared.name}(): argument ${index + 1}: ${wrong.message}`,
      );
    given.set(parameter.name.toLowerCase(), value);
  }
  return {
    ...env,
    turns: [],
    lambdas: [],
    parameter: name => given.get(name.toLowerCase()),
    variable: () => undefined,
  };
}
