import type { RuleResult } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import type { StateDetail, StateResult } from '../model/write-set.ts';

/** What a rule says of resources themselves, by assignment and definition: the same for every resource, so it is made once. */
const plain = new WeakMap<PolicyAssignment, WeakMap<PolicyDefinition, Map<string, StateResult>>>();

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
  const { referenceId = '', initiative } = result.reference ?? {};
  const kept = keptOf(result);
  const key = `${result.complianceState} ${result.effectName} ${initiative?.version} ${referenceId}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = makePlain(result);
  kept.set(key, made);
  return made;
}

function keptOf({ assignment, definition }: RuleResult): Map<string, StateResult> {
  const known = plain.get(assignment)?.get(definition);
  if (known !== undefined) return known;
  const ofAssignment = plain.get(assignment) ?? new WeakMap<PolicyDefinition, Map<string, StateResult>>();
  const ofDefinition = new Map<string, StateResult>();
  plain.set(assignment, ofAssignment.set(definition, ofDefinition));
  return ofDefinition;
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
