import type { ArmClient } from '@sluice/arm/client';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { Command } from 'commander';
import { connect } from '../remote/connect.ts';
import { type RemoteOptions, RemoteProblem, readRemotePlace, remoteOptions } from '../remote/place.ts';
import { demoFolder } from './demo-folder.ts';

export const PRINCIPALS = '/providers/Sluice.Governance/principals';
export const VERSION = '2026-11-01';

/** A command that asks a server. */
export function remote(name: string, description: string): Command {
  const command = new Command(name).description(description);
  for (const option of remoteOptions()) command.addOption(option);
  return command;
}

export async function clientOf(options: RemoteOptions): Promise<ArmClient> {
  return connect(await readRemotePlace(options, process.env, demoFolder));
}

/** Every principal, as the API shows it in a list. */
export async function allPrincipals(client: ArmClient): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for await (const each of client.list(PRINCIPALS, VERSION)) all.push(each);
  return all;
}

/** The one that is meant by its object id, by what it signs in by or by its display name, in any letter case. */
export function findPrincipal(all: readonly JsonObject[], who: string): JsonObject {
  const found = all.filter(({ name, properties }) => {
    const { clientId, displayName } = properties as JsonObject;
    return [name, clientId, displayName].some(text => String(text).toLowerCase() === who.toLowerCase());
  });
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new RemoteProblem(
    only === undefined
      ? `There is no principal '${who}'.`
      : `${found.length} principals are called '${who}'. Say the object id: ${found.map(({ name }) => name).join(', ')}.`,
  );
}

/** The path of the one that is meant. */
export async function idOf(client: ArmClient, who: string): Promise<string> {
  return `${PRINCIPALS}/${String(findPrincipal(await allPrincipals(client), who)['name'])}`;
}

export function print(body: JsonValue | undefined): void {
  console.log(JSON.stringify(body, null, 2));
}

/** Of an option that may be said several times: all values. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
