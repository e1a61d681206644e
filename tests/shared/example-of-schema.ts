import type { JsonValue } from '@sluice/language';

type Schema = {
  readonly type?: string;
  readonly enum?: readonly JsonValue[];
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
};

/** A small value that fits the schema of a parameter: only what is required, and of that the first that is allowed. */
export function exampleOf(schema: unknown): JsonValue {
  const {
    type = 'object',
    enum: allowed = [],
    minimum = 1,
    required = [],
    properties = {},
  } = schema as Schema;
  const [first] = allowed;
  if (first !== undefined) return first;
  if (type === 'object')
    return Object.fromEntries(required.map(name => [name, exampleOf(properties[name] ?? {})]));
  return { array: [], integer: minimum, number: minimum, boolean: true }[type] ?? '2026-01-01';
}
