import type { JsonObject } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../../lib/json.ts';

/** An entry of the activity log. Texts that are empty are undefined. */
export type LogEvent = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** As RBAC calls it. */
  readonly operation: string;
  readonly status: string;
  readonly category: string;
  readonly level: string;
  /** A person's name, an application's object id, or the service. */
  readonly caller: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceGroup: string | undefined;
  readonly subscriptionId: string | undefined;
  readonly correlationId: string;
  readonly message: string | undefined;
  /** Where policy judged the request. */
  readonly decisionId: string | undefined;
  readonly policies: readonly LoggedPolicy[];
  /** As the API shows it. */
  readonly body: JsonObject;
};

/** A rule that an entry tells of. */
export type LoggedPolicy = {
  readonly assignmentId: string;
  readonly assignmentName: string;
  readonly assignmentScope: string;
  readonly definitionId: string;
  readonly definitionName: string;
  readonly referenceId: string | undefined;
  readonly effect: string;
  readonly message: string | undefined;
};

export function readLogEvent(body: JsonObject): LogEvent {
  const text = (name: string) => textAt(body, name) || undefined;
  const word = (name: string) => textAt(objectAt(body, name), 'value') ?? '';
  const properties = objectAt(body, 'properties');
  return {
    id: text('eventDataId') ?? '',
    at: text('eventTimestamp') ?? '',
    operation: word('operationName'),
    status: word('status'),
    category: word('category'),
    level: text('level') ?? '',
    caller: text('caller') ?? '',
    resourceId: text('resourceId') ?? '',
    resourceType: word('resourceType'),
    resourceGroup: text('resourceGroupName'),
    subscriptionId: text('subscriptionId'),
    correlationId: text('correlationId') ?? '',
    message: messageOf(properties),
    decisionId: textAt(properties, 'decisionId') || undefined,
    policies: parsed(textAt(properties, 'policies')).map(readPolicy),
    body,
  };
}

function readPolicy(policy: JsonObject): LoggedPolicy {
  const text = (name: string) => textAt(policy, name) || undefined;
  return {
    assignmentId: text('policyAssignmentId') ?? '',
    assignmentName: text('policyAssignmentDisplayName') ?? text('policyAssignmentName') ?? '',
    assignmentScope: text('policyAssignmentScope') ?? '',
    definitionId: text('policyDefinitionId') ?? '',
    definitionName: text('policyDefinitionDisplayName') ?? text('policyDefinitionName') ?? '',
    referenceId: text('policyDefinitionReferenceId'),
    effect: text('policyDefinitionEffect') ?? '',
    message: text('nonComplianceMessage'),
  };
}

/** A failed write says its error as JSON; others repeat the operation, which says nothing. */
function messageOf(properties: JsonObject): string | undefined {
  const error = textAt(properties, 'statusMessage');
  if (error === undefined) return undefined;
  try {
    return textAt(objectAt(JSON.parse(error), 'error'), 'message') ?? error;
  } catch {
    return error;
  }
}

/** Properties of an entry are texts; lists are JSON in them. */
function parsed(text: string | undefined): readonly JsonObject[] {
  if (text === undefined) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isObject) : [];
  } catch {
    return [];
  }
}
