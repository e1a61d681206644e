import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { type Started, start } from '@sluice/server';
import { openStorage } from '@sluice/storage';
import { afterAll, describe, expect, it } from 'vitest';
import { createSend, dataFolder, tokenOf } from './harness.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = dataFolder();
  folders.push(folder);
  return folder;
}

function startIn(folder: string, more: object = {}): Promise<Started> {
  return start({ place: { kind: 'embedded', folder }, folder, port: 0, logLevel: 'error', ...more });
}

function agentOf(server: Started): https.Agent {
  return new https.Agent({ ca: readFileSync(server.caFile ?? '') });
}

describe('the first start without a demo', () => {
  it('makes a tenant with one subscription and an owner, whose secret it gives once', async () => {
    const folder = newFolder();
    const first = await startIn(folder, { tenantName: 'Contoso', subscriptionName: 'Main' });
    expect(first.demo).toBeUndefined();
    if (first.owner === undefined) throw new Error('no owner');
    const agent = agentOf(first);
    const send = createSend(first, agent, await tokenOf(first, agent, first.owner));
    const { body } = await send('GET', '/subscriptions');
    expect(body.value).toMatchObject([{ subscriptionId: first.owner.subscriptionId, displayName: 'Main' }]);
    expect((await send('GET', '/tenants')).body.value).toMatchObject([{ displayName: 'Contoso' }]);
    const group = `/subscriptions/${first.owner.subscriptionId}/resourceGroups/rg`;
    expect((await send('PUT', group, { body: { location: 'westeurope' } })).status).toBe(201);
    const definitions = await send('GET', '/providers/Microsoft.Authorization/policyDefinitions');
    expect(definitions.body.value.length).toBeGreaterThan(5);
    await first.close();

    const second = await startIn(folder);
    expect(second.owner).toBeUndefined();
    expect(second.tenantId).toBe(first.tenantId);
    const again = createSend(second, agent, await tokenOf(second, agent, first.owner));
    expect((await again('GET', group)).status).toBe(200);
    await second.close();
    await second.close();
  });
});

describe('the sign-in page', () => {
  const buttonsOf = async (server: Started) => {
    const send = createSend(server, agentOf(server), undefined);
    const config = await send('GET', '/portal/config.json', { apiVersion: null });
    expect(config.body).toEqual({
      tenantId: server.tenantId,
      clientId: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      cloudName: 'Sluice',
    });
    const query = new URLSearchParams({
      client_id: config.body.clientId,
      response_type: 'code',
      redirect_uri: `${server.endpoint}/signed-in`,
      scope: `${server.endpoint}/.default`,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const path = `/${server.tenantId}/oauth2/v2.0/authorize?${query}`;
    const page: string = (await send('GET', path, { apiVersion: null })).body;
    return [...page.matchAll(/>([^<]*)<\/button>/g)].map(([, label]) => label);
  };

  it('has a button for each demo principal, with a demo alone', async () => {
    const folder = newFolder();
    const demo = await startIn(folder, { demo: true });
    expect(await buttonsOf(demo)).toEqual([
      'Sign in as Owner',
      'Sign in as Policy contributor',
      'Sign in as ML engineer',
      'Sign in',
    ]);
    await demo.close();
    const plain = await startIn(folder);
    expect(await buttonsOf(plain)).toEqual(['Sign in']);
    await plain.close();
  });
});

describe('the demo', () => {
  it('is made once, keeps its ids and secrets, and what people changed', async () => {
    const folder = newFolder();
    const first = await startIn(folder, { demo: true });
    if (first.demo === undefined) throw new Error('no demo');
    const { file, ...demo } = first.demo;
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(demo);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const agent = agentOf(first);
    const send = createSend(first, agent, await tokenOf(first, agent, demo.principals.owner));
    const group = `/subscriptions/${demo.subscriptionIds.sandbox}/resourceGroups/rg-experiments`;
    expect((await send('DELETE', group)).status).toBe(202);
    await first.close();

    const second = await startIn(folder, { demo: true });
    expect({ ...second.demo, file, endpoint: demo.endpoint, authority: demo.authority }).toEqual(first.demo);
    const again = createSend(second, agent, await tokenOf(second, agent, demo.principals.owner));
    expect((await again('HEAD', group)).status).toBe(404);
    await second.close();
  });

  it('makes new secrets when demo.json is gone, and the old ones stop working', async () => {
    const folder = newFolder();
    const first = await startIn(folder, { demo: true });
    await first.close();
    rmSync(join(folder, 'demo.json'));
    const second = await startIn(folder, { demo: true });
    const [before, after] = [first.demo?.principals.owner, second.demo?.principals.owner];
    if (before === undefined || after === undefined) throw new Error('no demo');
    expect(after.clientId).toBe(before.clientId);
    expect(after.clientSecret).not.toBe(before.clientSecret);
    const agent = agentOf(second);
    await expect(tokenOf(second, agent, after)).resolves.toMatch(/^ey/);
    await expect(tokenOf(second, agent, before)).rejects.toThrow('AADSTS7000215');
    await second.close();
  });

  it('gives each server of one database credentials of its own, and takes none away', async () => {
    const [database, one, other] = [newFolder(), newFolder(), newFolder()];
    const storage = await openStorage({ kind: 'embedded', folder: database });
    const authorityKey = randomBytes(32).toString('base64');
    const more = { place: storage.address, authorityKey, demo: true };
    const first = await startIn(one, more);
    const second = await startIn(other, more);
    const owners = [first, second].map(server => server.demo?.principals.owner);
    expect(new Set(owners.map(owner => owner?.clientId)).size).toBe(1);
    for (const server of [first, second]) {
      for (const owner of owners) {
        if (owner === undefined) throw new Error('no demo');
        await expect(tokenOf(server, agentOf(server), owner)).resolves.toMatch(/^ey/);
      }
    }
    await first.close();
    await second.close();
    await storage.close();
  });

  it('is made once by servers that start at the same time', async () => {
    const storage = await openStorage({ kind: 'embedded', folder: newFolder() });
    const authorityKey = randomBytes(32).toString('base64');
    const servers = await Promise.all(
      [newFolder(), newFolder(), newFolder()].map(folder =>
        startIn(folder, { place: storage.address, authorityKey, demo: true }),
      ),
    );
    expect(new Set(servers.map(({ demo }) => JSON.stringify(demo?.subscriptionIds))).size).toBe(1);
    const { items } = await storage.activityLog.query({ filter: undefined, top: 1000 });
    expect(items.filter(({ resourceId }) => resourceId.endsWith('/resourceGroups/rg-chat'))).toHaveLength(1);
    for (const server of servers) await server.close();
    await storage.close();
  });

  it('plays the requests of a folder of one’s own, and says which one was refused', async () => {
    const folder = newFolder();
    const content = join(folder, 'content');
    for (const part of ['definitions', 'roles', 'demo']) mkdirSync(join(content, part), { recursive: true });
    const request = {
      method: 'PUT',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the word that the demo's files use
      path: '/subscriptions/${production}/resourceGroups/rg',
      apiVersion: '2025-04-01',
      body: { location: 7 },
    };
    writeFileSync(join(content, 'demo', '10.json'), JSON.stringify([request]));
    // Without the role definitions the owner holds a role that says nothing.
    await expect(startIn(folder, { demo: true, content })).rejects.toThrow(
      /10\.json: PUT .*resourceGroups\/rg was refused: AuthorizationFailed/,
    );
  });

  it('is served on this machine only', async () => {
    await expect(startIn(newFolder(), { demo: true, host: '0.0.0.0' })).rejects.toThrow('this machine alone');
  });
});

describe('what is in the way', () => {
  it('a port in use, and a data folder in use, are said plainly, and nothing stays open', async () => {
    const folder = newFolder();
    const first = await startIn(folder);
    const other = newFolder();
    await expect(startIn(other, { port: first.port })).rejects.toThrow(
      `Port ${first.port} of 127.0.0.1 is in use`,
    );
    await expect(startIn(folder)).rejects.toThrow(/in use by another Sluice/);
    await first.close();
    const again = await startIn(other);
    await again.close();
  });
});
