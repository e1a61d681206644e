import type { JsonValue } from '@sluice/arm/protocol';
import { assign } from '#strings/assign';
import { isObject } from '../../../lib/json.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import type { Entry } from '../draft/draft.ts';
import { type ParameterType, typeOf } from './parameter-type.ts';

/** Whether a value is of a parameter's type. */
const FITS: Readonly<Record<ParameterType, (value: JsonValue) => boolean>> = {
  String: value => typeof value === 'string',
  Array: value => Array.isArray(value),
  Object: value => isObject(value),
  Boolean: value => typeof value === 'boolean',
  Integer: value => typeof value === 'number' && Number.isInteger(value),
  Float: value => typeof value === 'number',
  DateTime: value => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

/**
 * What is wrong with what is given for a parameter, as far as the portal can tell before the server does. Undefined: nothing. Values that
 * are expressions (`[...]`) are the server's to judge.
 */
export function entryProblem(parameter: PolicyParameter, entry: Entry | undefined): string | undefined {
  if (entry === undefined) return parameter.defaultValue === undefined ? assign.problems.required : undefined;
  const type = typeOf(parameter);
  if ('text' in entry) return assign.problems.notOfType(shorten(entry.text), assign.types[type]);
  const { value } = entry;
  if (typeof value === 'string' && /^\[[^[]/.test(value) && type !== 'String') return undefined;
  return FITS[type](value)
    ? undefined
    : assign.problems.notOfType(shorten(JSON.stringify(value)), assign.types[type]);
}

/**
 * Whether a parameter needs input or review: it has no default, its default says nothing (an empty text), somebody has given something, or
 * something is wrong with it.
 */
export function needsReview(
  parameter: PolicyParameter,
  entry: Entry | undefined,
  hasProblem: boolean,
): boolean {
  if (hasProblem || parameter.defaultValue === undefined || parameter.defaultValue === '') return true;
  if (entry === undefined) return false;
  return 'text' in entry || JSON.stringify(entry.value) !== JSON.stringify(parameter.defaultValue);
}

const MOST_SHOWN = 60;

function shorten(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
