import type { RuleResult } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import type { StateDetail, StateResult } from '../model/write-set.ts';

/** What there is nothing more to say of is the same for every resource, so that it need be looked at once only. */
const plain = new WeakMap<PolicyAssignment, WeakMap<PolicyDefinition, Map<string, StateResult>>>();

/** One result as it is kept; the reasons only where the state is not Compliant. Plain results of a rule are one object. */
export function toStateResult(result: RuleResult): StateResult {
  const detail = toDetail(result);
  if (result.component !== undefined || detail !== undefined) return { ...toPlain(result), ...detail };
  const { referenceId = '', initiative } = result.reference ?? {};
  const kept = plainOf(result);
  const key = `${result.complianceState} ${result.effectName} ${initiative?.version} ${referenceId}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = toPlain(result);
  kept.set(key, made);
  return made;
}

function plainOf({ assignment, definition }: RuleResult): Map<string, StateResult> {
  const ofAssignment = plain.get(assignment) ?? new WeakMap<PolicyDefinition, Map<string, StateResult>>();
  const ofDefinition = ofAssignment.get(definition) ?? new Map<string, StateResult>();
  plain.set(assignment, ofAssignment.set(definition, ofDefinition));
  return ofDefinition;
}

function toPlain({
  assignment,
  definition,
  reference,
  component,
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
    componentId: component?.id ?? null,
    componentType: component?.type ?? null,
    componentName: component?.name ?? null,
    effect: effectName.toLowerCase(),
    complianceState,
  };
}

function toDetail({
  evaluatedExpressions,
  error,
  related,
  exemption,
  complianceState,
}: RuleResult): StateDetail | undefined {
  if (complianceState === 'Compliant') return undefined;
  const isSaid = evaluatedExpressions ?? error ?? related ?? exemption;
  return isSaid === undefined
    ? undefined
    : {
        ...(evaluatedExpressions && { evaluatedExpressions }),
        ...(error && { error }),
        ...(related && { related }),
        ...(exemption && { exemptionId: exemption.id }),
      };
}
