import { type ParameterProblem, problemOf } from '../check/parameter-value.ts';
import type { ParameterDefinition, ParsedDefinition } from '../syntax/ast.ts';
import { parameterNamed } from '../syntax/walk.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';

/** The value of each parameter (names in lower case) that has one: given, or else the default. */
export type BoundParameters = { readonly values: ReadonlyMap<string, JsonValue> };

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

/** The allowed value that differs only in letter case, if there is one. */
function canonical(value: JsonValue, parameter: ParameterDefinition): JsonValue {
  if (typeof value !== 'string' || parameter.allowedValues?.includes(value)) return value;
  const same = parameter.allowedValues?.find(
    allowed => typeof allowed === 'string' && allowed.toLowerCase() === value.toLowerCase(),
  );
  return same ?? value;
}
