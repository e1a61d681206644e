import { parseResourceId, parseScopeId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/language';
import { textOf } from '../json.ts';
import type { ActivityEntry } from '../model/write-set.ts';
import type { WriteSetInput } from './write-operation.ts';

const TICKS_TO_EPOCH = 621_355_968_000_000_000n;
const TICKS_PER_MILLISECOND = 10_000n;
const BEGIN = { value: 'BeginRequest', localizedValue: 'Begin request' };
const END = { value: 'EndRequest', localizedValue: 'End request' };

/** What differs from one kind of entry to the other. */
export type EntryParts = Pick<ActivityEntry, 'category' | 'operation' | 'status' | 'level'> & {
  /** Absent: `EndRequest`. */
  readonly eventName?: 'BeginRequest';
  readonly subStatus: { readonly value: string; readonly localizedValue: string };
  readonly properties: Readonly<Record<string, string>>;
};

/** What an entry needs to know of the write that it is about. */
export type EntryInput = Pick<
  WriteSetInput,
  'operation' | 'at' | 'correlationId' | 'newId' | 'principal' | 'claims' | 'tenantId'
>;

/**
 * One entry of the activity log about the input's operation.
 *
 * The body holds what the columns do not say, in the REST contract's names: flat, `properties` and `claims` as text to text.
 */
export function toEntry(input: EntryInput, parts: EntryParts): ActivityEntry {
  const { operation, at, correlationId } = input;
  const { subStatus, properties, eventName, ...columns } = parts;
  const eventId = input.newId();
  const scope = parseScopeId(operation.resourceId);
  return {
    ...columns,
    eventId,
    at,
    subscriptionId: scope?.subscriptionId?.toLowerCase() ?? null,
    resourceGroup: scope?.resourceGroup ?? null,
    resourceId: operation.resourceId,
    resourceType: operation.resourceType,
    resourceProvider:
      parseResourceId(operation.resourceId)?.namespace ?? operation.resourceType.split('/', 1).join(''),
    caller: callerOf(input),
    correlationId,
    body: {
      id: `${operation.resourceId}/events/${eventId}/ticks/${ticksOf(at)}`,
      authorization: { action: operation.action, scope: operation.resourceId },
      channels: 'Operation',
      claims: textsOf(input.claims ?? {}),
      description: '',
      eventName: eventName ? BEGIN : END,
      ...(operation.http && { httpRequest: httpRequestOf(operation.http) }),
      operationId: correlationId,
      properties,
      subStatus,
      submissionTimestamp: at,
      ...(input.tenantId !== undefined && { tenantId: input.tenantId }),
    },
  };
}

/** People by the name that their token carries, applications by their object id, the service itself by its own name. */
function callerOf({ principal, claims }: EntryInput): string {
  if (!principal) return 'Sluice';
  const name = textOf(claims?.['upn']) || textOf(claims?.['unique_name']);
  return principal.kind === 'User' && name !== '' ? name : principal.id;
}

function httpRequestOf(http: NonNullable<WriteSetInput['operation']['http']>): JsonObject {
  return {
    method: http.method,
    uri: http.uri,
    ...(http.clientAddress !== undefined && { clientIpAddress: http.clientAddress }),
    ...(http.clientRequestId !== undefined && { clientRequestId: http.clientRequestId }),
  };
}

function textsOf(claims: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** Tenths of microseconds since the year 1, as event ids count. */
function ticksOf(at: string): string {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) return '0';
  return String(BigInt(milliseconds) * TICKS_PER_MILLISECOND + TICKS_TO_EPOCH);
}
