import type { ResourceSelector, Selector } from '../model/records.ts';

/** What selectors look at: the ARM resource, also where a component of it is judged. */
export type Selectable = {
  /** Normalised (`eastus2`); '' where it has none. */
  readonly location: string;
  /** In lower case. */
  readonly typeKey: string;
};

/** Whether something holds for a resource. */
export type Selects = (resource: Selectable) => boolean;

/** `East US 2` is `eastus2`. */
export function normalLocation(location: string): string {
  return location.replaceAll(' ', '').toLowerCase();
}

/**
 * Of several resource selectors one is enough; undefined when there are none, so everything is selected.
 * Source: Azure Policy documentation, "Assignment structure, resource selectors".
 */
export function compileResourceSelectors(
  selectors: readonly ResourceSelector[] | undefined,
): Selects | undefined {
  if (selectors === undefined || selectors.length === 0) return undefined;
  const all = selectors.map(selector => compileSelectors(selector.selectors));
  return resource => all.some(selects => selects === undefined || selects(resource));
}

/** All of the selectors must hold; undefined when there are none. References are not looked at: see `selectsReference`. */
export function compileSelectors(selectors: readonly Selector[]): Selects | undefined {
  const all = selectors.filter(({ kind }) => kind !== 'policyDefinitionReferenceId').map(compileSelector);
  return all.length === 0 ? undefined : resource => all.every(selects => selects(resource));
}

/** Whether the selectors by definition reference hold for a member of an initiative; undefined: what is assigned is no initiative. */
export function selectsReference(selectors: readonly Selector[], referenceId: string | undefined): boolean {
  return selectors
    .filter(({ kind }) => kind === 'policyDefinitionReferenceId')
    .every(selector => referenceId !== undefined && holds(selector, referenceId.toLowerCase(), folded));
}

function compileSelector(selector: Selector): Selects {
  const fold = selector.kind === 'resourceLocation' ? normalLocation : folded;
  const listed = new Set((selector.in ?? selector.notIn ?? []).map(fold));
  const wanted = selector.in !== undefined;
  switch (selector.kind) {
    case 'resourceLocation':
      return ({ location }) => listed.has(location) === wanted;
    case 'resourceType':
      return ({ typeKey }) => listed.has(typeKey) === wanted;
    case 'resourceWithoutLocation':
      return ({ location }) => (location === '') === wanted;
    case 'policyDefinitionReferenceId':
      return () => true;
  }
}

function holds(selector: Selector, value: string, fold: (text: string) => string): boolean {
  const listed = (selector.in ?? selector.notIn ?? []).map(fold);
  return listed.includes(value) === (selector.in !== undefined);
}

function folded(text: string): string {
  return text.toLowerCase();
}
