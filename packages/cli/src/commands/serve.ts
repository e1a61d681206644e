import { DEFAULT_HOST, DEFAULT_PORT, findInstallation, type Started, start } from '@sluice/server';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CHECKOUT } from '../checkout.ts';

type ServeOptions = {
  readonly demo: boolean;
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly name: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly webhookCa?: string;
  readonly issuers?: string;
  readonly tenantName?: string;
  readonly subscriptionName?: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly metricsListen?: { readonly host: string; readonly port: number };
  readonly otlpEndpoint?: string;
};

/** `sluice serve`: runs until SIGINT or SIGTERM; exit 0 after a clean stop, 2 when it cannot start. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the server')
    .option(
      '--demo',
      'start with a demo world: registries, a catalog, workspaces, three principals (loopback only)',
      false,
    )
    .addOption(
      new Option('--port <number>', 'port to listen on')
        .env('SLUICE_PORT')
        .argParser(portNumber)
        .default(DEFAULT_PORT),
    )
    .option('--host <address>', 'address to listen on', DEFAULT_HOST)
    .option('--data <folder>', 'data folder (SLUICE_DATA; default: .sluice in the checkout)')
    .option(
      '--name <host>',
      'a further name that clients use, such as sluice.example.com:443; repeatable',
      collect,
      [],
    )
    .option('--tls-cert <file>', 'certificate chain (PEM) instead of one by the local CA')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--webhook-ca <file>', 'further authorities (PEM) that targets of webhooks may be signed by')
    .addOption(
      new Option(
        '--issuers <file>',
        'other issuers of tokens that are trusted (JSON, see docs/identities.md)',
      ).env('SLUICE_ISSUERS'),
    )
    .option('--tenant-name <text>', 'name of the tenant, when this start makes it')
    .option('--subscription-name <text>', 'name of the first subscription, when this start makes it')
    .addOption(
      new Option('--log-level <level>', 'what to log')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('warn'),
    )
    .addOption(
      new Option(
        '--metrics-listen <host:port>',
        'show /metrics, /healthz and /readyz by plain HTTP there, to whoever can reach it',
      )
        .env('SLUICE_METRICS_LISTEN')
        .argParser(hostAndPort),
    )
    .addOption(
      new Option('--otlp-endpoint <url>', 'send traces to the collector there (OTLP over HTTP)').env(
        'OTEL_EXPORTER_OTLP_ENDPOINT',
      ),
    )
    .addHelpText('after', HELP)
    .action(serve);
}

const HELP = `
The database is the one at DATABASE_URL, or a PostgreSQL of its own inside the data folder.
SLUICE_AUTHORITY_KEY (32 bytes, base64) seals the authority's keys where servers share a database.

Examples:
  sluice serve --demo
  sluice serve --port 443 --host 0.0.0.0 --name sluice.example.com:443 --tls-cert chain.pem --tls-key key.pem
  DATABASE_URL=postgresql://sluice@db/sluice sluice serve`;

async function serve(options: ServeOptions): Promise<void> {
  const { tlsCert, tlsKey } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new Error('--tls-cert and --tls-key belong together: give both or none.');
  const installation = await findInstallation({
    data: options.data ?? process.env['SLUICE_DATA'],
    databaseUrl: process.env['DATABASE_URL'],
    checkout: CHECKOUT,
  });
  if (installation.notice) console.log(installation.notice);
  const authorityKey = process.env['SLUICE_AUTHORITY_KEY'];
  const started = await start({
    place: installation.place,
    folder: installation.folder,
    host: options.host,
    port: options.port,
    names: options.name,
    demo: options.demo,
    logLevel: options.logLevel,
    onNotice: text => console.log(text),
    ...(tlsCert && tlsKey ? { tls: { certFile: tlsCert, keyFile: tlsKey } } : {}),
    ...(authorityKey ? { authorityKey } : {}),
    ...(options.metricsListen ? { metricsListen: options.metricsListen } : {}),
    ...(options.otlpEndpoint ? { otlpEndpoint: options.otlpEndpoint } : {}),
    ...(options.issuers ? { issuersFile: options.issuers } : {}),
    ...(options.webhookCa ? { webhookCaFile: options.webhookCa } : {}),
    ...(options.tenantName ? { tenantName: options.tenantName } : {}),
    ...(options.subscriptionName ? { subscriptionName: options.subscriptionName } : {}),
  });
  stopWhenAsked(started);
  console.log(describe(started));
}

/** A signal ends it, and so does the death of the launcher that started it. A second signal does not wait. */
function stopWhenAsked(started: Started): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    started.close().then(
      () => process.exit(0),
      error => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
}

function describe(started: Started): string {
  const { demo, owner } = started;
  const lines = [
    'Sluice is ready.',
    '',
    `  API        ${started.endpoint}`,
    `  Portal     ${started.endpoint}/`,
    `  Tenant     ${started.tenantId}`,
    ...(started.metricsEndpoint ? [`  Metrics    ${started.metricsEndpoint}/metrics`] : []),
    ...(started.caFile ? [`  CA         ${started.caFile}`] : []),
  ];
  if (demo) {
    lines.push(
      `  Production ${demo.subscriptionIds.production}`,
      `  Sandbox    ${demo.subscriptionIds.sandbox}`,
      '',
      '  principal           client id                             secret',
      ...Object.entries(demo.principals).map(
        ([name, { clientId, clientSecret }]) => `  ${name.padEnd(18)}  ${clientId}  ${clientSecret}`,
      ),
      '',
      `All of this is in ${demo.file}`,
    );
  }
  if (owner) {
    lines.push(
      '',
      `  Subscription ${owner.subscriptionId}`,
      `  Owner        ${owner.clientId}`,
      `  Secret       ${owner.clientSecret}   (shown this once, kept nowhere)`,
    );
  }
  return lines.join('\n');
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError(`"${text}" is no port: expected 0 to 65535.`);
  return port;
}

function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+)):(\d+)$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined)
    throw new InvalidArgumentError(`"${text}" is no address: expected such as 127.0.0.1:9464 or [::1]:9464.`);
  return { host, port: portNumber(match?.[3] ?? '') };
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
