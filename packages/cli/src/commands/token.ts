import { Command, Option } from 'commander';
import { getToken } from '../remote/connect.ts';
import { REMOTE_HELP, type RemoteOptions, readRemotePlace, remoteOptions } from '../remote/place.ts';
import { demoFolder } from './demo-folder.ts';

type TokenOptions = RemoteOptions & { readonly audience?: string; readonly json: boolean };

/** `sluice token`: exit 0 with the token on standard output, 2 when there is none. */
export function tokenCommand(): Command {
  const command = new Command('token')
    .description('get an access token, for scripts that call the API themselves')
    .addOption(new Option('--audience <url>', 'what it is for (default: the server)'))
    .option('--json', 'with the time when it expires', false)
    .addHelpText('after', HELP)
    .action(run);
  for (const option of remoteOptions()) command.addOption(option);
  return command;
}

const HELP = `${REMOTE_HELP}

Examples:
  curl --cacert .sluice/tls/ca.crt -H "Authorization: Bearer $(sluice token)" \\
    "https://localhost:8443/subscriptions?api-version=2022-12-01"
  sluice token --as mlEngineer --json`;

async function run({ audience, json, ...options }: TokenOptions): Promise<void> {
  const place = await readRemotePlace(options, process.env, demoFolder);
  const { accessToken, expiresIn } = await getToken(place, audience ?? place.endpoint);
  if (!json) return console.log(accessToken);
  const expiresOn = new Date(Date.now() + expiresIn * 1000).toISOString();
  console.log(
    JSON.stringify({ accessToken, expiresOn, tenant: place.tenantId, tokenType: 'Bearer' }, null, 2),
  );
}
