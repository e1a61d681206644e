import type { RuleReference, RuleResult } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import type { StateDetail, StateResult } from '../model/write-set.ts';

/**
 * What a rule says of resources themselves: the same for every resource, so it is made once. By assignment and definition, or by the
 * member of an initiative: whatever changes of the initiative, be it the groups alone, its members are bound anew.
 */
const plain = new WeakMap<
  PolicyAssignment,
  WeakMap<RuleReference | PolicyDefinition, Map<string, StateResult>>
>();

/** One result as it is kept; the reasons only where the state is not Compliant. Plain results of a rule are one object. */
export function toStateResult(result: RuleResult): StateResult {
  const kept = toPlain(result);
  const detail = toDetail(result);
  const { component } = result;
  if (component === undefined) return detail === undefined ? kept : { ...kept, ...detail };
  return {
    ...kept,
    componentId: component.id,
    componentType: component.type,
    componentName: component.name,
    ...detail,
  };
}

function toPlain(result: RuleResult): StateResult {
  const kept = keptOf(result);
  const key = `${result.complianceState} ${result.effectName}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = makePlain(result);
  kept.set(key, made);
  return made;
}

function keptOf({ assignment, definition, reference }: RuleResult): Map<string, StateResult> {
  const owner = reference ?? definition;
  const known = plain.get(assignment)?.get(owner);
  if (known !== undefined) return known;
  const ofAssignment = plain.get(assignment) ?? new WeakMap<typeof owner, Map<string, StateResult>>();
  const ofOwner = new Map<string, StateResult>();
  plain.set(assignment, ofAssignment.set(owner, ofOwner));
  return ofOwner;
}

function makePlain({
  assignment,
  definition,
  reference,
  effectName,
  complianceState,
}: RuleResult): StateResult {
  return {
    assignmentKey: assignment.id.toLowerCase(),
    assignmentId: assignment.id,
    definitionKey: definition.id.toLowerCase(),
    definitionId: definition.id,
    definitionVersion: definition.version,
    definitionCategory: definition.category ?? null,
    definitionReferenceId: reference?.referenceId ?? null,
    initiativeId: reference?.initiative.id ?? null,
    initiativeVersion: reference?.initiative.version ?? null,
    initiativeCategory: reference?.initiative.category ?? null,
    groupNames: reference?.groupNames ?? [],
    componentId: null,
    componentType: null,
    componentName: null,
    effect: effectName.toLowerCase(),
    complianceState,
  };
}

function toDetail({
  evaluatedExpressions,
  readsClock,
  error,
  related,
  exemption,
  complianceState,
  refuses,
  message,
  unchanged,
}: RuleResult): StateDetail | undefined {
  if (complianceState === 'Compliant' && !refuses) return undefined;
  const isSaid = refuses || (evaluatedExpressions ?? error ?? related ?? exemption) !== undefined;
  return !isSaid
    ? undefined
    : {
        ...(evaluatedExpressions && { evaluatedExpressions }),
        ...(readsClock && { readsClock }),
        ...(error && { error }),
        ...(related && { related }),
        ...(exemption && { exemptionId: exemption.id }),
        ...(refuses && {
          refusal: { ...(message !== undefined && { message }), ...(unchanged && { unchanged }) },
        }),
      };
}
