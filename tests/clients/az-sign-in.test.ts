// Signing in with the real Azure CLI: by secrets that are not good (any more), by a token of another issuer, by device code.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Az, azEnvironment, startAz } from './az.ts';
import { writeCertificate } from './certificate-file.ts';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { createRecord } from './record.ts';
import { connect, type Rest } from './rest.ts';
import { pinnedVersion, pythonOf } from './tools.ts';

const MINUTES_TO_INSTALL = 15;
const OWNER = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const VERSION = 'api-version=2026-11-01';

const record = createRecord('az', [{ name: 'az', version: pinnedVersion('az', 'azure-cli') }]);
let server: DemoServer;
let ci: Server;
let issuer: string;
let signToken: (subject: string, audience: string) => Promise<string>;
let folder: string;
let az: Az;
let rest: Rest;

beforeAll(async () => {
  await pythonOf('az');
  folder = dataFolder();
  const keys = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256' }] };
  ci = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? jwks : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  const issuerPort = await freePort();
  await new Promise<void>(resolve => ci.listen(issuerPort, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${issuerPort}`;
  signToken = (subject, audience) =>
    new SignJWT({ sub: subject })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(keys.privateKey);
  const issuers = join(folder, 'issuers.json');
  writeFileSync(issuers, JSON.stringify([{ issuer, audiences: ['https://sluice.example'] }]));
  server = await startDemo(folder, await freePort(), {}, ['--issuers', issuers]);
  const config = join(folder, 'az');
  mkdirSync(config);
  az = await startAz(server.demo, config, folder);
  rest = await connect(server.demo, 'owner');
  await expectPass(`cloud register -n sluice --endpoint-resource-manager ${server.demo.endpoint}`);
  await expectPass('cloud set -n sluice');
}, MINUTES_TO_INSTALL * 60_000);
afterAll(async () => {
  az?.close();
  rest?.close();
  ci?.close();
  await server?.stop();
  removeFolder(folder);
});

let asked: readonly string[] = [];

async function expectPass(command: string): Promise<unknown> {
  const { code, stdout, stderr, apiVersions } = await az.run(command);
  expect(code, stderr).toBe(0);
  asked = apiVersions;
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

async function expectRefused(command: string, says: string): Promise<void> {
  const { code, stderr } = await az.run(command);
  expect(code).not.toBe(0);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain('Traceback');
}

type Made = { readonly id: string; readonly clientId: string };

/** An application with the role Owner. */
async function makeApplication(properties: object): Promise<Made> {
  const id = randomUUID();
  const made = await rest.send('PUT', `/providers/Sluice.Governance/principals/${id}?${VERSION}`, {
    properties: { displayName: 'An application', principalType: 'ServicePrincipal', ...properties },
  });
  expect(made.status).toBe(201);
  const scope = `/subscriptions/${server.demo.subscriptionIds.production}`;
  const given = await rest.send(
    'PUT',
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?api-version=2022-04-01`,
    { properties: { roleDefinitionId: OWNER, principalId: id } },
  );
  expect(given.status).toBe(201);
  const { properties: shown } = made.body as unknown as { properties: { clientId: string } };
  return { id, clientId: shown.clientId };
}

async function addSecret({ id }: Made, body: object): Promise<{ secretId: string; secretText: string }> {
  const { status, body: answer } = await rest.send(
    'POST',
    `/providers/Sluice.Governance/principals/${id}/addSecret?${VERSION}`,
    body,
  );
  expect(status).toBe(200);
  return answer as unknown as { secretId: string; secretText: string };
}

it('a new secret signs in, a removed and an expired one do not', async () => {
  const application = await makeApplication({});
  const login = (secret: string) =>
    `login --service-principal -u ${application.clientId} -p=${secret} --tenant ${server.demo.tenantId}`;
  const { secretId, secretText } = await addSecret(application, {});
  expect(await expectPass(login(secretText))).toMatchObject([{ name: 'Production' }]);
  record.note({ operation: 'az login --service-principal', apiVersions: asked, passes: true });
  await expectPass('logout');
  const removed = await rest.send(
    'POST',
    `/providers/Sluice.Governance/principals/${application.id}/removeSecret?${VERSION}`,
    { secretId },
  );
  expect(removed.status).toBeLessThan(300);
  await expectRefused(login(secretText), 'AADSTS7000215');
  const short = await addSecret(application, { expiresOn: new Date(Date.now() + 1500).toISOString() });
  await new Promise(resolve => setTimeout(resolve, 1600));
  await expectRefused(login(short.secretText), 'AADSTS7000');
});

it('the key of a certificate signs in, and no other key', async () => {
  const [mine, other] = [join(folder, 'mine.pem'), join(folder, 'other.pem')];
  writeCertificate(other);
  const application = await makeApplication({ certificates: [{ certificate: writeCertificate(mine) }] });
  const login = (file: string) =>
    `login --service-principal -u ${application.clientId} --certificate ${file} --tenant ${server.demo.tenantId}`;
  expect(await expectPass(login(mine))).toMatchObject([{ name: 'Production' }]);
  const operation = 'az login --service-principal --certificate';
  record.note({ operation, apiVersions: asked, passes: true });
  expect(await expectPass('group show -n rg-chat --query name')).toBe('rg-chat');
  await expectPass('logout');
  // After the good one: az does not ask again for a minute what was refused, whatever the key.
  await expectRefused(login(other), 'AADSTS700027');
});

it('a disabled application is told so', async () => {
  const application = await makeApplication({});
  const { secretText } = await addSecret(application, {});
  const disabled = await rest.send(
    'PATCH',
    `/providers/Sluice.Governance/principals/${application.id}?${VERSION}`,
    { properties: { enabled: false } },
  );
  expect(disabled.status).toBe(200);
  await expectRefused(
    `login --service-principal -u ${application.clientId} -p=${secretText} --tenant ${server.demo.tenantId}`,
    'AADSTS7000112',
  );
});

it('a token of an issuer that is trusted signs in, as that of a CI system does', async () => {
  const subject = 'repo:example/policies:ref:refs/heads/main';
  const application = await makeApplication({ identities: [{ issuer, subject }] });
  const login = (token: string) =>
    `login --service-principal -u ${application.clientId} --federated-token ${token} --tenant ${server.demo.tenantId}`;
  const exchanged = 'api://AzureADTokenExchange';
  await expectRefused(login(await signToken('repo:example/other', exchanged)), 'AADSTS700213');
  await expectRefused(login(await signToken(subject, 'https://elsewhere.example')), 'AADSTS');
  expect(await expectPass(login(await signToken(subject, exchanged)))).toMatchObject([
    { name: 'Production' },
  ]);
  const operation = 'az login --service-principal --federated-token';
  record.note({ operation, apiVersions: asked, passes: true });
  expect(await expectPass('group show -n rg-chat --query name')).toBe('rg-chat');
  await expectPass('logout');
});

it('a person signs in by device code, and goes on with a refreshed token', async () => {
  const child = spawn(
    await pythonOf('az'),
    ['-m', 'azure.cli', 'login', '--use-device-code', '--tenant', server.demo.tenantId, '-o', 'json'],
    { stdio: ['ignore', 'pipe', 'pipe'], env: azEnvironment(server.demo, join(folder, 'az')) },
  );
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    stdout += part.toString();
  });
  const code = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString();
      const [, found] = /enter the code ([A-Z]{4}-[A-Z]{4})/.exec(stderr) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(`az ended without a code: ${stderr}`)));
  });
  expect(stderr).toContain(`${server.demo.endpoint}/devicelogin`);
  const who = await submit({ user_code: code, demo: 'owner' });
  const cookie = who.headers.get('set-cookie')?.split(';')[0] ?? '';
  const done = await submit({ user_code: code, answer: 'yes' }, cookie);
  expect(await done.text()).toContain('You are signed in');
  expect(await ended, stderr).toBe(0);
  expect(JSON.parse(stdout)).toHaveLength(2);
  // For another audience az has to show its refresh token.
  const token = await expectPass(
    'account get-access-token --resource https://management.azure.com --query tokenType',
  );
  expect(token).toBe('Bearer');
  expect(await expectPass('account show --query user.type')).toBe('user');
  await expectPass('account list --refresh');
  record.note({ operation: 'az login --use-device-code', apiVersions: asked, passes: true });
  const again = await submit({ user_code: code, answer: 'yes' }, cookie);
  expect(again.status).toBe(400);
  await expectPass('account clear');
  await expectRefused('group list', 'az login');
});

/** A form of the sign-in pages, sent as a browser sends it. */
function submit(form: Readonly<Record<string, string>>, cookie = ''): Promise<Response> {
  const { endpoint } = server.demo;
  return fetch(`${endpoint}/devicelogin`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: endpoint,
      'sec-fetch-site': 'same-origin',
      ...(cookie === '' ? {} : { cookie }),
    },
    body: new URLSearchParams(form).toString(),
  });
}

it('the record is what was seen', async () => {
  await expect(record.text()).toMatchFileSnapshot('compatibility/az-sign-in.json');
});
