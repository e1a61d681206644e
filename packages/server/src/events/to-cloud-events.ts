import { parseScopeId } from '@sluice/arm/ids';
import type { ComplianceState, StateResult } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import type { EventType } from '@sluice/providers/types';
import type { OutboxEvent } from '@sluice/storage';
import { isObject, objectAt, textAt } from '../json-value.ts';

/** One event, with what webhooks choose by. */
export type CloudEvent = {
  readonly seq: number;
  /** Its place among the events of the same change, from 1. */
  readonly number: number;
  readonly resourceKey: string;
  readonly type: EventType;
  /** In lower case. */
  readonly assignmentIds: readonly string[];
  /** The state, and the one before it; none where it is about no state. */
  readonly complianceStates: readonly ComplianceState[];
  /** CloudEvents 1.0 in structured JSON mode. */
  readonly json: JsonObject;
};

/**
 * The events that a change means: one for each result that came, went or changed its state, none for those that stayed; or one for a
 * denial. Ids and sequence follow from the outbox, so that they are the same however often this is asked.
 *
 * Source: the schema of Event Grid for policy states, with additions of ours; CloudEvents 1.0.2 and its extension `sequence`.
 */
export function toCloudEvents(event: OutboxEvent, source: string): readonly CloudEvent[] {
  const parts = event.kind === 'states' ? stateEvents(event) : [denialEvent(event)];
  return parts.map(({ subject, data, ...part }, index) => {
    const number = index + 1;
    return {
      ...part,
      seq: event.seq,
      number,
      resourceKey: event.resourceKey,
      json: {
        specversion: '1.0',
        id: `${event.seq}-${number}`,
        source,
        type: part.type,
        subject,
        time: event.at,
        datacontenttype: 'application/json',
        sequence: `${String(event.seq).padStart(16, '0')}-${String(number).padStart(6, '0')}`,
        data: { timestamp: event.at, ...data },
      },
    };
  });
}

type Parts = Pick<CloudEvent, 'type' | 'assignmentIds' | 'complianceStates'> & {
  readonly subject: string;
  readonly data: JsonObject;
};

function stateEvents(event: Extract<OutboxEvent, { kind: 'states' }>): readonly Parts[] {
  const before = new Map(event.before.map(result => [resultKey(result), result]));
  const after = new Set(event.after.map(resultKey));
  const come = event.after.flatMap(result => {
    const { complianceState: was } = before.get(resultKey(result)) ?? {};
    if (was === undefined) return [stateEvent('PolicyStateCreated', event, result, undefined)];
    return was === result.complianceState ? [] : [stateEvent('PolicyStateChanged', event, result, was)];
  });
  const gone = event.before
    .filter(result => !after.has(resultKey(result)))
    .map(result => stateEvent('PolicyStateDeleted', event, result, undefined));
  return [...come, ...gone];
}

function resultKey({
  assignmentKey,
  definitionReferenceId,
  componentType,
  componentId,
}: StateResult): string {
  return JSON.stringify([assignmentKey, definitionReferenceId?.toLowerCase(), componentType, componentId]);
}

function stateEvent(
  name: 'PolicyStateCreated' | 'PolicyStateChanged' | 'PolicyStateDeleted',
  { resourceId, resourceType, revision }: Extract<OutboxEvent, { kind: 'states' }>,
  result: StateResult,
  previous: ComplianceState | undefined,
): Parts {
  const { assignmentKey, complianceState, componentId, componentType } = result;
  return {
    type: `Microsoft.PolicyInsights.${name}`,
    assignmentIds: [assignmentKey],
    complianceStates: previous === undefined ? [complianceState] : [complianceState, previous],
    subject: resourceId,
    data: {
      policyAssignmentId: assignmentKey,
      policyDefinitionId: result.definitionKey,
      policyDefinitionReferenceId: result.definitionReferenceId?.toLowerCase() ?? '',
      complianceState,
      subscriptionId: subscriptionOf(resourceId),
      complianceReasonCode: '',
      ...(previous !== undefined && { previousComplianceState: previous }),
      revision,
      resourceType: resourceType.toLowerCase(),
      ...(componentId !== null && {
        componentId: componentId.toLowerCase(),
        componentType: componentType?.toLowerCase() ?? '',
      }),
    },
  };
}

function denialEvent(event: Extract<OutboxEvent, { kind: 'denial' }>): Parts {
  const { decision, principalId, entry } = event;
  const { request } = decision;
  const resourceId = textAt(request.resource, 'id') ?? event.resourceKey;
  const violations = violationsOf(textAt(objectAt(entry?.body, 'properties'), 'policies'));
  return {
    type: 'Sluice.Governance.DeploymentDenied',
    assignmentIds: violations.flatMap(each => textAt(each, 'policyAssignmentId') ?? []),
    complianceStates: [],
    subject: resourceId,
    data: {
      resourceId: resourceId.toLowerCase(),
      resourceType: (textAt(request.resource, 'type') ?? '').toLowerCase(),
      subscriptionId: subscriptionOf(resourceId),
      action: request.action,
      callerId: principalId ?? entry?.caller ?? '',
      correlationId: request.correlationId,
      decisionId: decision.id,
      revision: decision.revision,
      violations,
    },
  };
}

/** What refused, as the log's entry about the refusal names it: its text was made of the decision with secrets masked. */
function violationsOf(policies: string | undefined): readonly JsonObject[] {
  const parsed: unknown = policies === undefined ? [] : JSON.parse(policies);
  if (!Array.isArray(parsed)) return [];
  return parsed.filter(isObject).map(policy => {
    const initiative = textAt(policy, 'policySetDefinitionId');
    const message = textAt(policy, 'nonComplianceMessage');
    return {
      policyAssignmentId: textAt(policy, 'policyAssignmentId')?.toLowerCase() ?? '',
      policyDefinitionId: textAt(policy, 'policyDefinitionId')?.toLowerCase() ?? '',
      policyDefinitionReferenceId: textAt(policy, 'policyDefinitionReferenceId')?.toLowerCase() ?? '',
      ...(initiative !== undefined && { policySetDefinitionId: initiative.toLowerCase() }),
      effect: textAt(policy, 'policyDefinitionEffect') ?? '',
      ...(message !== undefined && { message }),
    };
  });
}

function subscriptionOf(resourceId: string): string {
  return parseScopeId(resourceId)?.subscriptionId?.toLowerCase() ?? '';
}
