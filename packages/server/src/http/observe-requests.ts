import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { redactText } from '../telemetry/redact.ts';
import type { Tracer } from '../telemetry/span.ts';
import type { Work } from '../telemetry/work.ts';
import type { RequestIds } from './request-ids.ts';

export type Telemetry = {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Undefined: no traces. */
  readonly tracer: Tracer | undefined;
};

/** What is known of a request when it begins. */
export type Beginning = {
  readonly ids: RequestIds;
  readonly method: string;
  /** Decoded, without the query; undefined where it cannot be read. */
  readonly path: string | undefined;
  /** Where the path leads, as one of few names. */
  readonly route: string;
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
};

/** A request that is being served. */
export type ObservedRequest = Beginning & { readonly work: Work };

/** What is known of it when it has been answered. */
export type Ending = {
  readonly status: number;
  readonly ms: number;
  readonly principalId: string | undefined;
  readonly decisionId: string | undefined;
};

export function beginRequest(beginning: Beginning, { tracer }: Telemetry): ObservedRequest {
  const { ids, method, path, route, traceparent, tracestate } = beginning;
  const span = tracer?.begin(`${method} ${route}`, {
    kind: 'server',
    traceparent,
    tracestate,
    attributes: {
      'http.request.method': method,
      'http.route': route,
      // What is asked for without a token may be anything, a token in the wrong place too.
      'url.path': path === undefined ? undefined : redactText(path),
      'sluice.request_id': ids.requestId,
      'sluice.correlation_id': ids.correlationId,
    },
  });
  return { ...beginning, work: { fields: { ...ids }, ...(span === undefined ? {} : { span }) } };
}

/** One line in the log, one count, one duration, and the end of the span. */
export function endRequest(
  { ids, method, path, route, work }: ObservedRequest,
  { status, ms, principalId, decisionId }: Ending,
  { logger, metrics }: Telemetry,
): void {
  const rounded = Math.round(ms * 10) / 10;
  logger.info('request', { method, path, route, status, ms: rounded, ...ids, principalId, decisionId });
  metrics.count('sluice_http_requests_total', { method, route, status: String(status) });
  metrics.record('sluice_http_request_duration_seconds', { method, route }, ms / 1_000);
  work.span?.set({
    'http.response.status_code': status,
    'enduser.id': principalId,
    'sluice.decision_id': decisionId,
  });
  work.span?.end();
}
