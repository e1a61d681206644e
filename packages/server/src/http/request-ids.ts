/** The ids that one request goes by. */
export type RequestIds = {
  /** New for every request. */
  readonly requestId: string;
  /** The caller's `x-ms-correlation-request-id` when it is a GUID, else new. */
  readonly correlationId: string;
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ECHOED = /^[\x21-\x7e]{1,128}$/;

export function readRequestIds(correlation: string | undefined, newId: () => string): RequestIds {
  const given = correlation?.trim();
  return {
    requestId: newId(),
    correlationId: given !== undefined && GUID.test(given) ? given.toLowerCase() : newId(),
  };
}

/** The headers that every answer carries. `clientRequestId` is set when the caller asked for its own id back. */
export function idHeaders(
  ids: RequestIds,
  at: Date,
  clientRequestId: string | undefined,
): Readonly<Record<string, string>> {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    'x-ms-request-id': ids.requestId,
    'x-ms-correlation-request-id': ids.correlationId,
    'x-ms-routing-request-id': `SLUICE:${time}:${ids.requestId}`,
    ...(clientRequestId === undefined ? {} : { 'x-ms-client-request-id': clientRequestId }),
  };
}

/** The caller's own id, when it asks for it back and it may stand in a header. */
export function echoedId(id: string | undefined, asked: string | undefined): string | undefined {
  return id !== undefined && asked?.toLowerCase() === 'true' && ECHOED.test(id) ? id : undefined;
}
