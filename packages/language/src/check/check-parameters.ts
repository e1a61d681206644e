import type { ParameterDefinition } from '../syntax/ast.ts';
import { parameterNamed } from '../syntax/walk.ts';
import { AUTHORING_LIMITS } from './authoring-limits.ts';
import type { CheckContext } from './check-context.ts';
import { hasType, problemOf } from './parameter-value.ts';

/** Checks the declarations: defaults, allowed values, how many there are. */
export function checkParameters(context: CheckContext): void {
  const { definition, report } = context;
  for (const parameter of definition.parameters.values()) checkDeclaration(parameter, context);
  if (definition.parameters.size > AUTHORING_LIMITS.parameters) {
    report.warning(
      'limit/parameters',
      `Azure allows ${AUTHORING_LIMITS.parameters} parameters; this definition has ${definition.parameters.size}.`,
      definition.at,
    );
  }
  const effect = definition.parameters.get(parameterNamed(definition.rule.then.effect) ?? '');
  if (effect !== undefined && effect.defaultValue === undefined) {
    report.warning(
      'parameter/effect-without-default',
      `The effect's parameter '${effect.name}' has no default: every assignment must name the effect.`,
      effect.at,
    );
  }
}

function checkDeclaration(parameter: ParameterDefinition, { report }: CheckContext): void {
  const { name, type, defaultValue, allowedValues, at } = parameter;
  if (type !== 'Array' && allowedValues?.some(value => !hasType(value, type))) {
    report.error(
      'parameter/allowed-values',
      `The allowed values of '${name}' must be of its type, ${type}.`,
      at,
    );
  }
  const problem = defaultValue === undefined ? undefined : problemOf(parameter, defaultValue);
  if (problem?.kind === 'wrongType') {
    report.error(
      'parameter/default-type',
      `The default of '${name}' must be of its type, ${problem.expected ?? type}; found ${JSON.stringify(defaultValue)}.`,
      at,
    );
  } else if (problem !== undefined) {
    report.error(
      'parameter/default-not-allowed',
      `The default of '${name}', ${JSON.stringify(defaultValue)}, is not one of its allowed values.`,
      at,
    );
  }
}

/** Reports parameters that nothing refers to; to be called last. */
export function checkUnused({ definition, report, usedParameters }: CheckContext): void {
  for (const [key, parameter] of definition.parameters) {
    if (!usedParameters.has(key)) {
      report.warning('parameter/unused', `Nothing uses the parameter '${parameter.name}'.`, parameter.at);
    }
  }
}
