import type { StateResult } from '@sluice/engine/model';

/** The results of one resource, or of one decision, as a document of its row. What is null is left out. */
type KeptResults = {
  /** Each component once: many rules look at the same one, whose id is long. */
  readonly components: readonly { readonly id: string; readonly type?: string; readonly name?: string }[];
  readonly results: readonly {
    readonly assignment_key: string;
    readonly definition_key: string;
    readonly definition_version: string;
    readonly definition_reference_id?: string;
    /** Its place among `components`. */
    readonly component?: number;
    readonly effect: string;
    readonly compliance_state: StateResult['complianceState'];
    /** Why. A text, since nothing is searched in it and a NUL may be in it. */
    readonly detail?: string;
  }[];
};

/** The same results always make the same text. */
export function writeResults(results: readonly StateResult[]): string {
  const places = new Map<string, number>();
  const components: object[] = [];
  const placeOf = ({ componentId: id, componentType, componentName }: StateResult): number | undefined => {
    if (id === null) return undefined;
    const same = `${componentType} ${componentName} ${id}`;
    const known = places.get(same);
    if (known !== undefined) return known;
    places.set(same, components.length);
    return components.push({ id, type: componentType ?? undefined, name: componentName ?? undefined }) - 1;
  };
  const kept = results.map(result => ({
    assignment_key: result.assignmentKey,
    definition_key: result.definitionKey,
    definition_version: result.definitionVersion,
    definition_reference_id: result.definitionReferenceId ?? undefined,
    component: placeOf(result),
    effect: result.effect,
    compliance_state: result.complianceState,
    detail: toDetail(result),
  }));
  return JSON.stringify({ components, results: kept });
}

/** The results in a document that `writeResults` wrote. */
export function readResults(document: unknown): readonly StateResult[] {
  const { components, results } = document as KeptResults;
  return results.map(kept => {
    const component = kept.component === undefined ? undefined : components[kept.component];
    return {
      assignmentKey: kept.assignment_key,
      definitionKey: kept.definition_key,
      definitionVersion: kept.definition_version,
      definitionReferenceId: kept.definition_reference_id ?? null,
      componentId: component?.id ?? null,
      componentType: component?.type ?? null,
      componentName: component?.name ?? null,
      effect: kept.effect,
      complianceState: kept.compliance_state,
      ...(kept.detail === undefined ? {} : (JSON.parse(kept.detail) as Detail)),
    };
  });
}

type Detail = Pick<StateResult, 'evaluatedExpressions' | 'error'>;

/** Only where there is something to say. */
function toDetail({ evaluatedExpressions, error }: StateResult): string | undefined {
  return evaluatedExpressions === undefined && error === undefined
    ? undefined
    : JSON.stringify({ evaluatedExpressions, error });
}
