import type { JsonObject } from '@sluice/arm/protocol';
import { type Command, Option } from 'commander';
import { type RemoteOptions, RemoteProblem } from '../remote/place.ts';
import {
  allPrincipals,
  clientOf,
  collect,
  findPrincipal,
  PRINCIPALS,
  print,
  remote,
  VERSION,
} from './principals-client.ts';

type UpdateOptions = RemoteOptions & {
  readonly displayName?: string;
  readonly addMember?: readonly string[];
  readonly removeMember?: readonly string[];
  readonly addIdentity?: readonly string[];
  readonly removeIdentity?: readonly string[];
};

type Identity = { readonly issuer: string; readonly subject: string };

/** `sluice principals update`: what of a principal can change and is not secret. */
export function updateCommand(): Command {
  return remote('update', 'change what one is called, the members of a group, who else vouches for it')
    .argument('<id or name>')
    .option('--display-name <name>', 'what it is called')
    .option('--add-member <id or name>', 'of a group; repeatable', collect)
    .option('--remove-member <id or name>', 'of a group; repeatable', collect)
    .addOption(
      identityOption(
        '--add-identity',
        'another issuer that vouches for it (see serve --issuers), and as whom',
      ),
    )
    .addOption(identityOption('--remove-identity', 'one that is to vouch for it no more'))
    .addHelpText('after', HELP)
    .action(update);
}

/** Takes two words, and may be said several times. */
function identityOption(name: string, description: string): Option {
  const option = new Option(`${name} <issuer> <subject>`, `${description}; repeatable`).argParser(collect);
  option.variadic = true;
  return option;
}

const HELP = `
What is not named stays as it is.

Examples:
  sluice principals update "ML team" --add-member ann@example.com --remove-member bob@example.com
  sluice principals update "Deploy from main" --display-name "Deploy" \\
    --add-identity https://token.actions.githubusercontent.com repo:team/app:ref:refs/heads/main`;

async function update(who: string, options: UpdateOptions): Promise<void> {
  const { displayName, addMember = [], removeMember = [], ...more } = options;
  const { addIdentity = [], removeIdentity = [], ...place } = more;
  const added = pairsOf(addIdentity, '--add-identity');
  const removed = pairsOf(removeIdentity, '--remove-identity');
  if (displayName === undefined && [addMember, removeMember, added, removed].every(each => each.length === 0))
    throw new RemoteProblem(
      'Say what is to change: --display-name, --add-member, --remove-member, --add-identity or --remove-identity.',
    );
  const client = await clientOf(place);
  const all = await allPrincipals(client);
  const { name, properties: held } = findPrincipal(all, who) as { name: string; properties: Held };
  const properties: JsonObject = {
    ...(displayName === undefined ? {} : { displayName }),
    ...(addMember.length + removeMember.length === 0
      ? {}
      : { members: changedMembers(who, held.members ?? [], addMember, removeMember, all) }),
    ...(added.length + removed.length === 0
      ? {}
      : { identities: changedIdentities(who, held.identities ?? [], added, removed) }),
  };
  print((await client.patch(`${PRINCIPALS}/${name}`, VERSION, { properties })).body);
}

type Held = { readonly members?: readonly string[]; readonly identities?: readonly Identity[] };

/** An option that takes two words, however often it is said, comes as all of them in a row. */
function pairsOf(words: readonly string[], option: string): readonly Identity[] {
  if (words.length % 2 === 1)
    throw new RemoteProblem(`${option} takes an issuer and a subject: ${option} https://issuer.example me`);
  return words.flatMap((issuer, index) => {
    const subject = words[index + 1];
    return index % 2 === 0 && subject !== undefined ? [{ issuer, subject }] : [];
  });
}

function changedMembers(
  who: string,
  held: readonly string[],
  added: readonly string[],
  removed: readonly string[],
  all: readonly JsonObject[],
): readonly string[] {
  const objectId = (text: string): string => String(findPrincipal(all, text)['name']);
  const gone = removed.map(text => {
    // An object id is taken as it is: it may be nobody's any more.
    const member = held.find(each => same(each, text)) ?? held.find(each => same(each, objectId(text)));
    if (member === undefined) throw new RemoteProblem(`'${text}' is no member of '${who}'.`);
    return member;
  });
  const kept = held.filter(each => !gone.includes(each));
  const fresh = new Set(added.map(objectId));
  return [...kept, ...[...fresh].filter(id => !kept.some(each => same(each, id)))];
}

function changedIdentities(
  who: string,
  held: readonly Identity[],
  added: readonly Identity[],
  removed: readonly Identity[],
): readonly Identity[] {
  const isSame = (one: Identity) => (other: Identity) =>
    one.issuer === other.issuer && one.subject === other.subject;
  for (const identity of removed) {
    if (held.some(isSame(identity))) continue;
    throw new RemoteProblem(`'${who}' has no identity '${identity.subject}' of '${identity.issuer}'.`);
  }
  const kept = held.filter(each => !removed.some(isSame(each)));
  return [...kept, ...added.filter(each => !kept.some(isSame(each)))];
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
