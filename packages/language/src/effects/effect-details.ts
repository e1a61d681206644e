import type { FieldTarget, NoTarget } from '../runtime/field-target.ts';
import type { JsonNode } from '../source/json-node.ts';
import type { Place, Report } from '../source/report.ts';
import type { Details, Template } from '../syntax/ast.ts';

/** Every effect that the language knows, in the canonical spelling of the REST contract, lower camel case. */
export const EFFECT_NAMES = [
  'addToNetworkGroup',
  'append',
  'audit',
  'auditIfNotExists',
  'deny',
  'denyAction',
  'deployIfNotExists',
  'disabled',
  'manual',
  'modify',
  'mutate',
  'enforceSetting',
] as const;
export type EffectName = (typeof EFFECT_NAMES)[number];

/**
 * One effect of the language: where it may be used and what its details must be. What it does is the engine's.
 */
export type EffectRecord = {
  readonly name: EffectName;
  /** In the modes All and Indexed. Data-plane modes list their effects themselves. */
  readonly inArmModes: boolean;
  /** False for effects that take no details in ARM modes: what stands there belongs to another value of the parameter. */
  readonly takesDetails: boolean;
  /** True when a condition in the details looks at other resources than the one judged. */
  readonly looksAtRelated: boolean;
  /** Reports what is wrong with the details; they are undefined when the rule has none. */
  check(details: Details | undefined, checks: DetailChecks): void;
};

/** What the check of a whole definition lends to the check of details. */
export type DetailChecks = {
  readonly report: Report;
  /** Where to report that details are missing. */
  readonly effectAt: Place;
  /** The definition's mode, in lower case. */
  readonly mode: string;
  /** A condition over a related resource. */
  condition(node: JsonNode, at: Place): void;
  /** A value in which texts may be expressions; gives it back parsed. `without` names functions it may not call. */
  template(node: JsonNode, at: Place, without?: readonly string[]): Template;
  /** A field to change. */
  field(node: JsonNode, at: Place): void;
  /** The place of a field on a type that has it, in the default api-version. */
  target(field: string): FieldTarget | NoTarget;
  /** True, false or, when it cannot be known, undefined: whether a request may change the field. */
  isModifiable(field: string): boolean | undefined;
};
