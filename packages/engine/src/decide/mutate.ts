import type { JsonObject } from '@sluice/language';
import type { Mutated, Mutation, MutationInput, MutationOutcome } from './mutation.ts';
import { applyPlan } from './mutation-apply.ts';
import { type Disagreement, findConflicts } from './mutation-conflicts.ts';
import { CODES, type Plan, planMutation } from './mutation-plan.ts';

/**
 * The resource as the matched `append` and `modify` rules change it, and what became of each. Pure and total.
 *
 * Appends act before modifies (our choice: the documentation leaves it open), each in the order of keys, every rule on what
 * those before it have left. Conflicts are found before anything is applied, those of modifies in the resource that the
 * appends leave; rules in conflict change nothing. There is one outcome for each key. Costs what the
 * operations and the objects that they change hold.
 * Source: Azure Policy documentation, "append", "modify"; mutate.test.ts has the tables case by case.
 */
export function mutate(input: MutationInput): Mutated {
  const outcomes = new Map<string, MutationOutcome>();
  const appended = applyAll('append', input.resource, input, outcomes);
  return { resource: applyAll('modify', appended, input, outcomes), outcomes };
}

function applyAll(
  effect: Mutation['effect'],
  resource: JsonObject,
  input: MutationInput,
  outcomes: Map<string, MutationOutcome>,
): JsonObject {
  const plans: Plan[] = [];
  for (const mutation of inOrder(input.mutations, effect)) {
    const planned = planMutation(mutation, input);
    if ('steps' in planned) plans.push(planned);
    else outcomes.set(mutation.key, planned);
  }
  const conflicts = findConflicts(plans, resource);
  let working = resource;
  for (const plan of plans) {
    const { key } = plan.mutation;
    const disagreement = conflicts.get(key);
    if (disagreement !== undefined) {
      outcomes.set(key, disagreementOutcome(effect, disagreement));
      continue;
    }
    const applied = applyPlan(plan, working);
    working = applied.resource;
    outcomes.set(key, applied.outcome);
  }
  return working;
}

function inOrder(mutations: readonly Mutation[], effect: Mutation['effect']): readonly Mutation[] {
  return mutations
    .filter(mutation => mutation.effect === effect)
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

function disagreementOutcome(effect: Mutation['effect'], disagreement: Disagreement): MutationOutcome {
  const code = CODES[effect].conflicting;
  return disagreement === 'conflict'
    ? { kind: 'conflict', code, message: 'Another rule wants a different value of the same field.' }
    : { kind: 'skipped', code, message: 'Another rule decides a field that this one would change.' };
}
