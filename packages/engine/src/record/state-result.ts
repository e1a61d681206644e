import type { RuleResult } from '../model/decision.ts';
import type { StateResult } from '../model/write-set.ts';

/** One result as it is kept: keys in lower case, the reasons only where the state is not Compliant. */
export function toStateResult(result: RuleResult): StateResult {
  const { assignment, definition, reference, component, evaluatedExpressions, error } = result;
  return {
    assignmentKey: assignment.id.toLowerCase(),
    definitionKey: definition.id.toLowerCase(),
    definitionVersion: definition.version,
    definitionReferenceId: reference?.referenceId ?? null,
    componentId: component?.id ?? null,
    componentType: component?.type ?? null,
    componentName: component?.name ?? null,
    effect: result.effectName.toLowerCase(),
    complianceState: result.complianceState,
    ...(evaluatedExpressions && { evaluatedExpressions }),
    ...(error && { error }),
  };
}
