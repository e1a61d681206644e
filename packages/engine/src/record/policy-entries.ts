import type { JsonObject } from '@sluice/language';
import { policyOperation } from '../effects/effect-behaviour.ts';
import { EFFECTS, effectNamed } from '../effects/index.ts';
import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest, RuleResult } from '../model/decision.ts';
import type { ActivityEntry } from '../model/write-set.ts';
import { type EntryParts, toEntry } from './entry-base.ts';
import type { WriteSetInput } from './write-operation.ts';

const BLANK = { value: '', localizedValue: '' };

/**
 * What policy said of a write, for the activity log: one entry of all violations when it was refused, otherwise one of all
 * matched audits, if any. Assignments that are not enforced write nothing, and neither does a scan.
 * Source: Azure Policy documentation, "Programmatically create policies", activity log schema; settled in spec, "Denial".
 */
export function policyEntries(
  input: WriteSetInput,
  request: EvaluationRequest,
  decision: Decision,
): readonly ActivityEntry[] {
  if (request.occasion === 'scan') return [];
  if (decision.verdict === 'deny') {
    const violations = decision.results.filter(result => result.refuses);
    const operation = policyOperation('deny');
    return [toEntry(input, { ...parts(request, violations), operation, status: 'Failed', level: 'Error' })];
  }
  const warned = decision.results.filter(isWarning);
  if (warned.length === 0) return [];
  const operation = policyOperation('audit');
  return [toEntry(input, { ...parts(request, warned), operation, status: 'Succeeded', level: 'Warning' })];
}

function isWarning(result: RuleResult): boolean {
  const effect = effectNamed(result.effectName);
  return (
    result.outcome === 'matched' &&
    !result.stateOnly &&
    result.assignment.enforcementMode === 'Default' &&
    effect !== undefined &&
    EFFECTS[effect].phase === 'audit'
  );
}

function parts(
  request: EvaluationRequest,
  results: readonly RuleResult[],
): Pick<EntryParts, 'category' | 'subStatus' | 'properties'> {
  return {
    category: 'Policy',
    subStatus: BLANK,
    properties: {
      isComplianceCheck: 'False',
      resourceLocation: textOf(request.resource['location']),
      ancestors: request.context.managementGroups.join(','),
      policies: JSON.stringify(results.map(policyOf)),
    },
  };
}

function policyOf({ assignment, definition, effect, component, message }: RuleResult): JsonObject {
  return {
    policyDefinitionId: definition.id,
    policyDefinitionName: definition.name,
    ...(definition.displayName !== undefined && { policyDefinitionDisplayName: definition.displayName }),
    policyDefinitionEffect: effect,
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    ...(assignment.displayName !== undefined && { policyAssignmentDisplayName: assignment.displayName }),
    policyAssignmentScope: assignment.scope,
    policyAssignmentParameters: assignment.parameters,
    ...(component && { componentType: component.type }),
    ...(message !== undefined && { nonComplianceMessage: message }),
  };
}
