import type { JsonValue, ParameterProblem } from '@sluice/language';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import type { ChangeProblem } from './change-problem.ts';

/** What declares the parameters; without a `kind` it is a policy definition. */
type Declaring = Pick<PolicyDefinition, 'name' | 'version' | 'policyType'> & { readonly kind?: string };

/** Where an assignment has its values. */
const PARAMETERS = '/properties/parameters';

/**
 * What is wrong with the values that an assignment gives, with Azure's codes and the patterns of its messages.
 *
 * Undefined parameters come together in one problem, and so do missing ones; the details have one for each, with the pointer to it
 * below `at`.
 */
export function parameterProblems(
  assignment: Pick<PolicyAssignment, 'id' | 'name'>,
  definition: Declaring,
  problems: readonly ParameterProblem[],
  at = PARAMETERS,
): readonly ChangeProblem[] {
  const target = assignment.id;
  const named = `${kindOf(definition)} '${definition.name}'`;
  const undefinedOnes = namesOf(problems, 'undefined');
  const missing = namesOf(problems, 'missing');
  const found: ChangeProblem[] = [];
  if (undefinedOnes.length > 0) {
    const code = 'UndefinedPolicyParameter';
    const message =
      `The policy assignment '${assignment.name}' has the parameter(s) '${undefinedOnes.join(',')}' which are not defined ` +
      `in the ${named}.`;
    const details = undefinedOnes.map(name => ({
      code,
      message: `The ${named} has no parameter '${name}'.`,
      target: pointerTo(at, name),
    }));
    found.push({ code, message, target, details });
  }
  if (missing.length > 0) {
    const code = 'MissingPolicyParameter';
    const message =
      `The policy assignment '${assignment.name}' is missing the parameter(s) '${missing.join(',')}', which the ` +
      `${named} requires.`;
    const details = missing.map(name => ({
      code,
      message: `The ${named} needs a value for the parameter '${name}'.`,
      target: pointerTo(at, name),
    }));
    found.push({ code, message, target, details });
  }
  return [
    ...found,
    ...problems.flatMap(problem => {
      const wrong = valueProblem(problem, definition);
      return wrong === undefined
        ? []
        : [{ ...wrong, target, details: [{ ...wrong, target: pointerTo(at, problem.parameter) }] }];
    }),
  ];
}

function valueProblem(
  { kind, parameter, value, allowedValues = [], expected = 'another type' }: ParameterProblem,
  definition: Declaring,
): Pick<ChangeProblem, 'code' | 'message'> | undefined {
  if (kind === 'notAllowed') {
    const version =
      definition.policyType === 'BuiltIn' && definition.version !== ''
        ? ` version ${definition.version}`
        : '';
    const message =
      `The value '${textOfValue(value)}' is not allowed for policy parameter '${parameter}' in ` +
      `${kindOf(definition)} '${definition.name}'${version}. The allowed values are '${allowedValues.map(textOfValue).join(', ')}'.`;
    return { code: 'PolicyParameterValueNotAllowed', message };
  }
  if (kind === 'wrongType') {
    const message =
      `The value of policy parameter '${parameter}' in ${kindOf(definition)} '${definition.name}' is of type ` +
      `'${typeOfValue(value)}', expected is '${expected}'.`;
    return { code: 'InvalidPolicyParameters', message };
  }
  return undefined;
}

function namesOf(problems: readonly ParameterProblem[], kind: ParameterProblem['kind']): readonly string[] {
  return problems.filter(problem => problem.kind === kind).map(problem => problem.parameter);
}

function pointerTo(at: string, name: string): string {
  return `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function textOfValue(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function typeOfValue(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'Null';
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return { string: 'String', boolean: 'Boolean', object: 'Object' }[
    typeof value as 'string' | 'boolean' | 'object'
  ];
}

function kindOf({ kind = 'policy definition' }: Declaring): string {
  return kind;
}
