import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ArmClient } from '@sluice/arm/client';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { Command, Option } from 'commander';
import { connect } from '../remote/connect.ts';
import {
  REMOTE_HELP,
  type RemoteOptions,
  RemoteProblem,
  readRemotePlace,
  remoteOptions,
} from '../remote/place.ts';
import { demoFolder } from './demo-folder.ts';

const PRINCIPALS = '/providers/Sluice.Governance/principals';
const VERSION = '2026-11-01';

/** `sluice principals`: applications, users and groups, as the API has them. */
export function principalsCommand(): Command {
  return new Command('principals')
    .description('manage who may come in: applications, users, groups, their secrets and certificates')
    .addCommand(
      remote('list', 'list them').action(async (options: RemoteOptions) => {
        const client = await clientOf(options);
        for await (const { name, properties } of client.list(PRINCIPALS, VERSION)) {
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
        .option('--member <object id>', 'of a group; repeatable', collect, [])
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
  sluice principals create Ann --type User --user-name ann@example.com && sluice principals set-password ann@example.com`;

function remote(name: string, description: string): Command {
  const command = new Command(name).description(description);
  for (const option of remoteOptions()) command.addOption(option);
  return command;
}

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
  readonly member: readonly string[];
  readonly issuer?: string;
  readonly subject?: string;
};

async function create(displayName: string, options: CreateOptions): Promise<void> {
  const { type, userName, member, issuer, subject, ...place } = options;
  if ((issuer === undefined) !== (subject === undefined))
    throw new RemoteProblem('--issuer and --subject go together.');
  const client = await clientOf(place);
  const properties: JsonObject = {
    displayName,
    principalType: type,
    ...(userName === undefined ? {} : { clientId: userName }),
    ...(type === 'Group' ? { members: await Promise.all(member.map(who => nameOf(client, who))) } : {}),
    ...(issuer === undefined || subject === undefined ? {} : { identities: [{ issuer, subject }] }),
  };
  print((await client.put(`${PRINCIPALS}/${randomUUID()}`, VERSION, { properties })).body);
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;

type Certificate = { readonly certificate: string; readonly thumbprint?: string };

async function addCertificate(who: string, file: string, options: RemoteOptions): Promise<void> {
  const [certificate] = CERTIFICATE.exec(await readFile(file, 'utf8')) ?? [];
  if (certificate === undefined) throw new RemoteProblem(`${file} holds no certificate as PEM.`);
  const client = await clientOf(options);
  const id = await idOf(client, who);
  const held = await certificatesOf(client, id);
  const body = await setCertificates(client, id, [...held, { certificate }]);
  print(certificatesIn(body).at(-1) as JsonObject);
}

async function removeCertificate(who: string, thumbprint: string, options: RemoteOptions): Promise<void> {
  const client = await clientOf(options);
  const id = await idOf(client, who);
  const held = await certificatesOf(client, id);
  const kept = held.filter(each => each.thumbprint !== thumbprint.replaceAll(':', '').toUpperCase());
  if (kept.length === held.length)
    throw new RemoteProblem(`'${who}' has no certificate with the thumbprint ${thumbprint}.`);
  await setCertificates(client, id, kept);
}

async function certificatesOf(client: ArmClient, id: string): Promise<readonly Certificate[]> {
  return certificatesIn((await client.get(id, VERSION)).body);
}

async function setCertificates(
  client: ArmClient,
  id: string,
  all: readonly Certificate[],
): Promise<JsonValue | undefined> {
  const certificates = all.map(({ certificate }) => ({ certificate }));
  return (await client.patch(id, VERSION, { properties: { certificates } })).body;
}

function certificatesIn(body: JsonValue | undefined): readonly Certificate[] {
  const { properties } = body as { readonly properties: { readonly certificates?: readonly Certificate[] } };
  return properties.certificates ?? [];
}

async function idOf(client: ArmClient, who: string): Promise<string> {
  return `${PRINCIPALS}/${await nameOf(client, who)}`;
}

/** The object id of the one that is meant by it, by what it signs in by or by its display name. */
async function nameOf(client: ArmClient, who: string): Promise<string> {
  const found: string[] = [];
  for await (const { name, properties } of client.list(PRINCIPALS, VERSION)) {
    const { clientId, displayName } = properties as JsonObject;
    if ([name, clientId, displayName].some(text => String(text).toLowerCase() === who.toLowerCase()))
      found.push(String(name));
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new RemoteProblem(
    only === undefined
      ? `There is no principal '${who}'.`
      : `${found.length} principals are called '${who}'. Say the object id: ${found.join(', ')}.`,
  );
}

async function clientOf(options: RemoteOptions): Promise<ArmClient> {
  return connect(await readRemotePlace(options, process.env, demoFolder));
}

function print(body: JsonValue | undefined): void {
  console.log(JSON.stringify(body, null, 2));
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
