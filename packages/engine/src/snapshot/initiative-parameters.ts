import {
  bindParameters,
  type JsonObject,
  type JsonValue,
  type ParsedDefinition,
  parseDefinition,
} from '@sluice/language';
import {
  evaluateExpression,
  isExpression,
  parseExpression,
  unescapeLiteral,
} from '@sluice/language/expressions';
import { isObject } from '../json.ts';
import type { PolicySetDefinition } from '../model/records.ts';
import type { GivenParameters } from './bind-rule.ts';

/** An initiative's parameters as its members see them: names in lower case. */
export type InitiativeParameters = ReadonlyMap<string, JsonValue>;

/** The values that an assignment gives an initiative, and its defaults for the rest. What is wrong with them `checkAssignment` tells. */
export function initiativeParameters(
  initiative: PolicySetDefinition,
  given: JsonObject,
): InitiativeParameters {
  const parsed = declarationsOf(initiative);
  return parsed === undefined ? new Map() : bindParameters(parsed, given).parameters.values;
}

/** The declarations of an initiative's parameters, as those of a definition that does nothing. */
export function declarationsOf({ parameters }: PolicySetDefinition): ParsedDefinition | undefined {
  return parseDefinition(doesNothingWith(parameters)).definition;
}

/** A definition with these parameters that does nothing: what reads declarations reads those of definitions. */
export function doesNothingWith(parameters: JsonObject): JsonObject {
  return { mode: 'All', parameters, policyRule: DOES_NOTHING };
}

const DOES_NOTHING = { if: { field: 'type', exists: true }, then: { effect: 'disabled' } };

/**
 * The values that a member of an initiative is bound with: literals, and expressions over the initiative's parameters.
 *
 * A parameter of the initiative without a value leaves the member's own default in place.
 */
export function memberParameters(passed: JsonObject, parameters: InitiativeParameters): GivenParameters {
  const values: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(passed)) {
    const evaluated = evaluate(value, parameters);
    if ('problem' in evaluated)
      return { problem: `The parameter '${name}' has no value: ${evaluated.problem}` };
    if (evaluated.value !== undefined) values[name] = evaluated.value;
  }
  return { values };
}

type Evaluated = { readonly value: JsonValue | undefined } | { readonly problem: string };

const PARAMETER = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

function evaluate(value: JsonValue, parameters: InitiativeParameters): Evaluated {
  if (typeof value === 'string') return evaluateText(value, parameters);
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value) {
      const evaluated = evaluate(item, parameters);
      if ('problem' in evaluated) return evaluated;
      items.push(evaluated.value ?? null);
    }
    return { value: items };
  }
  if (!isObject(value)) return { value };
  const members: [string, JsonValue][] = [];
  for (const [name, member] of Object.entries(value)) {
    const evaluated = evaluate(member, parameters);
    if ('problem' in evaluated) return evaluated;
    members.push([name, evaluated.value ?? null]);
  }
  return { value: Object.fromEntries(members) };
}

function evaluateText(text: string, parameters: InitiativeParameters): Evaluated {
  if (!isExpression(text)) return { value: unescapeLiteral(text) };
  const named = PARAMETER.exec(text)?.[1];
  if (named !== undefined) return { value: parameters.get(named.toLowerCase()) };
  const parsed = parseExpression(text);
  if ('problem' in parsed) return { problem: parsed.problem.message };
  const result = evaluateExpression(parsed.expression, {
    parameter: name => parameters.get(name.toLowerCase()),
    context: { now: '' },
  });
  return 'value' in result ? result : { problem: result.problem.message };
}
