import { EvaluationError, type JsonObject, type JsonValue } from '@sluice/language/expressions';
import type { Work } from '../functions/env.ts';
import type { ParameterDeclaration, ParsedTemplate } from '../parse/parsed-template.ts';
import type { DeploymentContext, DeploymentInfo, TemplateRuntime } from '../values/context.ts';
import { at, isObject, memberOf } from '../values/json.ts';
import { invalid, type TemplateProblem } from '../values/problem.ts';
import type { DeploymentScope } from '../values/scope.ts';
import { checkValue } from './check-value.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue, failureOf } from './evaluate.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { LateParameter, NestedParameters, TypedValue } from './parameters.ts';
import type { TemplateScope } from './template-scope.ts';

export type BindInput = {
  readonly template: ParsedTemplate;
  /** By name in lower case. */
  readonly given: ReadonlyMap<string, GivenParameter>;
  readonly target: DeploymentScope;
  readonly deployment: DeploymentInfo;
  readonly context: DeploymentContext;
  readonly work: Work;
  /** Where the template stands in the one around it. */
  readonly pointer: string;
};

/** A value that was given, one that the runtime will give, or what is wrong with what was given. */
export type GivenParameter = { readonly name: string } & (
  | { readonly value: JsonValue }
  | { readonly later: (runtime: TemplateRuntime) => JsonValue }
  | { readonly problem: TemplateProblem }
);

/** Gives every declared parameter its value: given, by default, or null where that is allowed. */
export function bindParameters(input: BindInput): {
  readonly parameters: NestedParameters;
  readonly problems: readonly TemplateProblem[];
} {
  const { template, given } = input;
  const problems = unknownParameters(input);
  const parameters = new Map<string, TypedValue | LateParameter>();
  const failed = new Set<string>();
  const open = new Set<string>();
  const scope: TemplateScope = { ...input, parameters, named: new Map(), envs: new WeakMap() };
  const base = createEnv(scope, undefined);

  const bindOne = (key: string): void => {
    const declared = template.parameters.get(key);
    if (declared === undefined || parameters.has(key) || failed.has(key)) return;
    const { name, type, isSecure } = declared;
    if (open.has(key))
      throw new EvaluationError('template/unknown', `The template parameter '${name}' refers to itself.`);
    open.add(key);
    const one = given.get(key);
    const bound =
      one === undefined || isLeftOut(one, declared) ? takeDefault(declared) : takeGiven(declared, one);
    open.delete(key);
    if ('problem' in bound) {
      problems.push(bound.problem);
      failed.add(key);
    } else {
      parameters.set(key, { name, type, isSecure, ...bound });
    }
  };

  const takeGiven = (declared: ParameterDeclaration, one: GivenParameter): Taken => {
    if ('problem' in one) return { problem: one.problem };
    const check = (value: JsonValue): JsonValue => {
      const problem = wrongValue(declared, value, template.definitions, one.name);
      if (problem !== undefined)
        throw new EvaluationError('template/parameter', problem.message, problem.pointer);
      return value;
    };
    if ('later' in one) return { later: runtime => check(one.later(runtime)) };
    const problem = wrongValue(declared, one.value, template.definitions, one.name);
    return problem === undefined ? { value: one.value } : { problem };
  };

  const takeDefault = (declared: ParameterDeclaration): Taken => {
    const { name, defaultValue, pointer } = declared;
    if (defaultValue === undefined) {
      if (declared.isNullable) return { value: null };
      return { problem: missing(name, pointer) };
    }
    const place = at(pointer, 'defaultValue');
    // A default may read other parameters, also those declared later.
    const env = {
      ...base,
      parameter: (other: string) => {
        const key = other.toLowerCase();
        bindOne(key);
        if (failed.has(key))
          throw new EvaluationError('template/unknown', `The template parameter '${other}' has no value.`);
        return base.parameter(other);
      },
    };
    try {
      const value = evaluateValue(defaultValue, env, place);
      const problem = wrongValue(declared, value, template.definitions, name);
      return problem === undefined ? { value } : { problem: { ...problem, pointer: place } };
    } catch (error) {
      const failure = failureOf(error, place);
      if (failure.code === 'template/needs-runtime')
        return { later: runtime => evaluateValue(defaultValue, createEnv(scope, runtime), place) };
      return { problem: invalid(failure.pointer, maskSecrets(failure.message, scope)) };
    }
  };

  for (const key of template.parameters.keys()) bindOne(key);
  return { parameters: inOrder(parameters, template), problems };
}

/** A null is no value where there is a default: clients send one for each parameter that their caller left out (azure-ai-ml does). */
function isLeftOut(given: GivenParameter, { defaultValue, isNullable }: ParameterDeclaration): boolean {
  return 'value' in given && given.value === null && defaultValue !== undefined && !isNullable;
}

type Taken =
  | { readonly value: JsonValue }
  | { readonly later: (runtime: TemplateRuntime) => JsonValue }
  | { readonly problem: TemplateProblem };

function inOrder(parameters: NestedParameters, { parameters: declared }: ParsedTemplate): NestedParameters {
  return new Map(
    [...declared.keys()].flatMap(key => {
      const bound = parameters.get(key);
      return bound === undefined ? [] : [[key, bound] as const];
    }),
  );
}

function missing(name: string, pointer: string): TemplateProblem {
  return invalid(pointer, `The value for the template parameter '${name}' is not provided.`);
}

function wrongValue(
  { pointer, schema }: ParameterDeclaration,
  value: JsonValue,
  definitions: JsonObject,
  name: string,
): TemplateProblem | undefined {
  const wrong = checkValue(value, schema, definitions);
  if (wrong === undefined) return undefined;
  const place = wrong.path === '' ? '' : ` at '${wrong.path}' in it`;
  return invalid(
    pointer,
    `The provided value for the template parameter '${name}' is not valid${place}. ${wrong.message}`,
  );
}

function unknownParameters({ template, given, pointer }: BindInput): TemplateProblem[] {
  const unknown = [...given].filter(([key]) => !template.parameters.has(key)).map(([, { name }]) => name);
  if (unknown.length === 0) return [];
  const known = [...template.parameters.values()].map(({ name }) => name).join(', ');
  return [
    invalid(
      at(pointer, 'parameters'),
      `The template parameters '${unknown.join(', ')}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${known}'.`,
    ),
  ];
}

/** Reads what a request gives for parameters: `{name: {value}}` or `{name: {reference}}`. */
export function readGiven(given: JsonObject, pointer: string): ReadonlyMap<string, GivenParameter> {
  return new Map(
    Object.entries(given).map(([name, one]) => [
      name.toLowerCase(),
      { name, ...readOne(name, one, at(pointer, name)) },
    ]),
  );
}

function readOne(
  name: string,
  one: JsonValue,
  pointer: string,
): { readonly value: JsonValue } | { readonly problem: TemplateProblem } {
  const value = isObject(one) ? memberOf(one, 'value') : undefined;
  if (value !== undefined) return { value };
  if (isObject(one) && memberOf(one, 'reference') !== undefined) {
    const message = `The template parameter '${name}' refers to a secret of a key vault, and there is no key vault to read. Give its value.`;
    return { problem: { code: 'KeyVaultParameterReferenceNotFound', message, pointer } };
  }
  return { problem: invalid(pointer, `The parameter '${name}' must be an object with a value.`) };
}
