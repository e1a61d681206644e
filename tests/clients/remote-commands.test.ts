// Commands that ask a server, as scripts and operators use them.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curveKeys, rsaKeys, writeCertificate } from './certificate-file.ts';
import { type DemoServer, dataFolder, freePort, removeFolder, startDemo } from './demo-server.ts';
import { type Ran, runSluice } from './run-sluice.ts';

let folder: string;
let server: DemoServer;
beforeAll(async () => {
  folder = dataFolder();
  server = await startDemo(folder, await freePort());
});
afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

const sluice = (...args: readonly string[]): Promise<Ran> => runSluice(...args, '--data', folder);

/** Calls the API with a token. */
async function call(token: string, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${token.trim()}` };
  return (await fetch(`${server.demo.endpoint}${path}`, { headers })).status;
}

/** A token for an application, by what the environment says it signs in with. */
const tokenFor = (clientId: string, proof: Readonly<Record<string, string>>) =>
  promisify(execFile)(process.execPath, ['packages/cli/bin/sluice.mjs', 'token'], {
    env: {
      ...process.env,
      SLUICE_ENDPOINT: server.demo.endpoint,
      SLUICE_CA_FILE: server.demo.caFile,
      AZURE_TENANT_ID: server.demo.tenantId,
      AZURE_CLIENT_ID: clientId,
      ...proof,
    },
  });

const ROLES = '/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01';

describe('sluice token', () => {
  it('prints a token that the API takes, of whoever is named', async () => {
    const { code, stdout, stderr } = await sluice('token');
    expect([code, stderr]).toEqual([0, '']);
    expect(await call(stdout, ROLES)).toBe(200);
    const engineer = await sluice('token', '--as', 'mlEngineer', '--json');
    const { accessToken, expiresOn, tenant } = JSON.parse(engineer.stdout);
    expect(tenant).toBe(server.demo.tenantId);
    expect(Date.parse(expiresOn)).toBeGreaterThan(Date.now());
    const { appid } = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url').toString());
    expect(appid).toBe(server.demo.principals.mlEngineer.clientId);
  });

  it('takes a server and its secret from the environment, as the SDKs do', async () => {
    const { clientId, clientSecret } = server.demo.principals.owner;
    const run = (secret: string) => tokenFor(clientId, { AZURE_CLIENT_SECRET: secret });
    expect(await call((await run(clientSecret)).stdout, ROLES)).toBe(200);
    await expect(run('wrong')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^AADSTS7000215: Invalid client secret/),
    });
  });

  it.each([
    ['nobody of the demo', ['--as', 'nobody'], "The demo has no 'nobody'"],
    ['no demo', ['--data', '/nowhere'], 'No server was named'],
    ['no https', ['--endpoint', 'http://localhost'], 'is no https address'],
    ['no tenant', ['--endpoint', 'https://localhost:1'], 'Say the tenant'],
    ['an unknown audience', ['--audience', 'https://graph.microsoft.com'], 'AADSTS500011'],
  ])('says what is wrong: %s', async (_, more, text) => {
    const { code, stdout, stderr } = await runSluice('token', '--data', folder, ...more);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
  });
});

describe('sluice clients env', () => {
  it('is read by a shell as it is meant, and makes a bundle for those that trust nothing else', async () => {
    const { stdout } = await sluice('clients', 'env');
    const { stdout: told } = await promisify(execFile)('sh', [
      '-c',
      `eval "$1"; printf '%s\n' "$AZURE_TENANT_ID" "$ARM_METADATA_HOSTNAME" "$SSL_CERT_FILE"`,
      'sh',
      stdout,
    ]);
    const [tenant, host, bundle = ''] = told.split('\n');
    expect([tenant, host]).toEqual([server.demo.tenantId, new URL(server.demo.endpoint).host]);
    const certificates = readFileSync(bundle, 'utf8');
    expect(certificates).toContain(readFileSync(server.demo.caFile, 'utf8').trim());
    expect(certificates.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(50);
    expect(stdout).toContain(
      `az cloud register --name sluice --endpoint-resource-manager ${server.demo.endpoint}`,
    );
  });

  it('comes as an object and for PowerShell, and as one of them', async () => {
    const { stdout } = await sluice('clients', 'env', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      AZURE_AUTHORITY_HOST: server.demo.endpoint,
      ARM_SUBSCRIPTION_ID: server.demo.subscriptionIds.production,
      AZURE_CLIENT_SECRET: server.demo.principals.owner.clientSecret,
    });
    const shell = await sluice('clients', 'env', '--powershell');
    expect(shell.stdout).toContain(`$env:AZURE_TENANT_ID = '${server.demo.tenantId}'`);
    expect((await sluice('clients', 'env', '--powershell', '--json')).code).toBe(2);
  });

  it('prints no secret of a server that is not the demo', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        'packages/cli/bin/sluice.mjs',
        'clients',
        'env',
        '--endpoint',
        'https://sluice.example.com',
        '--tenant',
        't',
        '--client-id',
        'c',
      ],
      { env: { ...process.env, AZURE_CLIENT_SECRET: 'very secret' } },
    );
    expect(stdout).toContain("export AZURE_CLIENT_ID='c'");
    expect(stdout).not.toContain('very secret');
    expect(stdout).not.toContain('SSL_CERT_FILE');
  });
});

describe('sluice principals', () => {
  const list = async () =>
    (await sluice('principals', 'list')).stdout
      .trim()
      .split('\n')
      .map(line => line.split('\t'));

  it('makes an application with a secret, switches it off and on, and deletes it', async () => {
    const made = JSON.parse((await sluice('principals', 'create', 'Deploy pipeline')).stdout);
    const { secretId, secretText, clientId } = JSON.parse(
      (await sluice('principals', 'add-secret', 'deploy PIPELINE')).stdout,
    );
    expect(clientId).toBe(made.properties.clientId);
    const asIt = () => tokenFor(clientId, { AZURE_CLIENT_SECRET: secretText });
    expect((await asIt()).stdout).toMatch(/^ey/);
    await sluice('principals', 'disable', clientId);
    await expect(asIt()).rejects.toMatchObject({ stderr: expect.stringContaining('AADSTS7000112') });
    await sluice('principals', 'enable', clientId);
    expect((await asIt()).stdout).toMatch(/^ey/);
    expect((await sluice('principals', 'remove-secret', clientId, secretId)).code).toBe(0);
    await expect(asIt()).rejects.toMatchObject({ stderr: expect.stringContaining('AADSTS7000215') });
    expect((await list()).map(([, , , , name]) => name)).toContain('Deploy pipeline');
    await sluice('principals', 'delete', clientId);
    expect((await list()).map(([, , , , name]) => name)).not.toContain('Deploy pipeline');
  });

  it.each([
    ['RSA', rsaKeys],
    ['an elliptic curve', curveKeys],
  ] as const)(
    'gives an application a certificate of %s, signs in by it, and takes it back',
    async (_, keys) => {
      const made = JSON.parse((await sluice('principals', 'create', 'Signed pipeline')).stdout);
      const file = join(folder, 'pipeline.pem');
      const { fingerprint, raw } = new X509Certificate(writeCertificate(file, keys()));
      const asIt = () => tokenFor(made.properties.clientId, { AZURE_CLIENT_CERTIFICATE_PATH: file });
      await expect(asIt()).rejects.toMatchObject({ stderr: expect.stringContaining('AADSTS700027') });
      const added = JSON.parse(
        (await sluice('principals', 'add-certificate', 'Signed pipeline', file)).stdout,
      );
      expect((await asIt()).stdout).toMatch(/^ey/);
      expect(added).toMatchObject({
        thumbprint: fingerprint.replaceAll(':', ''),
        expiresOn: expect.any(String),
      });
      expect(new X509Certificate(added.certificate).raw.equals(raw)).toBe(true);
      const twice = await sluice('principals', 'add-certificate', 'Signed pipeline', file);
      expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('is there already')]);
      const none = await sluice('principals', 'add-certificate', 'Signed pipeline', 'package.json');
      expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('holds no certificate')]);
      const unknown = await sluice('principals', 'remove-certificate', 'Signed pipeline', 'AB:CD');
      expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('AB:CD')]);
      expect((await sluice('principals', 'remove-certificate', 'Signed pipeline', fingerprint)).code).toBe(0);
      const shown = JSON.parse((await sluice('principals', 'show', 'Signed pipeline')).stdout);
      expect(shown.properties.certificates).toBeUndefined();
      await sluice('principals', 'delete', 'Signed pipeline');
    },
  );

  it('makes a user and a group with members by name', async () => {
    const user = await sluice(
      'principals',
      'create',
      'Ann',
      '--type',
      'User',
      '--user-name',
      'ann@example.com',
    );
    expect(user.code).toBe(0);
    const password = await sluice('principals', 'set-password', 'ann@example.com');
    expect(JSON.parse(password.stdout)).toEqual({
      clientId: 'ann@example.com',
      password: expect.stringMatching(/^[\w-]{24}$/),
    });
    const group = await sluice('principals', 'create', 'Team', '--type', 'Group', '--member', 'Ann');
    expect(JSON.parse(group.stdout).properties.members).toEqual([JSON.parse(user.stdout).name]);
    const shown = await sluice('principals', 'show', 'Team');
    expect(JSON.parse(shown.stdout).properties.principalType).toBe('Group');
  });

  it('changes what one is called, the members of a group and who else vouches for it', async () => {
    const update = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await sluice('principals', 'update', ...args);
      expect([code, stderr]).toEqual([0, '']);
      return JSON.parse(stdout).properties;
    };
    const ids: string[] = [];
    for (const name of ['First', 'Second', 'Third'])
      ids.push(JSON.parse((await sluice('principals', 'create', name)).stdout).name);
    const [first, second = '', third] = ids;
    await sluice('principals', 'create', 'Crew', '--type', 'Group', '--member', 'First');

    const grown = await update(
      'Crew',
      '--add-member',
      'second',
      '--add-member',
      'Third',
      '--add-member',
      'First',
    );
    expect(grown.members).toEqual([first, second, third]);
    const issuer = 'https://issuer.example';
    const changed = await update(
      ...['crew', '--display-name', 'Crew of the ship', '--remove-member', 'First'],
      ...['--add-identity', issuer, 'crew-a', '--add-identity', issuer, 'crew-b'],
    );
    expect(changed).toMatchObject({
      displayName: 'Crew of the ship',
      members: [second, third],
      identities: [
        { issuer, subject: 'crew-a' },
        { issuer, subject: 'crew-b' },
      ],
    });
    await sluice('principals', 'delete', 'Third');
    const left = await update(
      'Crew of the ship',
      '--remove-member',
      second.toUpperCase(),
      '--remove-identity',
      issuer,
      'crew-a',
    );
    expect([left.members, left.identities]).toEqual([[], [{ issuer, subject: 'crew-b' }]]);
  });

  it.each([
    ['nothing', [], 'Say what is to change'],
    [
      'half an identity',
      ['--add-identity', 'https://issuer.example'],
      '--add-identity takes an issuer and a subject',
    ],
    ['no member', ['--remove-member', 'ML engineer'], "'ML engineer' is no member of 'ML engineer'."],
    ['nobody', ['--add-member', 'nobody'], "There is no principal 'nobody'."],
    [
      'no identity',
      ['--remove-identity', 'https://issuer.example', 'me'],
      "'ML engineer' has no identity 'me'",
    ],
    ['a member of no group', ['--add-member', 'ML engineer'], 'Only a group has members.'],
  ])('changes nothing where it is told %s', async (_, args, text) => {
    const { code, stdout, stderr } = await sluice('principals', 'update', 'ML engineer', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
  });

  it('says what is wrong', async () => {
    const unknown = await sluice('principals', 'delete', 'nobody');
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining("There is no principal 'nobody'."),
    ]);
    const half = await sluice('principals', 'create', 'x', '--issuer', 'https://issuer.example');
    expect([half.code, half.stderr]).toEqual([2, expect.stringContaining('--issuer and --subject')]);
    const refused = await sluice('principals', 'create', 'x', '--as', 'mlEngineer');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('does not have authorization'),
    ]);
  });
});
