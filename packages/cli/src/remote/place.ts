import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option } from 'commander';

/** Where a server is and who asks it. */
export type RemotePlace = {
  /** `https://name:port` */
  readonly endpoint: string;
  readonly tenantId: string;
  /** The certificate that it is to be trusted by, beside those that everybody trusts. */
  readonly caFile: string | undefined;
  /** Undefined where nobody was named: settings for people hold none. */
  readonly credentials: Credentials | undefined;
  /** With the demo: its subscriptions, and that its secrets are no secret. */
  readonly demo: { readonly subscriptionId: string } | undefined;
};

export type Credentials = {
  readonly clientId: string;
  readonly secret?: string;
  /** PEM of a certificate of the application and its private key. */
  readonly certificateFile?: string;
  /** A token of an issuer that the server trusts, in a file that somebody keeps fresh. */
  readonly assertionFile?: string;
};

export type RemoteOptions = {
  readonly endpoint?: string;
  readonly tenant?: string;
  readonly clientId?: string;
  readonly ca?: string;
  readonly as?: string;
  readonly data?: string;
};

/** What is wrong with how somebody asked; the message says what to do. */
export class RemoteProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RemoteProblem';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The options of every command that asks a server. Names of the environment are those of Azure's SDKs. */
export function remoteOptions(): readonly Option[] {
  return [
    new Option('--endpoint <url>', 'the server, such as https://sluice.example.com').env('SLUICE_ENDPOINT'),
    new Option('--tenant <id>', 'its tenant').env('AZURE_TENANT_ID'),
    new Option('--client-id <id>', 'who asks; the secret is read from AZURE_CLIENT_SECRET').env(
      'AZURE_CLIENT_ID',
    ),
    new Option('--ca <file>', "the server's certificate authority (PEM), where it has its own").env(
      'SLUICE_CA_FILE',
    ),
    new Option('--as <name>', 'with the demo on this machine: owner, policyContributor or mlEngineer'),
    new Option('--data <folder>', 'data folder of the demo (SLUICE_DATA; default: .sluice in the checkout)'),
  ];
}

export const REMOTE_HELP = `
Who asks: --endpoint, --tenant and --client-id, or SLUICE_ENDPOINT, AZURE_TENANT_ID and AZURE_CLIENT_ID, with the secret in
AZURE_CLIENT_SECRET, its certificate and key in the file AZURE_CLIENT_CERTIFICATE_PATH (PEM), or a token of a trusted issuer in the
file AZURE_FEDERATED_TOKEN_FILE. Without an endpoint it is the demo on this machine, asked by its owner (or --as).`;

/** Finds the data folder that is meant: that of `--data`, the environment, or the checkout. */
export type FindFolder = (data: string | undefined) => Promise<string>;

/** Reads options and environment; rejects with `RemoteProblem` for what is missing. */
export async function readRemotePlace(
  options: RemoteOptions,
  environment: Environment,
  findFolder: FindFolder,
): Promise<RemotePlace> {
  const { endpoint, tenant, clientId, ca, as, data } = options;
  if (endpoint === undefined || as !== undefined) {
    const demo = demoPlace(await findFolder(data), as ?? 'owner');
    if (endpoint === undefined || URL.parse(endpoint)?.origin === demo.endpoint) return demo;
    throw new RemoteProblem(
      `--as is for the demo on this machine, ${demo.endpoint}, and ${endpoint} is named.`,
    );
  }
  const url = URL.parse(endpoint);
  if (url?.protocol !== 'https:') throw new RemoteProblem(`'${endpoint}' is no https address of a server.`);
  if (tenant === undefined) throw new RemoteProblem('Say the tenant: --tenant or AZURE_TENANT_ID.');
  if (ca !== undefined && !existsSync(ca)) throw new RemoteProblem(`There is no file '${ca}' (--ca).`);
  return {
    endpoint: url.origin,
    tenantId: tenant,
    caFile: ca === undefined ? undefined : resolve(ca),
    credentials: credentialsIn(clientId, environment),
    demo: undefined,
  };
}

function credentialsIn(
  clientId: string | undefined,
  {
    AZURE_CLIENT_SECRET: secret = '',
    AZURE_CLIENT_CERTIFICATE_PATH: certificateFile = '',
    AZURE_FEDERATED_TOKEN_FILE: assertionFile = '',
  }: Environment,
): Credentials | undefined {
  if (clientId === undefined) return undefined;
  if (secret !== '') return { clientId, secret };
  if (certificateFile !== '') return { clientId, certificateFile };
  return assertionFile === '' ? { clientId } : { clientId, assertionFile };
}

type DemoFile = {
  readonly endpoint: string;
  readonly tenantId: string;
  readonly caFile: string;
  readonly subscriptionIds: { readonly production: string };
  readonly principals: Readonly<Record<string, { readonly clientId: string; readonly clientSecret: string }>>;
};

function demoPlace(folder: string, as: string): RemotePlace {
  const file = join(folder, 'demo.json');
  if (!existsSync(file)) {
    throw new RemoteProblem(
      'No server was named (--endpoint or SLUICE_ENDPOINT), and there is no demo on this machine: start one with "npm start", or say where its data is (--data).',
    );
  }
  const demo = JSON.parse(readFileSync(file, 'utf8')) as DemoFile;
  const principal = demo.principals[as];
  if (principal === undefined)
    throw new RemoteProblem(`The demo has no '${as}'; there is ${Object.keys(demo.principals).join(', ')}.`);
  const { endpoint, tenantId, caFile, subscriptionIds } = demo;
  return {
    endpoint,
    tenantId,
    caFile,
    credentials: { clientId: principal.clientId, secret: principal.clientSecret },
    demo: { subscriptionId: subscriptionIds.production },
  };
}
