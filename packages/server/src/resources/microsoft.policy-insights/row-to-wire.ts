import type { JsonObject } from '@sluice/arm/protocol';
import { reasonsOf } from '@sluice/engine';
import type { StateResult } from '@sluice/engine/model';
import { expressionToWire } from '@sluice/providers/enforcement';
import type { EventRow, StateRow } from '@sluice/storage';
import type { RuleParameters } from './rule-parameters.ts';

/** What a row says that is not in it. */
export type RowFacts = {
  readonly parameters: RuleParameters;
  /** JSON text. */
  readonly tags: string;
  /** Names of the management groups above, nearest first. */
  readonly managementGroups: readonly string[];
};

/** Nobody keeps who owns an assignment; Azure says it like this. */
const OWNER = 'tbd';

/**
 * A policy state of the contract. What is not known is an empty text, as in Azure; what follows the contract's own fields is ours.
 * `complianceReasonCode` is only there because Azure has it.
 */
export function stateToWire(row: StateRow, facts: RowFacts): JsonObject {
  const { result } = row;
  return {
    ...resourceToWire(row),
    policyAssignmentId: result.assignmentId,
    policyDefinitionId: result.definitionId,
    effectiveParameters: facts.parameters.effective,
    isCompliant: isCompliant(result),
    ...placeToWire(row),
    resourceTags: facts.tags,
    ...policyToWire(result, facts.parameters),
    managementGroupIds: facts.managementGroups.join(','),
    policyDefinitionReferenceId: result.definitionReferenceId ?? '',
    complianceState: result.complianceState,
    complianceReasonCode: '',
    policyDefinitionGroupNames: result.groupNames,
    ...versionsToWire(result),
    ...additionsToWire(row),
  };
}

export function componentStateToWire(row: StateRow, facts: RowFacts): JsonObject {
  const { result } = row;
  return {
    timestamp: row.timestamp,
    componentId: result.componentId ?? '',
    componentType: result.componentType ?? '',
    componentName: result.componentName ?? '',
    resourceId: row.resourceId,
    policyAssignmentId: result.assignmentId,
    policyDefinitionId: result.definitionId,
    ...placeToWire(row),
    ...policyToWire(result, facts.parameters),
    policyDefinitionReferenceId: result.definitionReferenceId ?? '',
    complianceState: result.complianceState,
    complianceReasonCode: '',
    policyDefinitionGroupNames: result.groupNames,
    ...versionsToWire(result),
    ...additionsToWire(row),
  };
}

export function eventToWire(row: EventRow, facts: RowFacts, tenantId: string): JsonObject {
  const { result } = row;
  return {
    ...resourceToWire(row),
    policyAssignmentId: result.assignmentId,
    policyDefinitionId: result.definitionId,
    effectiveParameters: facts.parameters.effective,
    isCompliant: isCompliant(result),
    ...placeToWire(row),
    resourceTags: facts.tags,
    ...policyToWire(result, facts.parameters),
    managementGroupIds: facts.managementGroups.join(','),
    policyDefinitionReferenceId: result.definitionReferenceId ?? '',
    complianceState: result.complianceState,
    policyDefinitionGroupNames: result.groupNames,
    policyDefinitionVersion: result.definitionVersion,
    tenantId,
    principalOid: row.principalId ?? '',
    revision: row.revision,
    decisionId: row.decisionId,
  };
}

/** One component as `$expand=components` shows it. */
export function componentToWire(result: StateResult, timestamp: string): JsonObject {
  return {
    id: result.componentId ?? '',
    type: result.componentType ?? '',
    name: result.componentName ?? '',
    timestamp,
    complianceState: result.complianceState,
  };
}

/** Why a result is as it is. `reason` is the contract's for components, and our addition for resources. */
export function detailsToWire(result: StateResult): JsonObject {
  const { evaluatedExpressions = [], related } = result;
  const reason = reasonsOf(result).join(' ');
  return {
    evaluatedExpressions: evaluatedExpressions.map(expressionToWire),
    ...(related === undefined ? {} : { ifNotExistsDetails: { ...related } }),
    ...(reason === '' ? {} : { reason }),
  };
}

type AnyRow = Pick<StateRow, 'timestamp' | 'resourceId' | 'resourceType' | 'location'>;

function resourceToWire({ timestamp, resourceId }: AnyRow): JsonObject {
  return { timestamp, resourceId };
}

function isCompliant({ complianceState }: StateResult): boolean {
  return complianceState === 'Compliant';
}

function placeToWire({ resourceId, resourceType, location }: AnyRow): JsonObject {
  const [, subscriptions = '', subscription = '', groups = '', group = ''] = resourceId.split('/');
  return {
    subscriptionId: subscriptions.toLowerCase() === 'subscriptions' ? subscription : '',
    resourceType,
    resourceLocation: location ?? '',
    resourceGroup: groups.toLowerCase() === 'resourcegroups' ? group : '',
  };
}

function policyToWire(result: StateResult, parameters: RuleParameters): JsonObject {
  const { assignmentId, definitionId, initiativeId } = result;
  return {
    policyAssignmentName: nameOf(assignmentId),
    policyAssignmentOwner: OWNER,
    policyAssignmentParameters: parameters.assignment,
    policyAssignmentScope: scopeOf(assignmentId),
    policyDefinitionName: nameOf(definitionId),
    policyDefinitionAction: result.effect,
    policyDefinitionCategory: result.definitionCategory ?? '',
    policySetDefinitionId: initiativeId ?? '',
    policySetDefinitionName: initiativeId === null ? '' : nameOf(initiativeId),
    policySetDefinitionOwner: initiativeId === null ? '' : OWNER,
    policySetDefinitionCategory: result.initiativeCategory ?? '',
    policySetDefinitionParameters: parameters.initiative,
  };
}

function versionsToWire({ definitionVersion, initiativeVersion }: StateResult): JsonObject {
  return {
    policyDefinitionVersion: definitionVersion,
    policySetDefinitionVersion: initiativeVersion ?? '',
    policyAssignmentVersion: '',
  };
}

function additionsToWire({ firstAt, changedAt, revision, result }: StateRow): JsonObject {
  return {
    firstEvaluatedOn: firstAt,
    complianceStateChangedOn: changedAt,
    revision,
    ...(result.exemptionId === undefined ? {} : { exemptionId: result.exemptionId }),
  };
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function scopeOf(id: string): string {
  return id.slice(0, Math.max(0, id.toLowerCase().lastIndexOf('/providers/')));
}
