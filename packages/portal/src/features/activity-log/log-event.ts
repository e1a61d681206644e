import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt, objectsAt, textAt } from '../../lib/json.ts';

/** An entry of the activity log. */
export type LogEvent = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly category: string;
  readonly level: string;
  readonly operation: string;
  readonly status: string;
  readonly subStatus: string | undefined;
  /** An object id, the name of a person, or the service itself. */
  readonly caller: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly resourceGroup: string | undefined;
  readonly subscriptionId: string | undefined;
  readonly correlationId: string;
  readonly request: { readonly method: string; readonly uri: string; readonly address: string } | undefined;
  /** What the server said of it: the message of a refusal. */
  readonly message: string | undefined;
  /** The decision that it tells of. */
  readonly decisionId: string | undefined;
  readonly policies: readonly LogPolicy[];
  /** As the API shows it. */
  readonly body: JsonObject;
};

/** A policy that an entry tells of. */
export type LogPolicy = {
  readonly assignmentId: string;
  readonly assignmentName: string;
  readonly definitionName: string;
  readonly referenceId: string | undefined;
  readonly effect: string;
  readonly message: string | undefined;
};

export function readLogEvent(body: JsonObject): LogEvent {
  const properties = objectAt(body, 'properties');
  const http = body['httpRequest'];
  const error = objectAt(parsed(textAt(properties, 'statusMessage')), 'error');
  return {
    id: textAt(body, 'eventDataId') ?? '',
    at: textAt(body, 'eventTimestamp') ?? '',
    category: wordAt(body, 'category') ?? '',
    level: textAt(body, 'level') ?? '',
    operation: wordAt(body, 'operationName') ?? '',
    status: wordAt(body, 'status') ?? '',
    subStatus: wordAt(body, 'subStatus') || undefined,
    caller: textAt(body, 'caller') ?? '',
    resourceId: textAt(body, 'resourceId') ?? '',
    resourceType: wordAt(body, 'resourceType') ?? '',
    resourceGroup: textAt(body, 'resourceGroupName'),
    subscriptionId: textAt(body, 'subscriptionId'),
    correlationId: textAt(body, 'correlationId') ?? '',
    request: isObject(http)
      ? {
          method: textAt(http, 'method') ?? '',
          uri: textAt(http, 'uri') ?? '',
          address: textAt(http, 'clientIpAddress') ?? '',
        }
      : undefined,
    message: textAt(error, 'message') || textAt(body, 'description') || undefined,
    decisionId: nameOf(textAt(properties, 'decisionId')) ?? violationDecision(error),
    policies: readPolicies(parsed(textAt(properties, 'policies'))),
    body,
  };
}

/** Words are told with their translation; the value is what counts. */
function wordAt(body: JsonObject, name: string): string | undefined {
  return textAt(body[name], 'value');
}

function readPolicies(value: JsonValue | undefined): readonly LogPolicy[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map(policy => ({
    assignmentId: textAt(policy, 'policyAssignmentId') ?? '',
    assignmentName:
      textAt(policy, 'policyAssignmentDisplayName') ?? textAt(policy, 'policyAssignmentName') ?? '',
    definitionName:
      textAt(policy, 'policyDefinitionDisplayName') ?? textAt(policy, 'policyDefinitionName') ?? '',
    referenceId: textAt(policy, 'policyDefinitionReferenceId'),
    effect: textAt(policy, 'policyDefinitionEffect') ?? '',
    message: textAt(policy, 'nonComplianceMessage'),
  }));
}

/** A refused write has the refusal that was answered, which names the decision in every violation. */
function violationDecision(error: JsonObject): string | undefined {
  const [first] = objectsAt(error, 'additionalInfo');
  return nameOf(textAt(objectAt(first, 'info'), 'decisionId'));
}

/** Decisions are named by their ids or by their resource ids. */
function nameOf(decision: string | undefined): string | undefined {
  return decision === undefined || decision === ''
    ? undefined
    : decision.slice(decision.lastIndexOf('/') + 1);
}

/** Maps of the log hold texts only: what was an object is JSON in them. */
function parsed(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
