import type { JsonObject, JsonValue, Vocabulary } from '@sluice/language';
import type { FieldChange } from '../model/decision.ts';

/** What one matched rule wants to change. */
export type Mutation = {
  /** Unique; rules act in the order of their keys: assignment id, then reference id. */
  readonly key: string;
  readonly effect: 'append' | 'modify';
  /** `then.details` with its expressions evaluated. */
  readonly details: JsonValue;
};

/** What is reported of a rule that changed nothing. Azure's reason codes, and ours by their pattern for `modify`. */
export type MutationCode =
  | 'NonModifiablePolicyAlias'
  | 'AppendPoliciesNotApplicable'
  | 'AppendPoliciesFieldsExist'
  | 'AppendPoliciesUndefinedFields'
  | 'ConflictingAppendPolicies'
  | 'ModifyPoliciesNotApplicable'
  | 'ModifyPoliciesFieldsExist'
  | 'ModifyPoliciesUndefinedFields'
  | 'ConflictingModifyPolicies';

/**
 * What became of one rule. `applied`: no changes when everything was so already; `skipped`: the request passes without it;
 * `refused` and `conflict`: the request must not pass. A rule is applied whole or not at all, but for operations that do not
 * concern this resource.
 */
export type MutationOutcome =
  | { readonly kind: 'applied'; readonly changes: readonly FieldChange[] }
  | {
      readonly kind: 'skipped' | 'refused' | 'conflict';
      readonly code: MutationCode;
      readonly message: string;
    };

export type MutationInput = {
  /** Left untouched. */
  readonly resource: JsonObject;
  /** The resource's type, in lower case. */
  readonly typeKey: string;
  readonly apiVersion: string;
  readonly vocabulary: Vocabulary;
  readonly mutations: readonly Mutation[];
};

export type Mutated = {
  /** The very same object when nothing changed. */
  readonly resource: JsonObject;
  readonly outcomes: ReadonlyMap<string, MutationOutcome>;
};
