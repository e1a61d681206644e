import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@sluice/arm/protocol';
import { Command, Option } from 'commander';
import { REMOTE_HELP, type RemoteOptions, RemoteProblem } from '../remote/place.ts';
import { addCertificate, removeCertificate } from './principals-certificates.ts';
import {
  allPrincipals,
  clientOf,
  collect,
  findPrincipal,
  idOf,
  PRINCIPALS,
  print,
  remote,
  VERSION,
} from './principals-client.ts';
import { updateCommand } from './principals-update.ts';

/** `sluice principals`: applications, users and groups, as the API has them. */
export function principalsCommand(): Command {
  return new Command('principals')
    .description('manage who may come in: applications, users, groups, their secrets and certificates')
    .addCommand(
      remote('list', 'list them').action(async (options: RemoteOptions) => {
        const client = await clientOf(options);
        for (const { name, properties } of await allPrincipals(client)) {
          const { principalType, clientId, displayName, enabled } = properties as JsonObject;
          console.log(
            [name, principalType, clientId, enabled === false ? 'disabled' : 'enabled', displayName].join(
              '\t',
            ),
          );
        }
      }),
    )
    .addCommand(
      remote('create', 'make one; prints its object id and what it signs in by')
        .argument('<display name>')
        .addOption(
          new Option('--type <type>', 'what it is')
            .choices(['ServicePrincipal', 'User', 'Group'])
            .default('ServicePrincipal'),
        )
        .option('--user-name <name>', 'what a user signs in by')
        .option('--member <id or name>', 'of a group; repeatable', collect)
        .option('--issuer <url>', 'another issuer that vouches for it (see serve --issuers)')
        .option('--subject <text>', 'as whom')
        .action(create),
    )
    .addCommand(
      remote('show', 'show one')
        .argument('<id or name>')
        .action(async (who: string, options: RemoteOptions) => {
          const client = await clientOf(options);
          const { body } = await client.get(await idOf(client, who), VERSION);
          print(body);
        }),
    )
    .addCommand(updateCommand())
    .addCommand(
      remote('add-secret', 'give an application a secret: it is shown this once')
        .argument('<id or name>')
        .option('--expires-on <time>', 'when it ends')
        .action(
          async (who: string, { expiresOn, ...options }: RemoteOptions & { readonly expiresOn?: string }) => {
            const client = await clientOf(options);
            const id = await idOf(client, who);
            print(
              (await client.act(`${id}/addSecret`, VERSION, expiresOn === undefined ? {} : { expiresOn }))
                .body,
            );
          },
        ),
    )
    .addCommand(
      remote('remove-secret', 'take a secret of an application back')
        .argument('<id or name>')
        .argument('<secret id>')
        .action(async (who: string, secretId: string, options: RemoteOptions) => {
          const client = await clientOf(options);
          await client.act(`${await idOf(client, who)}/removeSecret`, VERSION, { secretId });
        }),
    )
    .addCommand(
      remote('add-certificate', 'let an application sign in by the key of a certificate')
        .argument('<id or name>')
        .argument('<file>', 'PEM; a private key in it stays where it is')
        .action(addCertificate),
    )
    .addCommand(
      remote('remove-certificate', 'take a certificate of an application back')
        .argument('<id or name>')
        .argument('<thumbprint>')
        .action(removeCertificate),
    )
    .addCommand(
      remote('set-password', 'give a user a new password: one is made and shown this once')
        .argument('<id or name>')
        .action(async (who: string, options: RemoteOptions) => {
          const client = await clientOf(options);
          print((await client.act(`${await idOf(client, who)}/setPassword`, VERSION, {})).body);
        }),
    )
    .addCommand(switching('enable', true))
    .addCommand(switching('disable', false))
    .addCommand(
      remote('delete', 'delete one')
        .argument('<id or name>')
        .action(async (who: string, options: RemoteOptions) => {
          const client = await clientOf(options);
          await client.delete(await idOf(client, who), VERSION);
        }),
    )
    .addHelpText('after', HELP);
}

const HELP = `${REMOTE_HELP}

Examples:
  sluice principals create "Deploy pipeline"
  sluice principals add-secret "Deploy pipeline" --expires-on 2027-06-30
  sluice principals add-certificate "Deploy pipeline" pipeline.pem
  sluice principals update "ML team" --add-member ann@example.com
  sluice principals create Ann --type User --user-name ann@example.com && sluice principals set-password ann@example.com`;

function switching(name: string, enabled: boolean): Command {
  return remote(name, enabled ? 'let one in again' : 'let one in no more, from now on')
    .argument('<id or name>')
    .action(async (who: string, options: RemoteOptions) => {
      const client = await clientOf(options);
      await client.patch(await idOf(client, who), VERSION, { properties: { enabled } });
    });
}

type CreateOptions = RemoteOptions & {
  readonly type: string;
  readonly userName?: string;
  readonly member?: readonly string[];
  readonly issuer?: string;
  readonly subject?: string;
};

async function create(displayName: string, options: CreateOptions): Promise<void> {
  const { type, userName, member = [], issuer, subject, ...place } = options;
  if ((issuer === undefined) !== (subject === undefined))
    throw new RemoteProblem('--issuer and --subject go together.');
  const client = await clientOf(place);
  const all = member.length === 0 ? [] : await allPrincipals(client);
  const properties: JsonObject = {
    displayName,
    principalType: type,
    ...(userName === undefined ? {} : { clientId: userName }),
    ...(type === 'Group' ? { members: member.map(who => String(findPrincipal(all, who)['name'])) } : {}),
    ...(issuer === undefined || subject === undefined ? {} : { identities: [{ issuer, subject }] }),
  };
  print((await client.put(`${PRINCIPALS}/${randomUUID()}`, VERSION, { properties })).body);
}
