import type { JsonNode } from '../source/json-node.ts';
import type { Lines } from '../source/lines.ts';
import type { Place } from '../source/report.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';

/** A policy definition as its text says, names not yet resolved. */
export type ParsedDefinition = {
  readonly displayName?: string;
  readonly description?: string;
  readonly policyType?: string;
  /** As written; `Indexed` when absent. */
  readonly mode: string;
  readonly version?: string;
  readonly metadata?: JsonObject;
  /** By name in lower case, in document order. */
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly rule: PolicyRule;
  /** Where `mode`, or else the definition, stands. */
  readonly modeAt: Place;
  readonly at: Place;
  /** Of the text it was read from, if it was. */
  readonly lines: Lines | undefined;
};

export const PARAMETER_TYPES = [
  'String',
  'Array',
  'Object',
  'Boolean',
  'Integer',
  'Float',
  'DateTime',
] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

export type ParameterDefinition = {
  readonly name: string;
  readonly type: ParameterType;
  readonly defaultValue?: JsonValue;
  readonly allowedValues?: readonly JsonValue[];
  /** JSON Schema of an object's form. */
  readonly schema?: JsonValue;
  readonly metadata?: JsonObject;
  readonly at: Place;
};

export type PolicyRule = { readonly if: Condition; readonly then: ThenBlock };
export type ThenBlock = {
  readonly effect: Template;
  readonly effectAt: Place;
  readonly details?: Details;
};
export type Details = { readonly node: JsonNode; readonly at: Place };

export type Condition = LogicalCondition | NotCondition | LeafCondition;
export type LogicalOperator = 'allOf' | 'anyOf';
export type LogicalCondition = {
  readonly kind: LogicalOperator;
  readonly conditions: readonly Condition[];
  readonly at: Place;
};
export type NotCondition = { readonly kind: 'not'; readonly condition: Condition; readonly at: Place };
export type LeafCondition = {
  readonly kind: 'leaf';
  readonly subject: Subject;
  /** As written. */
  readonly operator: string;
  readonly operatorAt: Place;
  readonly operand: Template;
  readonly operandAt: Place;
  readonly at: Place;
};

export type Subject = FieldSubject | ValueSubject | CountSubject;
export type FieldSubject = { readonly kind: 'field'; readonly field: Template; readonly at: Place };
export type ValueSubject = { readonly kind: 'value'; readonly value: Template; readonly at: Place };
export type CountSubject = {
  readonly kind: 'count';
  readonly over: FieldSubject | ValueSubject;
  /** Of a value count; absent when it has none. */
  readonly name?: string;
  readonly where?: Condition;
  readonly at: Place;
};

/** A JSON value in which texts may be expressions. */
export type Template =
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | {
      readonly kind: 'expression';
      readonly text: string;
      readonly expression: Expression;
      readonly at: Place;
    }
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  | {
      readonly kind: 'object';
      readonly members: readonly { readonly name: string; readonly value: Template }[];
    };

/** `offset` counts from the start of the expression's text. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | Call
  | { readonly kind: 'property'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression };
export type Call = {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly offset: number;
};
