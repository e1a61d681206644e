// The real Azure CLI: nothing of ours is imported here, and nothing of it is replaced.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Az, startAz } from './az.ts';
import { AZ_CASES, type AzCase } from './az-cases.ts';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { createRecord } from './record.ts';
import { connect, type Rest } from './rest.ts';
import { pinnedVersion, pythonOf } from './tools.ts';

const DENIED_MODELS_IN_ACCOUNTS = '8ad05274-a483-4e54-94de-c632fbfd7c9a';
const MINUTES_TO_INSTALL = 15;
/** Somebody beside the demo's, who signs in by a name. */
const USER = 'ann@example.org';
const USER_ID = '77777777-7777-4777-8777-777777777777';

const record = createRecord('az', [{ name: 'az', version: pinnedVersion('az', 'azure-cli') }]);
let server: DemoServer;
let folder: string;
let work: string;
let az: Az;
let rest: Rest;
let words: Readonly<Record<string, string>>;

beforeAll(async () => {
  await pythonOf('az');
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
  const { demo } = server;
  work = join(folder, 'work');
  mkdirSync(work);
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(work, name), content);
  az = await startAz(demo, join(folder, 'az'), work);
  rest = await connect(demo, 'owner');
  const made = await rest.send(
    'PUT',
    `/providers/Sluice.Governance/principals/${USER_ID}?api-version=2026-11-01`,
    { properties: { displayName: 'Ann', principalType: 'User', clientId: USER } },
  );
  expect(made.status).toBe(201);
  words = {
    endpoint: demo.endpoint,
    tenant: demo.tenantId,
    production: demo.subscriptionIds.production,
    sandbox: demo.subscriptionIds.sandbox,
    rg: `/subscriptions/${demo.subscriptionIds.production}/resourceGroups/rg-az`,
    ownerId: demo.principals.owner.clientId,
    ownerSecret: demo.principals.owner.clientSecret,
    engineer: await objectIdOf(demo.principals.mlEngineer.clientId),
    engineerId: demo.principals.mlEngineer.clientId,
    user: USER,
    userObjectId: USER_ID,
    deniedInAccounts: DENIED_MODELS_IN_ACCOUNTS,
  };
}, MINUTES_TO_INSTALL * 60_000);
afterAll(async () => {
  az?.close();
  rest?.close();
  await server?.stop();
  removeFolder(folder);
});

const FILES: Readonly<Record<string, string>> = {
  'rule.json': JSON.stringify({
    if: {
      allOf: [
        { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces' },
        { field: 'location', notIn: "[parameters('allowed')]" },
      ],
    },
    then: { effect: 'deny' },
  }),
  'params.json': JSON.stringify({ allowed: { type: 'Array', metadata: { displayName: 'Allowed' } } }),
  // az sends the text as it stands, comments and all.
  'template.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  // what is made
  "parameters": {
    "name": { "type": "string", "defaultValue": "other" },
    "region": { "type": "string", "defaultValue": "westeurope" }
  },
  "resources": [{
    "type": "Microsoft.MachineLearningServices/workspaces", "apiVersion": "2024-10-01",
    "name": "[parameters('name')]", "location": "[parameters('region')]", "properties": {}
  }],
  "outputs": { "id": { "type": "string", "value": "[resourceId('Microsoft.MachineLearningServices/workspaces', parameters('name'))]" } }
}`,
  'group.json': JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Resources/resourceGroups',
        apiVersion: '2021-04-01',
        name: 'rg-sub',
        location: 'westeurope',
      },
    ],
  }),
};

async function objectIdOf(clientId: string): Promise<string> {
  const { body } = await rest.send('GET', '/providers/Sluice.Governance/principals?api-version=2026-11-01');
  const { value } = body as unknown as {
    value: { properties: { clientId?: string; objectId: string } }[];
  };
  const found = value.find(({ properties }) => properties.clientId === clientId);
  if (found === undefined) throw new Error(`There is no principal with the client id ${clientId}.`);
  return found.properties.objectId;
}

/** `<name>` becomes the word of that name, in texts at any depth. */
function filled<T>(value: T): T {
  const text = JSON.stringify(value)?.replace(/<(\w+)>/g, (whole, name: string) => words[name] ?? whole);
  return text === undefined ? value : JSON.parse(text);
}

/** The command without its arguments, as az's own help calls it. */
function operationOf(command: string): string {
  const [names = ''] = command.split(/ -/);
  return `az ${names.trim()}`;
}

async function check(each: AzCase): Promise<void> {
  const command = filled(each.command);
  const answer = await az.run(command);
  const passed = { operation: operationOf(each.command), apiVersions: answer.apiVersions, passes: true };
  if ('shows' in each) {
    expect(answer, answer.stderr).toMatchObject({ code: 0 });
    const shown = answer.stdout.trim() === '' ? undefined : JSON.parse(answer.stdout);
    const wanted = filled(each.shows);
    if (typeof wanted === 'object') expect(shown).toMatchObject(wanted as object);
    else expect(shown).toEqual(wanted);
    record.note(passed);
    return;
  }
  expect(answer.code, answer.stdout).not.toBe(0);
  const refusal = 'says' in each ? each.says : each.unserved;
  expect(answer.stderr).toContain(refusal);
  expect(answer.stderr.includes('Traceback')).toBe('traceback' in each);
  record.note('says' in each ? passed : { ...passed, passes: false, refusal });
}

const LOGIN: readonly AzCase[] = [
  { command: 'cloud register -n sluice --endpoint-resource-manager <endpoint>', shows: undefined },
  { command: 'cloud set -n sluice', shows: undefined },
  { command: 'cloud show --query endpoints.activeDirectory', shows: '<endpoint>' },
  { command: 'login --service-principal -u <ownerId> -p wrong --tenant <tenant>', says: 'AADSTS7000215' },
  {
    command: 'login --service-principal -u 00000000-0000-0000-0000-000000000009 -p wrong --tenant <tenant>',
    says: 'AADSTS700016',
  },
  {
    command:
      'login --service-principal -u <ownerId> -p <ownerSecret> --tenant 00000000-0000-0000-0000-000000000009',
    says: 'AADSTS90002',
    traceback: true,
  },
  {
    command: 'login --service-principal -u <ownerId> --federated-token not.a.token --tenant <tenant>',
    says: 'AADSTS50027',
  },
  {
    command: 'login --service-principal -u <ownerId> -p <ownerSecret> --tenant <tenant>',
    shows: [{ state: 'Enabled' }, { state: 'Enabled' }],
  },
];

describe('signing in', () => {
  it.each(LOGIN)('az $command', check);
});

describe.each(Object.entries(AZ_CASES))('%s', (_, cases) => {
  it.each(cases)('az $command', check);
});

it('the record is what was seen', async () => {
  await expect(record.text()).toMatchFileSnapshot('compatibility/az.json');
});
