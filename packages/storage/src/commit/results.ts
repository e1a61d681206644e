import type { StateDetail, StateResult } from '@sluice/engine/model';

/** What a row says of its results beside their set: the components, and why. Both are texts of JSON, null where there is nothing. */
export type ResultParts = { readonly components: string | null; readonly details: string | null };

/** A component by its place; what is as of its resource is left out, since most are. */
export type KeptComponent = { readonly id?: string; readonly name?: string };

type Details = Readonly<Record<string, StateDetail>>;

export function toResultParts(resourceId: string, results: readonly StateResult[]): ResultParts {
  let components: Map<string, KeptComponent> | undefined;
  let details: Record<string, StateDetail> | undefined;
  for (const [index, result] of results.entries()) {
    const { componentId, componentName, evaluatedExpressions, error, related, exemptionId, refusal } = result;
    const { readsClock } = result;
    if (componentId !== null) {
      components ??= new Map();
      if (!components.has(componentId))
        components.set(componentId, toComponent(resourceId, componentId, componentName));
    }
    if ((evaluatedExpressions ?? error ?? related ?? exemptionId ?? refusal) !== undefined) {
      details ??= {};
      details[index + 1] = {
        evaluatedExpressions,
        readsClock,
        error,
        related,
        exemptionId,
        refusal,
      } as StateDetail;
    }
  }
  return {
    components: components === undefined ? null : JSON.stringify([...components.values()]),
    details: details === undefined ? null : JSON.stringify(details),
  };
}

function toComponent(resourceId: string, id: string, name: string | null): KeptComponent {
  return {
    ...(id === resourceId ? {} : { id }),
    ...(name === null || name === lastOf(id) ? {} : { name }),
  };
}

/** A component's id and name, from what is kept of it. */
export function toComponentNames(
  resourceId: string,
  { id = resourceId, name = lastOf(id) }: KeptComponent,
): { readonly id: string; readonly name: string } {
  return { id, name };
}

function lastOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Why, for the result at a place (from 1) of its set. */
export function detailAt(details: unknown, place: number): StateDetail {
  return (details as Details | null)?.[place] ?? {};
}
