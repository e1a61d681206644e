import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { managementGroupIdOf, subscriptionIdOf } from '@sluice/arm/ids';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';

import type { Dispatch } from '../arm/dispatch.ts';
import { createSecret, isSecretOf } from '../authority/secret.ts';
import { isObject, objectAt, textAt } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { recordActs } from '../write/record-acts.ts';
import { principalAct } from './commit-house.ts';
import { playRequests } from './play.ts';
import { ROLE_IDS, seedPrincipal } from './principals.ts';
import { seedTenant } from './tenant.ts';

export type DemoPrincipal = { readonly clientId: string; readonly clientSecret: string };

/** How to use the demo world: what is printed, and kept in `demo.json` (0600). */
export type Demo = {
  readonly endpoint: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly subscriptionIds: { readonly production: string; readonly sandbox: string };
  readonly caFile: string;
  readonly principals: {
    readonly owner: DemoPrincipal;
    readonly policyContributor: DemoPrincipal;
    readonly mlEngineer: DemoPrincipal;
  };
};

/** The demo world as it is in the database. */
export type DemoWorld = Pick<Demo, 'tenantId' | 'subscriptionIds' | 'principals'>;

const PLAYED = 'seed.demo';

/**
 * Makes the demo world where it is not there yet: two subscriptions, three principals, then the requests of `content`'s demo folder
 * through the API's own handlers, in the owner's name. Repeatable; a world that was made once is left as people have changed it.
 */
export async function seedDemo(
  content: string,
  folder: string,
  dispatch: Dispatch,
  dependencies: WriteDependencies,
): Promise<DemoWorld> {
  const { storage, tenantId, newId } = dependencies;
  const production = await storage.properties.setOnce('demo.production', newId());
  const sandbox = await storage.properties.setOnce('demo.sandbox', newId());
  await seedTenant(
    'Sluice demo',
    [
      { id: production, displayName: 'Production' },
      { id: sandbox, displayName: 'Sandbox' },
    ],
    dependencies,
  );

  const root = managementGroupIdOf(tenantId);
  const subscriptions = [production, sandbox].map(subscriptionIdOf);
  const owner = await seedPrincipal(
    'demo.owner',
    'Owner',
    [{ roleId: ROLE_IDS.owner, scope: root }],
    dependencies,
  );
  const contributor = await seedPrincipal(
    'demo.policyContributor',
    'Policy contributor',
    [{ roleId: ROLE_IDS.resourcePolicyContributor, scope: root }],
    dependencies,
  );
  const engineer = await seedPrincipal(
    'demo.mlEngineer',
    'ML engineer',
    [
      { roleId: ROLE_IDS.reader, scope: root },
      ...subscriptions.flatMap(scope => [
        { roleId: ROLE_IDS.dataScientist, scope },
        { roleId: ROLE_IDS.registryUser, scope },
      ]),
    ],
    dependencies,
  );
  if ((await storage.properties.get(PLAYED)) === undefined) {
    await playRequests(
      join(content, 'demo'),
      { production, sandbox, tenant: tenantId },
      owner,
      dispatch,
      dependencies,
    );
    await storage.properties.set(PLAYED, dependencies.now());
  }

  const known = objectAt(await readDemo(folder), 'principals');
  const secretOf = (name: string, principal: Principal) =>
    keepSecret(principal, objectAt(known, name), folder, dependencies);
  return {
    tenantId,
    subscriptionIds: { production, sandbox },
    principals: {
      owner: await secretOf('owner', owner),
      policyContributor: await secretOf('policyContributor', contributor),
      mlEngineer: await secretOf('mlEngineer', engineer),
    },
  };
}

/** Writes `demo.json` into the data folder, for its owner's eyes only; whole or not at all. */
export async function writeDemo(folder: string, demo: Demo): Promise<string> {
  const file = demoFile(folder);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
  return file;
}

async function readDemo(folder: string): Promise<JsonObject> {
  try {
    const json: JsonValue = JSON.parse(await readFile(demoFile(folder), 'utf8'));
    return isObject(json) ? json : {};
  } catch {
    // Missing or damaged: new secrets are made.
    return {};
  }
}

function demoFile(folder: string): string {
  return join(folder, 'demo.json');
}

/**
 * The secret that `demo.json` knows, if it is still good; otherwise a new one, which replaces the one before it of this data folder.
 * Servers that share a database each have a `demo.json` of their own, and none takes away what another one's says.
 */
async function keepSecret(
  { id: principalId, clientId }: Principal,
  known: JsonObject,
  folder: string,
  dependencies: WriteDependencies,
): Promise<DemoPrincipal> {
  const { storage, now } = dependencies;
  const stored = await storage.principals.secretsOf(clientId);
  const before = textAt(known, 'clientSecret');
  if (before !== undefined && isSecretOf(before, stored, new Date(now())))
    return { clientId, clientSecret: before };
  const id = secretIdOf(folder, clientId);
  const made = createSecret(clientId);
  await recordActs(storage, [principalAct(principalId, 'secrets/write')], dependencies, [
    { kind: 'removeSecret', id },
    { kind: 'addSecret', secret: { ...made.stored, id } },
  ]);
  return { clientId, clientSecret: made.secret };
}

/** The same for the same folder of the same machine, so that its next secret finds the one to replace. */
function secretIdOf(folder: string, clientId: string): string {
  return createHash('sha256')
    .update(`${hostname()}\n${resolve(folder)}\n${clientId}`)
    .digest('hex')
    .slice(0, 32);
}
