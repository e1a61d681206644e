import {
  type Copies,
  createCopies,
  isEqual,
  isIdentical,
  type JsonObject,
  type JsonValue,
  type WrittenPlace,
  writeField,
} from '@sluice/language';
import type { FieldChange } from '../model/decision.ts';
import type { Mutation, MutationOutcome } from './mutation.ts';
import { CODES, type Plan, type Step } from './mutation-plan.ts';

/** A resource after one rule, and what became of the rule. */
export type AppliedPlan = { readonly resource: JsonObject; readonly outcome: MutationOutcome };

type Stepped = {
  readonly resource: JsonObject;
  readonly changes: readonly FieldChange[];
  readonly reached: number;
};

/**
 * Does what a rule wants, operation by operation, each on what the one before has left; if one refuses, none is done.
 *
 * An append makes the objects on the way. A modify leaves out an operation whose parent object is missing, which Azure takes
 * for intended. A value that is there already, letter case aside, is not appended or added again; another one refuses.
 */
export function applyPlan(plan: Plan, resource: JsonObject): AppliedPlan {
  const codes = CODES[plan.mutation.effect];
  const changes: FieldChange[] = [];
  const copies = createCopies();
  let working = resource;
  let reached = 0;
  for (const step of plan.steps) {
    const stepped = applyStep(step, plan.mutation.effect, working, copies);
    if (typeof stepped === 'string') {
      const { field } = step.target;
      const [code, message] =
        stepped === 'differs'
          ? [codes.exists, `The request has another value for '${field}'.`]
          : [codes.undefinedFields, `The request has no place for '${field}': a parent of it is no object.`];
      return { resource, outcome: { kind: 'refused', code, message } };
    }
    working = stepped.resource;
    reached += stepped.reached;
    for (const change of stepped.changes) changes.push(change);
  }
  if (reached > 0 || plan.mutation.effect === 'append')
    return { resource: working, outcome: { kind: 'applied', changes } };
  const message = 'The request has none of the objects that the fields to change are part of.';
  return { resource, outcome: { kind: 'skipped', code: codes.notApplicable, message } };
}

function applyStep(
  { operation, target, value }: Step,
  effect: Mutation['effect'],
  resource: JsonObject,
  copies: Copies,
): Stepped | 'differs' | 'blocked' {
  const isAppend = effect === 'append';
  let refusal: 'differs' | 'blocked' | undefined;
  const set = (before: JsonValue | undefined): JsonValue | undefined => {
    if (operation === 'remove') return undefined;
    if (target.isMember) {
      if (isMissing(before)) return [value];
      if (Array.isArray(before))
        return operation === 'addOrReplace' ? replaced(before, [value]) : [...before, value];
      refusal = 'blocked';
      return before;
    }
    if (operation === 'addOrReplace') return replaced(before, value);
    if (isMissing(before)) return value;
    if (!isEqual(before, value)) refusal ??= 'differs';
    return before;
  };
  const written = writeField(resource, target, set, isAppend ? 'create' : 'skip', copies);
  if (written.blocked > 0 && (isAppend || target.type === 'text')) refusal = 'blocked';
  if (refusal !== undefined) return refusal;
  const addsMember = target.isMember && operation !== 'addOrReplace';
  const places = addsMember ? written.places.map(memberAdded) : written.places;
  const { field } = target;
  return {
    resource: written.resource,
    changes: places.map(place => ({ operation, field, ...place })),
    reached: written.reached,
  };
}

/** Tells of the new member alone: an array that grows member by member would be told of whole each time. */
function memberAdded({ path, after }: WrittenPlace): WrittenPlace {
  const members: readonly JsonValue[] = Array.isArray(after) ? after : [];
  const last = members.length - 1;
  return { path: `${path}[${last}]`, after: members[last] ?? null };
}

/** The very value that is there when it is the same. */
function replaced(before: JsonValue | undefined, value: JsonValue): JsonValue {
  return before !== undefined && isIdentical(before, value) ? before : value;
}

function isMissing(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}
