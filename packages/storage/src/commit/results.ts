import type { StateResult } from '@sluice/engine/model';

/** One result as it is kept. The reasons are a text, since nothing is searched in them and a NUL may be among them. */
type KeptResult = {
  readonly assignment_key: string;
  readonly definition_key: string;
  readonly definition_version: string;
  readonly definition_reference_id?: string;
  readonly component_id?: string;
  readonly component_type?: string;
  readonly component_name?: string;
  readonly effect: string;
  readonly compliance_state: StateResult['complianceState'];
  readonly detail?: string;
};

/** The results of one resource, or of one decision, as a document of its row. The same results always make the same text. */
export function writeResults(results: readonly StateResult[]): string {
  return JSON.stringify(results.map(toKept));
}

/** The results in a document that `writeResults` wrote. */
export function readResults(kept: unknown): readonly StateResult[] {
  return (kept as readonly KeptResult[]).map(fromKept);
}

/** What is null is left out: `undefined` writes nothing. */
function toKept(result: StateResult): object {
  return {
    assignment_key: result.assignmentKey,
    definition_key: result.definitionKey,
    definition_version: result.definitionVersion,
    definition_reference_id: result.definitionReferenceId ?? undefined,
    component_id: result.componentId ?? undefined,
    component_type: result.componentType ?? undefined,
    component_name: result.componentName ?? undefined,
    effect: result.effect,
    compliance_state: result.complianceState,
    detail: toDetail(result),
  };
}

function fromKept(kept: KeptResult): StateResult {
  return {
    assignmentKey: kept.assignment_key,
    definitionKey: kept.definition_key,
    definitionVersion: kept.definition_version,
    definitionReferenceId: kept.definition_reference_id ?? null,
    componentId: kept.component_id ?? null,
    componentType: kept.component_type ?? null,
    componentName: kept.component_name ?? null,
    effect: kept.effect,
    complianceState: kept.compliance_state,
    ...(kept.detail === undefined ? {} : (JSON.parse(kept.detail) as Detail)),
  };
}

type Detail = Pick<StateResult, 'evaluatedExpressions' | 'error'>;

/** Why: only where there is something to say. */
function toDetail({ evaluatedExpressions, error }: StateResult): string | undefined {
  return evaluatedExpressions === undefined && error === undefined
    ? undefined
    : JSON.stringify({ evaluatedExpressions, error });
}
