import type { Attributes, Counter, Histogram, Meter, ObservableResult } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { METRICS, type MetricName, type MetricRow, type Metrics } from './metrics.ts';

/** Metrics that can be shown. */
export type ShownMetrics = Metrics & {
  /** All values in the text format of Prometheus, 0.0.4. */
  render(): Promise<string>;
};

/**
 * Metrics by OpenTelemetry; nothing is sent anywhere and no global is set. Loading this takes some 40 ms and 20 MB: whoever needs it
 * imports it when there is something to wait for anyway. `onError` is told of readers that failed.
 */
export function createMetrics(onError: (error: unknown) => void): ShownMetrics {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  const meter = new MeterProvider({ readers: [reader] }).getMeter('sluice');
  const counters = new Map<MetricName, Counter>();
  const histograms = new Map<MetricName, Histogram>();
  for (const [name, row] of rows()) {
    if (row.kind === 'counter') counters.set(name, meter.createCounter(name, optionsOf(row)));
    if (row.kind === 'histogram') histograms.set(name, meter.createHistogram(name, optionsOf(row)));
  }
  return {
    count(name, labels, by = 1) {
      counters.get(name)?.add(by, labels);
    },
    record(name, labels, value) {
      histograms.get(name)?.record(value, labels);
    },
    observe(name, read) {
      const instrument = observable(meter, name);
      instrument.addCallback(async (result: ObservableResult<Attributes>) => {
        try {
          for (const { value, labels } of await read()) result.observe(value, labels);
        } catch (error) {
          onError(error);
        }
      });
    },
    async render() {
      const { resourceMetrics, errors } = await reader.collect();
      for (const error of errors) onError(error);
      return `${serializer.serialize(resourceMetrics).trimEnd()}\n`;
    },
  };
}

function rows(): readonly (readonly [MetricName, MetricRow])[] {
  // The table has these keys and no others.
  return Object.entries(METRICS) as [MetricName, MetricRow][];
}

function observable(meter: Meter, name: MetricName) {
  const row: MetricRow = METRICS[name];
  return row.kind === 'counted'
    ? meter.createObservableCounter(name, optionsOf(row))
    : meter.createObservableGauge(name, optionsOf(row));
}

function optionsOf({ description, buckets }: MetricRow) {
  // Without the unit: it is in the name, and a line about it in the text would be none of format 0.0.4.
  return {
    description,
    ...(buckets === undefined ? {} : { advice: { explicitBucketBoundaries: [...buckets] } }),
  };
}
