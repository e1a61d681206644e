import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import type { TemplateType } from '../parse/parsed-template.ts';
import type { TemplateRuntime } from '../values/context.ts';

/** A parameter or an output with its value. */
export type TypedValue = {
  readonly name: string;
  readonly type: TemplateType;
  /** Callers mask it wherever it is shown. */
  readonly isSecure: boolean;
  readonly value: JsonValue;
};

/** A parameter of a nested template whose value is known only when something else is deployed. */
export type LateParameter = Omit<TypedValue, 'value'> & {
  readonly later: (runtime: TemplateRuntime) => JsonValue;
};

/** By name in lower case, in the order of the template. */
export type BoundParameters = ReadonlyMap<string, TypedValue>;
export type NestedParameters = ReadonlyMap<string, TypedValue | LateParameter>;

/** Parameters or outputs as a deployment shows them: `{name: {type, value}}`, a secure one without its value. */
export function showValues(values: Iterable<TypedValue>): JsonObject {
  return Object.fromEntries(
    [...values].map(({ name, type, isSecure, value }) => [name, isSecure ? { type } : { type, value }]),
  );
}
