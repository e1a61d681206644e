import type { ParameterDefinition, ParameterType } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { sameJson } from './same-json.ts';
import { schemaMismatch } from './schema-mismatch.ts';

export type ParameterProblem = {
  readonly kind: 'undefined' | 'missing' | 'notAllowed' | 'wrongType';
  /** As the definition spells it, or as given when the definition has none of that name. */
  readonly parameter: string;
  readonly value?: JsonValue;
  readonly allowedValues?: readonly JsonValue[];
  /** The type that was expected, and of an object the place where its schema wants something else. */
  readonly expected?: string;
};

/** What is wrong with a value for a parameter: its type or form, or that it (or a member of an array) is not allowed. */
export function problemOf(parameter: ParameterDefinition, value: JsonValue): ParameterProblem | undefined {
  if (!hasType(value, parameter.type)) {
    return { kind: 'wrongType', parameter: parameter.name, value, expected: parameter.type };
  }
  const mismatch = parameter.type === 'Object' ? schemaMismatch(parameter.schema ?? true, value) : undefined;
  if (mismatch !== undefined) {
    const expected = `Object by its schema (${mismatch})`;
    return { kind: 'wrongType', parameter: parameter.name, value, expected };
  }
  const { allowedValues } = parameter;
  // Two built-in definitions have an empty list and a default: it allows everything.
  if (allowedValues === undefined || allowedValues.length === 0) return undefined;
  const isAllowed = (each: JsonValue): boolean => allowedValues.some(allowed => sameJson(allowed, each));
  // An array may also be allowed as a whole: some definitions list whole arrays.
  const allowed = isAllowed(value) || (Array.isArray(value) && value.every(isAllowed));
  return allowed ? undefined : { kind: 'notAllowed', parameter: parameter.name, value, allowedValues };
}

export function hasType(value: JsonValue, type: ParameterType): boolean {
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
