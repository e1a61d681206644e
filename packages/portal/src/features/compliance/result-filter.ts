import { allOf, anyOf, hasWords, isEqual, isOneOf, quoted } from '../../lib/odata.ts';

/** What narrows the results of an assignment. An empty list lets everything through. */
export type ResultFilters = {
  readonly text: string;
  readonly states: readonly string[];
  /** Members of the initiative. */
  readonly references: readonly string[];
  readonly groups: readonly string[];
  readonly resourceTypes: readonly string[];
  readonly resourceGroups: readonly string[];
};

/** The `$filter` of an assignment's results. */
export function resultFilter(assignmentId: string, filters: ResultFilters): string | undefined {
  const { text, states, references, groups, resourceTypes, resourceGroups } = filters;
  return allOf(
    isEqual('policyAssignmentId', assignmentId),
    isOneOf('complianceState', states),
    isOneOf('policyDefinitionReferenceId', references),
    anyGroup(groups),
    isOneOf('resourceType', resourceTypes),
    isOneOf('resourceGroup', resourceGroups),
    hasWords('resourceId', text),
  );
}

function anyGroup(groups: readonly string[]): string | undefined {
  return anyOf(...groups.map(group => `${quoted(group)} IN policyDefinitionGroupNames`));
}
