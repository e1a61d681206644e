import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { getCACertificates } from 'node:tls';
import { Command, Option } from 'commander';
import {
  REMOTE_HELP,
  type RemoteOptions,
  type RemotePlace,
  readRemotePlace,
  remoteOptions,
} from '../remote/place.ts';
import { azHints, clientSettings, toPowerShell, toShell } from '../remote/settings.ts';
import { demoFolder } from './demo-folder.ts';

type EnvOptions = RemoteOptions & {
  readonly shell?: boolean;
  readonly powershell?: boolean;
  readonly json?: boolean;
  readonly bundle?: string;
  readonly subscription?: string;
};

/** `sluice clients env`: what az, the SDKs and Terraform are to be told. */
export function clientsCommand(): Command {
  const env = new Command('env')
    .description('print the settings by which az, the SDKs, azure-ai-ml and Terraform find the server')
    .addOption(new Option('--shell', 'for a POSIX shell (default)').conflicts(['powershell', 'json']))
    .addOption(new Option('--powershell', 'for PowerShell').conflicts('json'))
    .option('--json', 'as an object')
    .option(
      '--bundle <file>',
      "where to write the server's certificate with everybody's (default: beside the first)",
    )
    .option('--subscription <id>', "Terraform's subscription (default: the demo's first)")
    .addHelpText('after', HELP)
    .action(printSettings);
  for (const option of remoteOptions()) env.addOption(option);
  return new Command('clients').description("set up Azure's own clients").addCommand(env);
}

const HELP = `${REMOTE_HELP}
A server with a certificate of its own authority needs a bundle for Python and Go, which trust nothing else then: it is written
beside that certificate. Of a server that is not the demo no secret is printed: it is in AZURE_CLIENT_SECRET already, and
Terraform reads it as ARM_CLIENT_SECRET. People need no --client-id: they sign in.

Examples:
  eval "$(sluice clients env)"
  sluice clients env --powershell | Out-String | Invoke-Expression
  sluice clients env --endpoint https://sluice.example.com --tenant TENANT --client-id ID --json`;

async function printSettings({
  powershell,
  json,
  bundle,
  subscription,
  ...options
}: EnvOptions): Promise<void> {
  const place = await readRemotePlace(options, process.env, demoFolder);
  const settings = clientSettings(place, writeBundle(place, bundle), subscription);
  if (json) console.log(JSON.stringify(Object.fromEntries(settings), null, 2));
  else console.log((powershell ? toPowerShell : toShell)(settings, azHints(place)));
}

/** Writes the certificates that everybody trusts with the server's own; undefined where it needs none. */
function writeBundle({ caFile }: RemotePlace, given: string | undefined): string | undefined {
  if (caFile === undefined) return undefined;
  const file = resolve(given ?? join(dirname(caFile), 'bundle.pem'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [...getCACertificates('default'), readFileSync(caFile, 'utf8')].join('\n'));
  return file;
}
