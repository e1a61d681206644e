import type { EffectName, JsonObject } from '@sluice/language';
import { policyOperation } from '../effects/effect-behaviour.ts';
import { effectNamed } from '../effects/index.ts';
import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest, RuleResult } from '../model/decision.ts';
import type { ActivityEntry } from '../model/write-set.ts';
import { type EntryParts, toEntry } from './entry-base.ts';
import type { WriteSetInput } from './write-operation.ts';

const BLANK = { value: '', localizedValue: '' };

/**
 * What policy said of a write or delete, for the activity log: one entry of all violations when it was refused; otherwise one for each
 * effect that did something (append, modify, audit), of all assignments with it. Assignments that are not enforced write nothing,
 * and neither does a scan.
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
    const operation = policyOperation(violations.every(isDeleteRefusal) ? 'denyAction' : 'deny');
    return [
      toEntry(input, { ...policyParts(request, violations), operation, status: 'Failed', level: 'Error' }),
    ];
  }
  return TOLD.flatMap(({ effect, level, did }) => {
    const results = decision.results.filter(
      result => effectNamed(result.effectName) === effect && did(result),
    );
    const operation = policyOperation(effect);
    return results.length === 0
      ? []
      : [toEntry(input, { ...policyParts(request, results), operation, status: 'Succeeded', level })];
  });
}

/** The effects that a request that went through tells of, and when one of them did something. */
const TOLD: readonly {
  readonly effect: EffectName;
  readonly level: EntryParts['level'];
  did(result: RuleResult): boolean;
}[] = [
  { effect: 'append', level: 'Informational', did: hasChanged },
  { effect: 'modify', level: 'Informational', did: hasChanged },
  { effect: 'audit', level: 'Warning', did: isWarning },
];

function hasChanged({ changes }: RuleResult): boolean {
  return changes !== undefined && changes.length > 0;
}

function isWarning(result: RuleResult): boolean {
  return result.outcome === 'matched' && !result.stateOnly && result.enforced;
}

function isDeleteRefusal({ effectName }: RuleResult): boolean {
  return effectNamed(effectName) === 'denyAction';
}

/** What the entries about the same results have in common. `decisionId` is ours: it leads to the decision in full. */
export function policyParts(
  request: Pick<EvaluationRequest, 'resource' | 'context' | 'decisionId'>,
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
      decisionId: request.decisionId,
    },
  };
}

function policyOf({ assignment, definition, reference, effect, component, message }: RuleResult): JsonObject {
  return {
    policyDefinitionId: definition.id,
    policyDefinitionName: definition.name,
    ...(definition.displayName !== undefined && { policyDefinitionDisplayName: definition.displayName }),
    policyDefinitionEffect: effect,
    ...(reference && {
      policySetDefinitionId: reference.initiative.id,
      policySetDefinitionName: reference.initiative.name,
      ...(reference.initiative.displayName !== undefined && {
        policySetDefinitionDisplayName: reference.initiative.displayName,
      }),
      policyDefinitionReferenceId: reference.referenceId,
    }),
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    ...(assignment.displayName !== undefined && { policyAssignmentDisplayName: assignment.displayName }),
    policyAssignmentScope: assignment.scope,
    policyAssignmentParameters: assignment.parameters,
    ...(component && { componentType: component.type }),
    ...(message !== undefined && { nonComplianceMessage: message }),
  };
}
