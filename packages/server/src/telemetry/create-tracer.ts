import {
  type Attributes,
  type Context,
  type Span as OtelSpan,
  type Tracer as OtelTracer,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { ApiError } from '@sluice/arm/errors';
import type { Span, SpanAttributes, SpanBeginning, Tracer } from './span.ts';

/** How long a stop waits for the collector. */
const CLOSE_MS = 3_000;

export type TracerOptions = {
  /** `http(s)://host:port`, to which `/v1/traces` is added; undefined: as the variables of OpenTelemetry say. */
  readonly endpoint: string | undefined;
  readonly version: string;
};

/**
 * Sends spans by OTLP over HTTP, in batches. OpenTelemetry's own variables say the rest (headers, certificates, time limits). No global is
 * set. Only loaded where traces are wanted.
 */
export function createTracer({ endpoint, version }: TracerOptions): Tracer {
  const url = endpoint === undefined ? {} : { url: `${endpoint.replace(/\/+$/, '')}/v1/traces` };
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'sluice',
      'service.version': version,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(url) })],
  });
  const tracer = provider.getTracer('sluice', version);
  const propagator = new W3CTraceContextPropagator();
  return {
    begin(name, { kind, attributes, ...caller }) {
      const above = propagator.extract(ROOT_CONTEXT, caller, FROM_CALLER);
      const options = { kind: KINDS[kind], attributes: present(attributes) };
      return toSpan(tracer, tracer.startSpan(name, options, above));
    },
    async close() {
      const late = new Promise<void>(resolve => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
    },
  };
}

const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER };

type Caller = Pick<SpanBeginning, 'traceparent' | 'tracestate'>;

const FROM_CALLER = {
  get: (caller: Caller, key: string) =>
    key === 'traceparent' || key === 'tracestate' ? caller[key] : undefined,
  keys: () => ['traceparent', 'tracestate'],
};

function toSpan(tracer: OtelTracer, span: OtelSpan): Span {
  const context: Context = trace.setSpan(ROOT_CONTEXT, span);
  return {
    set(attributes) {
      span.setAttributes(present(attributes));
    },
    fail(error) {
      span.setAttribute('error.type', nameOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end() {
      span.end();
    },
    child: name => toSpan(tracer, tracer.startSpan(name, {}, context)),
  };
}

function nameOf(error: unknown): string {
  if (error instanceof ApiError) return error.detail.code;
  return error instanceof Error ? error.name : typeof error;
}

function present(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
