import {
  agreesWithType,
  describeType,
  type FieldTarget,
  fieldTarget,
  type JsonValue,
  type NoTarget,
} from '@sluice/language';
import { isObject } from '../json.ts';
import type { Mutation, MutationCode, MutationInput, MutationOutcome } from './mutation.ts';
import { type ConflictEffect, type Operation, readMutationDetails } from './mutation-details.ts';

/** One operation and the place that it is for. */
export type Step = Operation & { readonly target: FieldTarget };

/** A rule that can act on this type of resource. */
export type Plan = {
  readonly mutation: Mutation;
  readonly steps: readonly Step[];
  readonly conflictEffect: ConflictEffect;
};

type Verdict = Exclude<MutationOutcome, { kind: 'applied' }>;

/** What each effect calls the same thing. */
export const CODES = {
  append: {
    notApplicable: 'AppendPoliciesNotApplicable',
    exists: 'AppendPoliciesFieldsExist',
    undefinedFields: 'AppendPoliciesUndefinedFields',
    conflicting: 'ConflictingAppendPolicies',
  },
  modify: {
    notApplicable: 'ModifyPoliciesNotApplicable',
    exists: 'ModifyPoliciesFieldsExist',
    undefinedFields: 'ModifyPoliciesUndefinedFields',
    conflicting: 'ConflictingModifyPolicies',
  },
} as const satisfies Record<Mutation['effect'], Record<string, MutationCode>>;

/**
 * What a rule will do to this type of resource in this api-version, or what becomes of it without looking at the resource.
 *
 * A field that does not exist, and details of another shape, refuse: a rule that cannot be read must not be passed by. A
 * field of other types is left out. What cannot be modified, or takes a value of another kind, refuses an append; of a modify
 * the conflictEffect decides, for the whole rule.
 */
export function planMutation(mutation: Mutation, where: MutationInput): Plan | Verdict {
  const codes = CODES[mutation.effect];
  const details = readMutationDetails(mutation);
  if (typeof details === 'string') return { kind: 'refused', code: codes.undefinedFields, message: details };
  const { conflictEffect } = details;
  const steps: Step[] = [];
  let leftOut = 'The conditions of all operations are false.';
  for (const operation of details.operations) {
    const target = fieldTarget(operation.field, where.typeKey, where.apiVersion, where.vocabulary);
    if (isNoTarget(target) && target.refusal === 'notOfType') {
      leftOut = target.message;
      continue;
    }
    if (isNoTarget(target) && target.refusal === 'unknown')
      return { kind: 'refused', code: codes.undefinedFields, message: target.message };
    const problem = isNoTarget(target) ? target.message : obstacle(operation, target, mutation.effect);
    if (problem !== undefined) {
      const kind = conflictEffect === 'deny' ? 'refused' : 'skipped';
      return { kind, code: 'NonModifiablePolicyAlias', message: problem };
    }
    if (!isNoTarget(target)) steps.push({ ...operation, value: valueFor(operation, target), target });
  }
  if (steps.length === 0) return { kind: 'skipped', code: codes.notApplicable, message: leftOut };
  return { mutation, steps, conflictEffect };
}

function isNoTarget(target: FieldTarget | NoTarget): target is NoTarget {
  return 'refusal' in target;
}

/** Why an operation cannot be done to that field, if it cannot. An append asks nobody whether an alias is modifiable. */
function obstacle(operation: Operation, target: FieldTarget, effect: Mutation['effect']): string | undefined {
  const { field } = target;
  const isTag = target.type === 'text' || target.type === 'texts';
  if (operation.operation === 'remove')
    return isTag ? undefined : `Only tags can be removed, not '${field}'.`;
  if (effect === 'modify' && !target.modifiable)
    return `The alias '${field}' is not modifiable in this api-version.`;
  if (!agreesWithType(operation.value, target.type))
    return `The value for '${field}' is of another kind than ${describeType(target.type)}.`;
  return undefined;
}

/** The value as it is written: tags hold texts alone. */
function valueFor({ operation, value }: Operation, { type }: FieldTarget): JsonValue {
  if (operation === 'remove') return null;
  if (type === 'text') return String(value);
  if (type !== 'texts' || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}
