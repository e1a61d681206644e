import { type ArmRequest, encodePath, type JsonObject } from '@sluice/arm/protocol';
import {
  type AssignmentSummary,
  COMPLIANCE_RANK,
  type ComplianceCounts,
  type ComplianceTotals,
  compliancePercentage,
  type StatesSummary,
} from '@sluice/engine';

/**
 * A summary of the contract. Every `results` says where the rows behind it are; `compliancePercentage` is our addition. `top`: how many
 * assignments are told.
 */
export function summaryToWire(
  request: ArmRequest,
  under: string,
  { totals, assignments }: StatesSummary,
  top: number,
): JsonObject {
  const rowsOf = rowsLink(request, under);
  return {
    results: totalsToWire(totals, rowsOf([])),
    policyAssignments: assignments.slice(0, top).map(each => assignmentToWire(each, rowsOf)),
  };
}

type RowsOf = (conditions: readonly string[]) => string;

function assignmentToWire(
  { assignmentId, initiativeId, totals, policies, groups }: AssignmentSummary,
  rowsOf: RowsOf,
): JsonObject {
  const ofAssignment = `PolicyAssignmentId eq ${quote(assignmentId)}`;
  return {
    policyAssignmentId: assignmentId,
    policySetDefinitionId: initiativeId ?? '',
    results: totalsToWire(totals, rowsOf([ofAssignment])),
    policyDefinitions: policies.map(({ definitionId, referenceId, groupNames, effect, totals: each }) => ({
      policyDefinitionId: definitionId,
      policyDefinitionReferenceId: referenceId ?? '',
      policyDefinitionGroupNames: groupNames,
      effect,
      results: totalsToWire(
        each,
        rowsOf([
          ofAssignment,
          referenceId === null
            ? `PolicyDefinitionId eq ${quote(definitionId)}`
            : `PolicyDefinitionReferenceId eq ${quote(referenceId)}`,
        ]),
      ),
    })),
    policyGroups: groups.map(({ name, totals: each }) => ({
      policyGroupName: name,
      results: totalsToWire(each, rowsOf([ofAssignment, `${quote(name)} IN PolicyDefinitionGroupNames`])),
    })),
  };
}

function totalsToWire(
  { resources, policies, groups }: ComplianceTotals,
  queryResultsUri: string,
): JsonObject {
  return {
    queryResultsUri,
    nonCompliantResources: resources.NonCompliant ?? 0,
    nonCompliantPolicies: policies.NonCompliant ?? 0,
    resourceDetails: countsToWire(resources),
    policyDetails: countsToWire(policies),
    policyGroupDetails: countsToWire(groups),
    compliancePercentage: Math.round(compliancePercentage(resources) * 100) / 100,
  };
}

function countsToWire(counts: ComplianceCounts): readonly JsonObject[] {
  return COMPLIANCE_RANK.flatMap(state => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [{ complianceState: state.toLowerCase(), count }];
  });
}

/** The query of the rows that a summary is of: its own conditions, and what it is narrowed by. */
function rowsLink({ baseUrl, query, apiVersion }: ArmRequest, under: string): RowsOf {
  const given = query.get('$filter')?.trim() ?? '';
  const to = query.get('$to')?.trim() ?? '';
  return conditions => {
    const all = [...(given === '' ? [] : [conditions.length === 0 ? given : `(${given})`]), ...conditions];
    const options = [
      ['api-version', apiVersion],
      ...(to === '' ? [] : [['$to', to]]),
      ...(all.length === 0 ? [] : [['$filter', all.join(' and ')]]),
    ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`);
    return `${baseUrl}${encodePath(under)}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?${options.join('&')}`;
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
