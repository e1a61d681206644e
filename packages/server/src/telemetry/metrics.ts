/** A label of these is one of few words: never an id, a name or anything else that callers can make up. */
export type MetricRow = {
  /** `counter`, `histogram`: told where it happens. `gauge`, `counted`: read when somebody asks; `counted` only grows. */
  readonly kind: 'counter' | 'histogram' | 'gauge' | 'counted';
  /** In which the value is; none: a number of things. */
  readonly unit?: 'seconds' | 'bytes';
  readonly description: string;
  readonly labels: readonly string[];
  /** Of a histogram: upper bounds, in its unit. */
  readonly buckets?: readonly number[];
};

const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DECISION_BUCKETS = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1,
];
const JOB_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1_800];

/** Every metric there is, by the name that Prometheus knows it by. `docs/reference/metrics.md` is made from this. */
export const METRICS = {
  sluice_decisions_total: {
    kind: 'counter',
    description:
      'Decisions that hold: those of writes and deletes once they are recorded (`occasion` write, delete), and of resources that were judged again (scan). Verdict: allow or deny; a scan refuses nothing.',
    labels: ['verdict', 'occasion'],
  },
  sluice_decision_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    description:
      'From the question to the verdict, with what had to be fetched for it. A write whose policies moved meanwhile is decided again, and counts again. Scans that are large enough for a thread of their own are not measured.',
    labels: ['occasion'],
    buckets: DECISION_BUCKETS,
  },
  sluice_rule_evaluations_total: {
    kind: 'counter',
    description:
      'Results of single rules in those decisions. Outcome: matched, notMatched, error, pending, or exempt.',
    labels: ['outcome'],
  },
  sluice_http_requests_total: {
    kind: 'counter',
    description:
      'Requests that were answered. Route: the resource type or action of an ARM path, the pattern of any other path, `unknown` for the rest.',
    labels: ['method', 'route', 'status'],
  },
  sluice_http_request_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    description: 'From the head of a request to the end of its answer.',
    labels: ['method', 'route'],
    buckets: REQUEST_BUCKETS,
  },
  sluice_commit_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    description:
      'Commits in the database, stale and failed ones included. Outcome: committed, stale, or error.',
    labels: ['outcome'],
    buckets: REQUEST_BUCKETS,
  },
  sluice_commits_stale_total: {
    kind: 'counter',
    description:
      'Commits that came too late, so that what they were made from was looked at again. What had moved: revision, resource, or parent.',
    labels: ['what'],
  },
  sluice_snapshot_revision: {
    kind: 'gauge',
    description: 'Revision of the policies, roles, scopes and facts that this server judges by.',
    labels: [],
  },
  sluice_snapshot_age_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    description:
      'Since when it is not known that this revision is the newest one. Looked at every 5 seconds; larger while the database is away or a revision cannot be followed.',
    labels: [],
  },
  sluice_queue_jobs: {
    kind: 'gauge',
    description:
      'Jobs in the database, of all servers. State: waiting, scheduled (not due yet), retrying, or active. Those named `failed-jobs` have failed for good.',
    labels: ['name', 'state'],
  },
  sluice_jobs_total: {
    kind: 'counter',
    description: 'Runs of jobs in this server. Outcome: done or failed; one that failed is tried again.',
    labels: ['name', 'outcome'],
  },
  sluice_job_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    description: 'Runs of jobs in this server.',
    labels: ['name'],
    buckets: JOB_BUCKETS,
  },
  sluice_scans_running: {
    kind: 'gauge',
    description: 'Scans of existing resources that are under way.',
    labels: [],
  },
  sluice_scan_resources: {
    kind: 'gauge',
    description: 'Resources that the running scans are about.',
    labels: [],
  },
  sluice_scan_judged_resources: {
    kind: 'gauge',
    description: 'Those of them that have been judged.',
    labels: [],
  },
  process_resident_memory_bytes: {
    kind: 'gauge',
    unit: 'bytes',
    description: 'Memory of the server process, without the database.',
    labels: [],
  },
  process_cpu_seconds_total: {
    kind: 'counted',
    unit: 'seconds',
    description: 'CPU time of the server process, user and system.',
    labels: [],
  },
  process_start_time_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    description: 'When the process started, since 1970.',
    labels: [],
  },
  nodejs_heap_size_used_bytes: {
    kind: 'gauge',
    unit: 'bytes',
    description: 'JavaScript heap in use.',
    labels: [],
  },
  nodejs_eventloop_lag_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    description:
      'How late the event loop was since the last time somebody asked for metrics. Stat: p50, p99, or max.',
    labels: ['stat'],
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

type Table = typeof METRICS;
export type MetricName = keyof Table;
type NamesOf<Kind extends MetricRow['kind']> = {
  [Name in MetricName]: Table[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

export type LabelsOf<Name extends MetricName> = Readonly<Record<Table[Name]['labels'][number], string>>;

/** One value of a metric that is read when somebody asks. */
export type Sample<Name extends MetricName> = { readonly value: number; readonly labels: LabelsOf<Name> };

export type ObservedName = NamesOf<'gauge' | 'counted'>;

/** Where the server counts and measures. */
export type Metrics = {
  count<Name extends NamesOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  record<Name extends NamesOf<'histogram'>>(name: Name, labels: LabelsOf<Name>, value: number): void;
  /** Reads the metric whenever somebody asks. What cannot be read has no value then; a reader sees to its own time limit. */
  observe<Name extends ObservedName>(name: Name, read: () => Observed<Name> | Promise<Observed<Name>>): void;
};
export type Observed<Name extends MetricName> = readonly Sample<Name>[];

/** For what runs without anybody who measures it. */
export const NO_METRICS: Metrics = { count: nothing, record: nothing, observe: nothing };

function nothing(): void {}
