import type { JsonObject } from '@sluice/arm/protocol';
import type { Decision, Resource, RuleResult } from '@sluice/engine/model';

/** What a change means for one result of a rule over a resource. */
export type Verdict = 'newlyNonCompliant' | 'newlyCompliant' | 'unchanged' | 'couldNotJudge';

/** One result of a rule, before and after, in the form of the answer. */
export type Compared = { readonly verdict: Verdict; readonly item: JsonObject };

/**
 * Sets the results of a resource before a change against those after it, rule by rule. Results of assignments that the change does not
 * touch count only where they differ.
 *
 * What is not judged any more, exempt or of unknown state does not fail. A failure to evaluate afterwards is `couldNotJudge`, whatever
 * was before.
 */
export function compareDecisions(
  resource: Resource,
  before: Decision,
  after: Decision,
  isTouched: (assignmentKey: string) => boolean,
): readonly Compared[] {
  const earlier = new Map(before.results.map(result => [keyOf(result), result]));
  const later = new Map(after.results.map(result => [keyOf(result), result]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap(key => {
    const [one, other] = [earlier.get(key), later.get(key)];
    const told = other ?? one;
    if (told === undefined) return [];
    const verdict = verdictOf(one, other);
    const isSame = one?.complianceState === other?.complianceState;
    if (isSame && !isTouched(told.assignment.id.toLowerCase())) return [];
    return [{ verdict, item: toItem(resource, one, other, verdict) }];
  });
}

function keyOf({ key, component }: RuleResult): string {
  return component === undefined ? key : `${key} ${component.type} ${component.id}`;
}

function verdictOf(before: RuleResult | undefined, after: RuleResult | undefined): Verdict {
  if (after?.complianceState === 'Error') return 'couldNotJudge';
  if (fails(after)) return fails(before) ? 'unchanged' : 'newlyNonCompliant';
  return fails(before) || before?.complianceState === 'Error' ? 'newlyCompliant' : 'unchanged';
}

function fails(result: RuleResult | undefined): boolean {
  return result?.complianceState === 'NonCompliant' || result?.complianceState === 'Conflict';
}

/** The reasons are those of the failure: after the change, or before it where it ends with the change. */
function toItem(
  { id, type }: Resource,
  before: RuleResult | undefined,
  after: RuleResult | undefined,
  verdict: Verdict,
): JsonObject {
  const result = after ?? before;
  if (result === undefined) return {};
  return {
    resourceId: id,
    resourceType: type,
    ...(result.component === undefined
      ? {}
      : { componentId: result.component.id, componentType: result.component.type }),
    ...ruleOf(result),
    before: stateOf(before),
    after: stateOf(after),
    ...reasonOf(verdict === 'newlyCompliant' ? before : after),
  };
}

/** Which rule a result is of. */
export function ruleOf({ assignment, definition, reference }: RuleResult): JsonObject {
  return {
    policyAssignmentId: assignment.id,
    policyDefinitionId: definition.id,
    ...(reference === undefined
      ? {}
      : {
          policySetDefinitionId: reference.initiative.id,
          policyDefinitionReferenceId: reference.referenceId,
        }),
  };
}

/** Why a rule says what it says: the assignment's message, what it saw, or why it could not see. */
export function reasonOf(result: RuleResult | undefined): JsonObject {
  const { message, evaluatedExpressions = [], error } = result ?? {};
  return {
    ...(message === undefined ? {} : { message }),
    ...(error === undefined ? {} : { error: { ...error } }),
    ...(evaluatedExpressions.length === 0
      ? {}
      : { evaluatedExpressions: evaluatedExpressions.map(each => ({ ...each })) }),
  };
}

function stateOf(result: RuleResult | undefined): JsonObject | null {
  if (result === undefined) return null;
  return {
    complianceState: result.complianceState,
    effect: result.effect,
    enforcementMode: result.assignment.enforcementMode,
  };
}
