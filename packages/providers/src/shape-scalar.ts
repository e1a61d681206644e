import { parseResourceId } from '@sluice/arm/ids';
import type { JsonValue } from '@sluice/language';
import type { Shape } from './shape.ts';
import { type Place, quote, report, reportType } from './shape-place.ts';

type StringShape = Extract<Shape, { kind: 'string' }>;
type BooleanShape = Extract<Shape, { kind: 'boolean' }>;
type NumberShape = Extract<Shape, { kind: 'integer' | 'number' }>;

/** A text that a shape allows, words of an enum in their canonical spelling. */
export function fitString(shape: StringShape, value: JsonValue, place: Place): JsonValue | undefined {
  if (typeof value !== 'string') return reportType(place, 'a string', value);
  const { oneOf, format } = shape;
  if (oneOf) {
    const word = oneOf.find(candidate => candidate.toLowerCase() === value.toLowerCase());
    return word ?? report(place, `must be one of ${oneOf.map(quote).join(', ')}, found ${quote(value)}`);
  }
  const problem =
    lengthProblem(shape, value) ?? (format === undefined ? undefined : formatProblem(format, value));
  return problem === undefined ? value : report(place, problem);
}

/** A number that a shape allows; from its text where clients are known to send that. */
export function fitNumber(shape: NumberShape, value: JsonValue, place: Place): JsonValue | undefined {
  const number = shape.fromText && typeof value === 'string' ? numberOf(value) : value;
  if (typeof number !== 'number')
    return reportType(place, shape.kind === 'integer' ? 'an integer' : 'a number', value);
  if (shape.kind === 'integer' && !Number.isSafeInteger(number))
    return reportType(place, 'an integer', number);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  if (number < minimum) return report(place, `must be at least ${minimum}, found ${number}`);
  if (number > maximum) return report(place, `must be at most ${maximum}, found ${number}`);
  return number;
}

/** A truth value that a shape allows; from its text where clients are known to send that. */
export function fitBoolean(shape: BooleanShape, value: JsonValue, place: Place): JsonValue | undefined {
  if (typeof value === 'boolean') return value;
  const text = shape.fromText && typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' || text === 'false' ? text === 'true' : reportType(place, 'a boolean', value);
}

function lengthProblem(
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: StringShape,
  text: string,
): string | undefined {
  if (text.length < minLength)
    return `must have at least ${minLength} character${minLength === 1 ? '' : 's'}`;
  if (text.length > maxLength) return `has ${text.length} characters, at most ${maxLength} are allowed`;
  return undefined;
}

function formatProblem(format: NonNullable<StringShape['format']>, text: string): string | undefined {
  switch (format) {
    case 'date-time':
      return isDateTime(text) ? undefined : `must be an ISO 8601 date and time, found ${quote(text)}`;
    case 'resource-id':
      return parseResourceId(text) ? undefined : `must be a resource id, found ${quote(text)}`;
  }
}

function numberOf(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/i;

function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text));
}
