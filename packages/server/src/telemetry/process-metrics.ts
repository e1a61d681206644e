import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics, ObservedName } from './metrics.ts';

const STATS = { p50: 50, p99: 99, max: 100 };
const RESOLUTION_MS = 20;
const NANOSECONDS = 1e9;

/** Has the process measured: its memory, its CPU time, how late its event loop is. Until the function that it gives is called. */
export function observeProcess(metrics: Metrics): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const started = Date.now() / 1_000 - process.uptime();
  const single = (
    name: Exclude<ObservedName, `${string}lag_seconds` | 'sluice_queue_jobs'>,
    read: () => number,
  ) => metrics.observe(name, () => [{ value: read(), labels: {} }]);
  single('process_resident_memory_bytes', () => process.memoryUsage.rss());
  single('nodejs_heap_size_used_bytes', () => process.memoryUsage().heapUsed);
  single('process_start_time_seconds', () => started);
  single('process_cpu_seconds_total', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  metrics.observe('nodejs_eventloop_lag_seconds', () => {
    // Measured from timer to timer: what is more than their distance is lag.
    const lagAt = (percentile: number) =>
      Math.max(0, delay.percentile(percentile) / NANOSECONDS - RESOLUTION_MS / 1_000);
    const samples = Object.entries(STATS).map(([stat, percentile]) => ({
      value: delay.count === 0 ? 0 : lagAt(percentile),
      labels: { stat },
    }));
    delay.reset();
    return samples;
  });
  return () => delay.disable();
}
