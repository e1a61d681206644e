import type {
  Expression,
  ParameterDefinition,
  ParameterType,
  ParsedDefinition,
  Template,
} from '../syntax/ast.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { sameJson } from './same-json.ts';

/** The value of each parameter (names in lower case) that has one: given, or else the default. */
export type BoundParameters = { readonly values: ReadonlyMap<string, JsonValue> };

export type ParameterProblem = {
  readonly kind: 'undefined' | 'missing' | 'notAllowed' | 'wrongType';
  /** As the definition spells it, or as given when the definition has none of that name. */
  readonly parameter: string;
  readonly value?: JsonValue;
  readonly allowedValues?: readonly JsonValue[];
  /** The type that was expected. */
  readonly expected?: string;
};

/**
 * Gives a definition's parameters their values. Names ignore case; a given null counts as not given.
 *
 * Allowed values are compared with case, as Azure does, except for the parameter that names the effect: there `deny`
 * is taken for `Deny` and becomes it. Values with a problem are left out of the result. Defaults are not checked here.
 */
export function bindParameters(
  definition: ParsedDefinition,
  given: JsonObject,
): { readonly parameters: BoundParameters; readonly problems: readonly ParameterProblem[] } {
  const values = new Map<string, JsonValue>();
  const problems: ParameterProblem[] = [];
  const effectParameter = parameterNamed(definition.rule.then.effect);
  for (const [name, value] of Object.entries(given)) {
    const parameter = definition.parameters.get(name.toLowerCase());
    if (parameter === undefined) {
      problems.push({ kind: 'undefined', parameter: name });
    } else if (value !== null) {
      const bound = parameter.name.toLowerCase() === effectParameter ? canonical(value, parameter) : value;
      const problem = problemOf(parameter, bound);
      if (problem === undefined) values.set(name.toLowerCase(), bound);
      else problems.push(problem);
    }
  }
  const failed = new Set(problems.map(problem => problem.parameter.toLowerCase()));
  for (const [key, parameter] of definition.parameters) {
    if (values.has(key) || failed.has(key)) continue;
    if (parameter.defaultValue !== undefined) values.set(key, parameter.defaultValue);
    else problems.push({ kind: 'missing', parameter: parameter.name });
  }
  return { parameters: { values }, problems };
}

/** The parameter (in lower case) that a template is nothing but a reference to. */
export function parameterNamed(template: Template): string | undefined {
  return template.kind === 'expression' ? parameterOf(template.expression) : undefined;
}

/** The parameter (in lower case) that `parameters('x')` names. */
export function parameterOf(expression: Expression): string | undefined {
  if (expression.kind !== 'call' || expression.name.toLowerCase() !== 'parameters') return undefined;
  const [name] = expression.args;
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value.toLowerCase() : undefined;
}

/** The allowed value that differs only in letter case, if there is one. */
function canonical(value: JsonValue, parameter: ParameterDefinition): JsonValue {
  if (typeof value !== 'string' || parameter.allowedValues?.includes(value)) return value;
  const same = parameter.allowedValues?.find(
    allowed => typeof allowed === 'string' && allowed.toLowerCase() === value.toLowerCase(),
  );
  return same ?? value;
}

/** What is wrong with a value for a parameter: its type, or that it (or a member of an array) is not allowed. */
export function problemOf(parameter: ParameterDefinition, value: JsonValue): ParameterProblem | undefined {
  if (!hasType(value, parameter.type)) {
    return { kind: 'wrongType', parameter: parameter.name, value, expected: parameter.type };
  }
  const { allowedValues } = parameter;
  if (allowedValues === undefined) return undefined;
  const isAllowed = (each: JsonValue): boolean => allowedValues.some(allowed => sameJson(allowed, each));
  // An array may also be allowed as a whole: built-ins list whole arrays.
  const allowed = isAllowed(value) || (Array.isArray(value) && value.every(isAllowed));
  return allowed ? undefined : { kind: 'notAllowed', parameter: parameter.name, value, allowedValues };
}

function hasType(value: JsonValue, type: ParameterType): boolean {
  switch (type) {
    case 'String':
      return typeof value === 'string';
    case 'Array':
      return Array.isArray(value);
    case 'Object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Integer':
      return Number.isInteger(value);
    case 'Float':
      return typeof value === 'number';
    case 'DateTime':
      return typeof value === 'string' && DATE_TIME.test(value);
  }
}

const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?$/;
