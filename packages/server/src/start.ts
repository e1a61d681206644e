import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStorage, type Storage } from '@sluice/storage';
import { type App, createApp, ENGINE_VERSION } from './app.ts';
import { createRouteNames } from './arm/route-names.ts';
import { createAuthenticator } from './authn/authenticator.ts';
import { createExternalIssuer } from './authn/external-issuer.ts';
import { type IssuerConfig, readIssuerConfig } from './authn/issuer-config.ts';
import { createAuthority } from './authority/create-authority.ts';
import { type KeyRing, openKeyRing } from './authority/key-ring.ts';
import { openSealer } from './authority/sealer.ts';
import { createClock } from './clock.ts';
import {
  DEFAULT_HOST,
  DEFAULT_PORT,
  isLoopback,
  LOOPBACK_NAMES,
  type StartConfig,
  StartProblem,
} from './config.ts';
import { startDispatcher } from './events/dispatcher.ts';
import { readCaFile } from './events/read-ca-file.ts';
import { hostOf } from './http/host-names.ts';
import type { Telemetry } from './http/observe-requests.ts';
import { createPlainServer, type PlainServer } from './http/plain-server.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { openGivenTls } from './http/tls/given-tls.ts';
import { openLocalTls } from './http/tls/local-tls.ts';
import type { TlsSource } from './http/tls/tls-source.ts';
import { JOBS } from './jobs/index.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { openLogSigner } from './ledger/log-key.ts';
import { startSequencer } from './ledger/sequencer.ts';
import { ROUTES } from './resources/index.ts';
import { healthRoutes, type Phase } from './routes/health.ts';
import { createPlainRoutes } from './routes/index.ts';
import { openMetricsRoute } from './routes/metrics.ts';
import { portalFolder, readPortal } from './routes/portal-files.ts';
import { rejudgeAfterUpgrade } from './scan/rejudge-after-upgrade.ts';
import { seedBuiltIns } from './seed/built-ins.ts';
import { contentFolder } from './seed/content-folder.ts';
import { type Demo, type DemoPrincipal, type DemoWorld, seedDemo, writeDemo } from './seed/demo.ts';
import { seedFirst } from './seed/first.ts';
import { bringUpInitiatives } from './seed/initiatives.ts';
import { type SnapshotWatch, watchSnapshot } from './snapshot/watch.ts';
import type { ShownMetrics } from './telemetry/create-metrics.ts';
import { createLogger, type Logger } from './telemetry/logger.ts';
import { observeServer } from './telemetry/observe-server.ts';
import { observeProcess } from './telemetry/process-metrics.ts';
import type { Tracer } from './telemetry/span.ts';

/** A server that answers. */
export type Started = {
  /** `https://name:port`, the first configured name. */
  readonly endpoint: string;
  readonly port: number;
  /** Where metrics and health are shown without a token, where that was asked for. */
  readonly metricsEndpoint?: string;
  readonly tenantId: string;
  /** Where tokens come from: what clients call the authority host; the tenant comes after it. */
  readonly authority: string;
  /** The certificate that clients must trust; undefined when the operator brought one. */
  readonly caFile: string | undefined;
  /** With `demo`: the world, and the file that says so. */
  readonly demo?: Demo & { readonly file: string };
  /** Only on the start that made the tenant without a demo: shown once, never again. */
  readonly owner?: DemoPrincipal & { readonly subscriptionId: string };
  /** Lets requests end, stops the work in the background and the database. May be called twice. */
  close(): Promise<void>;
};

/**
 * Starts the whole server: database, seeds, snapshot, authority, https.
 *
 * Rejects with a message for the operator (`StartProblem`, `StorageInUse`, `StorageSetupProblem`) when something is in the way;
 * nothing stays open then.
 */
export async function start(config: StartConfig): Promise<Started> {
  const host = config.host ?? DEFAULT_HOST;
  if (config.demo && !isLoopback(host)) {
    throw new StartProblem(
      `The demo world is for this machine alone: its secrets lie in a file. It is not served on ${host}.`,
    );
  }
  const logger = createLogger({
    level: config.logLevel ?? 'warn',
    ...(config.log === undefined ? {} : { destination: config.log }),
  });
  const tracer = await openTracer(config);
  // Loaded while the database starts.
  const measuring = openMetrics(logger);
  const storage = await openStorage(config.place, {
    ...(config.onNotice === undefined ? {} : { onNotice: config.onNotice }),
    ...(config.poolSize === undefined ? {} : { poolSize: config.poolSize }),
  });
  const open: (() => Promise<void> | void)[] = [() => storage.close()];
  if (tracer !== undefined) open.push(() => tracer.close());
  const life: Life = { phase: 'starting' };
  const close = once(async () => {
    life.phase = 'stopping';
    while (open.length > 0) await open.pop()?.();
  });
  try {
    const caPem = await readCaFile(config.webhookCaFile);
    await mkdir(config.folder, { recursive: true, mode: 0o700 });
    const tenantId = await storage.properties.setOnce('tenantId', randomUUID());
    const onError = (error: unknown) => logger.error('work in the background failed', { error });
    const metrics = await measuring;
    const clock = await createClock(storage, { onError });
    open.push(async () => clock.stop());
    const app = await createApp({ storage, tenantId, metrics, now: clock.now, onError });
    open.push(() => app.close());
    const watch = watchSnapshot({
      storage,
      snapshots: app.services.snapshots,
      now: () => performance.now(),
      onError,
    });
    open.push(() => watch.close());
    observeServer(metrics, {
      revision: () => app.services.snapshots.current().revision,
      snapshotAgeMs: watch.ageMs,
      storage,
    });
    open.push(observeProcess(metrics));
    const telemetry = { logger, metrics, tracer };
    const { authorityKey: given } = config;
    const sealer = await openSealer({ file: join(config.folder, 'authority.key'), given });
    const keyRing = await openKeyRing({ storage, sealer, now });
    const signer = await openLogSigner(storage, sealer, tenantId);
    // Ends after the last request, so that what that has written is sealed.
    const sequencer = startSequencer({ storage, signer, now, onError });
    open.push(() => sequencer.close());
    // Servers that start at once on an empty database would make one another's seeds stale, and the demo twice.
    const seeds = await storage.alone(() => seed(app, config));
    const tls = await openTls(config, logger);
    const own: ListenInput = {
      config,
      host,
      storage,
      app,
      keyRing,
      tls,
      telemetry,
      life,
      watch,
      closing: open,
      demo: seeds.demo,
      clock: clock.now,
    };
    const metricsEndpoint = await listenForMetrics(own);
    const server = await listen(own);
    const [endpoint = `https://localhost:${server.port}`] = server.baseUrls;
    await rejudgeAfterUpgrade(app.services);
    const jobs = await runJobs(JOBS, app.services, tracer);
    open.push(() => jobs.close());
    const dispatcher = startDispatcher({
      services: app.services,
      source: `${endpoint}/${tenantId}`,
      ...(caPem === undefined ? {} : { caPem }),
    });
    open.push(() => dispatcher.close());
    const authority = endpoint;
    const demo = seeds.demo && (await toDemo(config.folder, endpoint, authority, tls, seeds.demo));
    // Who waits until it is ready may read all that it has written.
    life.phase = 'serving';
    return {
      endpoint,
      port: server.port,
      tenantId,
      authority,
      caFile: tls.caFile,
      close,
      ...(seeds.owner === undefined ? {} : { owner: seeds.owner }),
      ...(demo === undefined ? {} : { demo }),
      ...(metricsEndpoint === undefined ? {} : { metricsEndpoint }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function seed(
  { services, dispatch }: App,
  config: StartConfig,
): Promise<{ readonly demo?: DemoWorld; readonly owner?: NonNullable<Started['owner']> }> {
  const content = config.content ?? contentFolder();
  await bringUpInitiatives(services);
  await seedBuiltIns(content, services);
  if (config.demo) return { demo: await seedDemo(content, config.folder, dispatch, services) };
  const owner = await seedFirst(
    { tenant: config.tenantName ?? 'Sluice', subscription: config.subscriptionName ?? 'Subscription' },
    services,
  );
  return owner === undefined ? {} : { owner };
}

type ListenInput = {
  readonly config: StartConfig;
  readonly host: string;
  readonly storage: Storage;
  readonly app: App;
  readonly keyRing: KeyRing;
  readonly tls: TlsSource;
  readonly telemetry: Telemetry & { readonly metrics: ShownMetrics };
  readonly life: Life;
  readonly watch: SnapshotWatch;
  readonly closing: (() => Promise<void> | void)[];
  readonly demo: DemoWorld | undefined;
  /** What time it is for all servers on the database: what one of them gives out, another one may look at a second later. */
  clock(): Date;
};

type Life = { phase: Phase };

async function listen({
  config,
  host,
  storage,
  app,
  keyRing,
  tls,
  telemetry,
  life,
  watch,
  closing,
  demo,
  clock,
}: ListenInput): Promise<HttpServer> {
  const { tenantId, snapshots } = app.services;
  let baseUrls: readonly string[] = [];
  const { logger } = telemetry;
  const issuers = (await readIssuers(config)).map(issuer =>
    createExternalIssuer(issuer, { snapshots, logger }),
  );
  const authority = createAuthority({
    storage,
    snapshots,
    keyRing,
    tenantId,
    logger,
    issuers,
    now: clock,
    newId: randomUUID,
    baseUrls: () => baseUrls,
    demo: Object.entries(demo?.principals ?? {}).map(([name, { clientId }]) => ({ name, clientId })),
    ...(config.audiences === undefined ? {} : { audiences: config.audiences }),
  });
  const authenticate = createAuthenticator({
    issuers: [authority.issuer, ...issuers],
    snapshots,
    tenantId,
    now: clock,
  });
  const routes = createPlainRoutes({
    version: ENGINE_VERSION,
    tenantId,
    caPem: tls.caPem,
    cloudName: config.cloudName ?? 'Sluice',
    phase: () => life.phase,
    watch,
    metrics: { render: telemetry.metrics.render, authenticate, snapshots, tenantId },
    graph: { authenticate, snapshots, tenantId },
    portal: await readPortal(config.portal ?? portalFolder()),
  });
  const port = config.port ?? DEFAULT_PORT;
  const server = await createHttpServer({
    tls,
    host,
    port,
    names: namesOf(config),
    routes: [...routes, ...authority.routes],
    telemetry,
    routeOf: createRouteNames(app.services.types, ROUTES),
    callerId: ({ principal }) => principal.id,
    authenticate,
    handleArm: app.dispatch,
    now,
    newId: randomUUID,
  }).catch((error: unknown) => {
    throw listenProblem(error, host, port);
  });
  baseUrls = server.baseUrls;
  closing.push(() => server.close());
  return server;
}

async function readIssuers({ issuersFile }: StartConfig): Promise<readonly IssuerConfig[]> {
  if (issuersFile === undefined) return [];
  const text = await readFile(issuersFile, 'utf8').catch((error: unknown) => {
    throw new StartProblem(`The file of issuers (--issuers) cannot be read: ${issuersFile}`, error);
  });
  return readIssuerConfig(text, issuersFile);
}

/** Without TLS and tokens: health, and metrics for what runs beside. Gives its address. */
async function listenForMetrics({
  config,
  telemetry,
  life,
  watch,
  closing,
}: ListenInput): Promise<string | undefined> {
  if (config.metricsListen === undefined) return undefined;
  const { host, port } = config.metricsListen;
  const server: PlainServer = await createPlainServer({
    host,
    port,
    routes: [...healthRoutes({ phase: () => life.phase, watch }), openMetricsRoute(telemetry.metrics.render)],
    logger: telemetry.logger,
    newId: randomUUID,
  }).catch((error: unknown) => {
    throw listenProblem(error, host, port, '--metrics-listen');
  });
  closing.push(() => server.close());
  return `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
}

async function openMetrics(logger: Logger): Promise<ShownMetrics> {
  const { createMetrics } = await import('./telemetry/create-metrics.ts');
  return createMetrics(error => logger.warn('a metric could not be read', { error }));
}

/** Nothing is loaded, and nothing sent, where no collector is named. */
async function openTracer({ otlpEndpoint }: StartConfig): Promise<Tracer | undefined> {
  if (otlpEndpoint === undefined) return undefined;
  if (!/^https?:$/.test(URL.parse(otlpEndpoint)?.protocol ?? ''))
    // Not shown: it may hold a password.
    throw new StartProblem(
      'The address of the collector of traces (--otlp-endpoint, OTEL_EXPORTER_OTLP_ENDPOINT) must be a URL such as http://localhost:4318.',
    );
  const { createTracer } = await import('./telemetry/create-tracer.ts');
  return createTracer({ endpoint: otlpEndpoint, version: ENGINE_VERSION });
}

function openTls(config: StartConfig, logger: Logger): Promise<TlsSource> {
  if (config.tls !== undefined) return openGivenTls(config.tls);
  return openLocalTls({
    folder: join(config.folder, 'tls'),
    hosts: namesOf(config).map(hostOf),
    now,
    onNotice: config.onNotice ?? (text => logger.info(text)),
  });
}

/** The first name is what people are shown. */
function namesOf({ names = [] }: StartConfig): readonly string[] {
  return [...new Set([...names, ...LOOPBACK_NAMES])];
}

async function toDemo(
  folder: string,
  endpoint: string,
  authority: string,
  { caFile = '' }: TlsSource,
  world: DemoWorld,
): Promise<NonNullable<Started['demo']>> {
  const { tenantId, subscriptionIds, principals } = world;
  const demo: Demo = { endpoint, authority, tenantId, subscriptionIds, caFile, principals };
  return { ...demo, file: await writeDemo(folder, demo) };
}

function listenProblem(error: unknown, host: string, port: number, option = '--port'): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new StartProblem(
        `Port ${port} of ${host} is in use. Stop what listens there, or choose another with ${option}.`,
        error,
      );
    case 'EACCES':
      return new StartProblem(
        `Port ${port} of ${host} may not be listened on by this user. Choose one above 1023 with ${option}.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartProblem(`${host} is no address of this machine.`, error);
    default:
      return error;
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

function now(): Date {
  return new Date();
}
