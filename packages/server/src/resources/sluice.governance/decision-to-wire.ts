import { toErrorBody } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Considered, ProposedChange, WhyNot } from '@sluice/engine';
import type { DecisionRecord, EvaluationRequest, RuleResult } from '@sluice/engine/model';
import type { TraceNode } from '@sluice/language';
import { toDenial } from '@sluice/providers/enforcement';
import { textAt } from '../../json-value.ts';
import type { Explained } from './decision-explained.ts';

export const DECISION_TYPE = 'Sluice.Governance/decisions';

/** A decision as a list shows it: who asked what, when, and what the answer was. */
export function decisionToWire(record: DecisionRecord): JsonObject {
  const { request } = record;
  return {
    id: `/providers/${DECISION_TYPE}/${record.id}`,
    name: record.id,
    type: DECISION_TYPE,
    properties: {
      at: record.at,
      revision: record.revision,
      engineVersion: record.engineVersion,
      verdict: record.verdict,
      ...about(record),
      occasion: request.occasion,
      action: request.action,
      apiVersion: request.apiVersion,
      correlationId: request.correlationId,
      ...(request.caller && { caller: request.caller }),
    },
  };
}

function about({ request, resourceKey }: DecisionRecord): JsonObject {
  const type = textAt(request.resource, 'type');
  return {
    resourceId: textAt(request.resource, 'id') ?? resourceKey,
    ...(type !== undefined && { resourceType: type }),
  };
}

/** A decision in full, as it comes out when it is taken again. `request` is what was asked then, or would be now. */
export function explainedToWire(
  record: DecisionRecord,
  request: EvaluationRequest,
  { decision, considered, whyNot }: Explained,
): JsonObject {
  const { properties, ...envelope } = decisionToWire(record);
  const denial = decision.verdict === 'deny' ? toDenial(decision).detail : undefined;
  return {
    ...envelope,
    properties: {
      ...(properties as JsonObject),
      recomputedVerdict: decision.verdict,
      recomputedRevision: decision.revision,
      request: { ...request },
      components: decision.components.map(each => ({ ...each })),
      ...(decision.resource !== request.resource && { changedResource: decision.resource }),
      results: decision.results.map(resultToWire),
      considered: considered.map(consideredToWire),
      ...(denial && { message: denial.message, ...toErrorBody(denial) }),
      ...(whyNot && { wouldPass: whyNotToWire(whyNot) }),
    },
  };
}

function resultToWire(result: RuleResult): JsonObject {
  const { assignment, definition, component, error, message, changes, unchanged, exemption } = result;
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentScope: assignment.scope,
    policyDefinitionId: definition.id,
    policyDefinitionVersion: definition.version,
    ...referenceToWire(result),
    enforcementMode: assignment.enforcementMode,
    effect: result.effect,
    outcome: result.outcome,
    complianceState: result.complianceState,
    refuses: result.refuses,
    ...(component === undefined ? {} : { componentId: component.id, componentType: component.type }),
    ...(message === undefined ? {} : { nonComplianceMessage: message }),
    ...(error === undefined ? {} : { error }),
    ...(exemption === undefined ? {} : { policyExemptionId: exemption.id }),
    ...(changes === undefined ? {} : { changes: changes.map(change => ({ ...change })) }),
    ...(unchanged === undefined ? {} : { unchanged }),
    evaluatedExpressions: (result.evaluatedExpressions ?? []).map(each => ({ ...each })),
  };
}

function consideredToWire(row: Considered): JsonObject {
  const { assignment, definition, component, result, trace } = row;
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentScope: assignment.scope,
    ...(definition && {
      policyDefinitionId: definition.id,
      policyDefinitionVersion: definition.version,
    }),
    ...referenceToWire(row),
    enforcementMode: assignment.enforcementMode,
    ...(row.effect === undefined ? {} : { effect: row.effect }),
    ...(component && { componentId: component.id, componentType: component.type }),
    applied: result !== undefined && result.outcome !== 'exempt',
    standing: row.standing,
    why: row.why,
    ...(trace && {
      trace: {
        outcome: { ...trace.outcome },
        ...(trace.root && { root: nodeToWire(trace.root) }),
        decidedBy: trace.evaluatedExpressions.map(each => ({ ...each })),
      },
    }),
  };
}

function referenceToWire({ reference }: Pick<RuleResult, 'reference'>): JsonObject {
  return reference === undefined
    ? {}
    : {
        policySetDefinitionId: reference.initiative.id,
        policyDefinitionReferenceId: reference.referenceId,
      };
}

function nodeToWire(node: TraceNode): JsonObject {
  if (node.kind !== 'condition') return { ...node, children: node.children.map(nodeToWire) };
  const { members, ...seen } = node;
  return { ...seen, ...(members && { members: members.map(nodeToWire) }) };
}

function whyNotToWire(answer: WhyNot): JsonObject {
  const { asked: decisionsAsked } = answer;
  if (!answer.found) return { found: false, complete: answer.complete, decisionsAsked };
  return { found: true, changes: answer.changes.map(changeToWire), decisionsAsked };
}

function changeToWire(change: ProposedChange): JsonObject {
  return { ...change };
}
