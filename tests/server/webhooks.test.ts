import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../../packages/server/src/events/testing/receiver.ts';
import {
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  type World,
} from './harness.ts';

// From a request to what a target hears of it, through the whole server.

const SETTINGS = '/providers/Sluice.Governance/settings/default';
const WEBHOOKS = '/providers/Sluice.Governance/webhooks';
const DENIED = 'Sluice.Governance.DeploymentDenied';
const STATE = 'Microsoft.PolicyInsights.PolicyState';
const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const PATIENCE = { timeout: 20_000, interval: 20 };

let world: World;
let target: Receiver;
let folder: string;

beforeAll(async () => {
  target = await startReceiver();
  folder = mkdtempSync(join(tmpdir(), 'sluice-webhooks-'));
  writeFileSync(join(folder, 'ca.pem'), target.caPem);
  world = await openWorld({ webhookCaFile: join(folder, 'ca.pem') });
});
afterAll(async () => {
  await world.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => target.answer(() => 204));

const put = (path: string, body: object) => world.as.owner('PUT', path, { body });
const until = (check: () => unknown) => vi.waitFor(check, PATIENCE);
const url = (path: string) => `https://localhost:${target.port}${path}`;
const heard = (path: string) => target.accepted.filter(each => each.path === path);

async function webhook(name: string, properties: object = {}) {
  const { status, body } = await put(`${WEBHOOKS}/${name}`, {
    properties: { endpointUrl: url(`/${name}`), ...properties },
  });
  expect(status).toBe(201);
  return { path: `${WEBHOOKS}/${name}`, secret: body.properties.secret as string };
}

describe('a webhook', () => {
  it('cannot be made before an operator allows its host', async () => {
    const refused = await put(`${WEBHOOKS}/early`, { properties: { endpointUrl: url('/early') } });
    expect([refused.status, refused.body.error.code, refused.body.error.target]).toEqual([
      400,
      'WebhookTargetNotAllowed',
      '/properties/endpointUrl',
    ]);
    const bad = await put(SETTINGS, { properties: { webhooks: { allowedHosts: ['https://localhost'] } } });
    expect([bad.status, bad.body.error.code]).toEqual([400, 'InvalidSettings']);
    const allowed = await put(SETTINGS, {
      properties: { webhooks: { allowedPrivateHosts: [`localhost:${target.port}`] } },
    });
    expect(allowed.status).toBe(201);
    expect(allowed.body.properties.webhooks).toEqual({
      allowedHosts: [],
      allowedPrivateHosts: [`localhost:${target.port}`],
    });
  });

  it('shows its secret when it is made, and never again', async () => {
    const { path, secret } = await webhook('secretive', { enabled: false });
    expect(secret).toMatch(/^whsec_[0-9a-f]{64}$/);
    const answers = [
      await world.as.owner('GET', path),
      await world.as.owner('GET', WEBHOOKS),
      await world.as.owner('PATCH', path, { body: { properties: { eventTypes: [DENIED] } } }),
      await put(path, { properties: { endpointUrl: url('/secretive'), enabled: false } }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('whsec_');
    }
    const given = `whsec_${Buffer.from('chosen by whoever receives').toString('base64')}`;
    const chosen = await put(`${WEBHOOKS}/chosen`, {
      properties: { endpointUrl: url('/chosen'), enabled: false, Secret: given },
    });
    expect(chosen.status).toBe(201);
    expect(JSON.stringify(chosen.body)).not.toContain(given);
    expect((await world.as.owner('DELETE', `${WEBHOOKS}/chosen`)).status).toBe(200);
    const rotated = await world.as.owner('POST', `${path}/rotateSecret`, { body: {} });
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect(rotated.body.secret).not.toBe(secret);
    const kept = await everything();
    for (const each of [secret, given, rotated.body.secret]) expect(kept).not.toContain(each);
  });

  it('shows how its deliveries go', async () => {
    const { path } = await webhook('status');
    expect((await world.as.owner('GET', path)).body).toMatchObject({
      id: path,
      type: 'Sluice.Governance/webhooks',
      properties: {
        endpointUrl: url('/status'),
        enabled: true,
        deliveryStatus: {
          delivered: 0,
          lastDeliveredOn: null,
          waiting: 0,
          deadLettered: 0,
          failingSince: null,
          lastError: null,
        },
      },
    });
    expect((await world.as.owner('DELETE', path)).status).toBe(200);
    expect((await world.as.owner('GET', `${path}/deadLetters`)).status).toBe(404);
    expect((await world.as.owner('POST', `${path}/redeliver`, { body: {} })).status).toBe(404);
    expect((await world.as.owner('POST', `${path}/rotateSecret`, { body: {} })).status).toBe(404);
  });
});

describe('what happens', () => {
  it('is told: states that come, change and go with an assignment, and denials', async () => {
    const { secret } = await webhook('siem', { filter: { scope: world.production } });
    await webhook('elsewhere', { filter: { scope: world.sandbox } });
    const assignment = assignmentAt(world.production, 'events');
    const message = 'Only what was looked at.';
    const assigned = await put(assignment, onlyRegistry('azureml', { nonComplianceMessages: [{ message }] }));
    expect(assigned.status).toBe(201);
    await until(() => expect(heard('/siem').length).toBeGreaterThan(2));

    const deployment = chatDeployment(world, 'told');
    const body = deploymentOf(LLAMA) as { properties: object };
    const denied = await world.as.mlEngineer('PUT', deployment, {
      body: {
        ...body,
        properties: { ...body.properties, environmentVariables: { TOKEN: 'Hunter2-swordfish' } },
      },
    });
    expect(denied.status).toBe(403);
    await until(() => expect(heard('/siem').some(({ event }) => event.type === DENIED)).toBe(true));
    const denial = heard('/siem').find(({ event }) => event.type === DENIED);
    expect(denial?.event).toMatchObject({
      source: `${world.server.endpoint}/${world.server.tenantId}`,
      subject: deployment,
      data: {
        resourceId: deployment.toLowerCase(),
        action: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write',
        callerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        correlationId: denied.headers['x-ms-correlation-request-id'],
        decisionId: denied.headers['x-sluice-decision-id'],
        violations: [
          {
            policyAssignmentId: assignment.toLowerCase(),
            policyDefinitionId: expect.stringMatching(/19539b54-c61e-4196-9a38-67598701be90$/),
            policyDefinitionReferenceId: '',
            effect: 'Deny',
            message,
          },
        ],
      },
    });
    expect(denial?.body.toLowerCase()).not.toContain('swordfish');
    const signed = `${denial?.headers['webhook-id']}.${denial?.headers['webhook-timestamp']}.${denial?.body}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(denial?.headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );

    // An exemption changes the state of what is there; without the assignment there is none.
    const bad = heard('/siem').find(({ event }) => event.data.complianceState === 'NonCompliant')?.event;
    expect(bad?.type).toBe(`${STATE}Created`);
    const exemption = `${bad.subject}/providers/Microsoft.Authorization/policyExemptions/events`;
    const exempted = await put(exemption, {
      properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' },
    });
    expect(exempted.status).toBe(201);
    expect((await world.as.owner('DELETE', assignment)).status).toBe(200);
    const story = () =>
      heard('/siem').filter(({ event }) => event.subject === bad.subject && event.type !== DENIED);
    await until(() => expect(story().at(-1)?.event.type).toBe(`${STATE}Deleted`));
    expect(
      story().map(({ event: { type, data } }) => [
        type.slice(STATE.length),
        data.complianceState,
        data.previousComplianceState,
      ]),
    ).toEqual([
      ['Created', 'NonCompliant', undefined],
      ['Changed', 'Exempt', 'NonCompliant'],
      ['Deleted', 'Exempt', undefined],
    ]);
    expect(heard('/elsewhere')).toEqual([]);
    for (const name of ['siem', 'elsewhere']) await world.as.owner('DELETE', `${WEBHOOKS}/${name}`);
  });

  it('is told: each resource that is denied of a template', async () => {
    await webhook('templates', { eventTypes: [DENIED] });
    const assignment = assignmentAt(world.production, 'templates');
    expect((await put(assignment, onlyRegistry('azureml'))).status).toBe(201);
    const names = ['told-1', 'told-2'];
    const resources = names.map(name => ({
      type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
      apiVersion: '2024-10-01',
      name: `ws-chat/support-chat/${name}`,
      ...deploymentOf(LLAMA),
    }));
    const template = { $schema: SCHEMA, contentVersion: '1.0.0.0', resources };
    const group = `${world.production}/resourceGroups/rg-chat`;
    const denied = await put(`${group}/providers/Microsoft.Resources/deployments/told`, {
      properties: { mode: 'Incremental', template },
    });
    expect(denied.status).toBe(400);
    await until(() => expect(heard('/templates')).toHaveLength(2));
    const events = names.map(name =>
      heard('/templates').find(({ event }) => event.subject === chatDeployment(world, name)),
    );
    for (const each of events)
      expect(each?.event.data).toMatchObject({
        correlationId: denied.headers['x-ms-correlation-request-id'],
        violations: [{ policyAssignmentId: assignment.toLowerCase(), effect: 'Deny' }],
      });
    expect(events[0]?.event.data.decisionId).toBe(denied.headers['x-sluice-decision-id']);
    expect((await world.as.owner('DELETE', assignment)).status).toBe(200);
  });

  it('is signed by both secrets for a day after one was rotated', async () => {
    const { path, secret } = await webhook('rotated');
    const { body: rotation } = await world.as.owner('POST', `${path}/rotateSecret`);
    expect(Date.parse(rotation.previousValidUntil)).toBeGreaterThan(Date.now());
    const denied = await denyOne('rotated');
    await until(() => expect(heard('/rotated').length).toBeGreaterThan(0));
    const got =
      heard('/rotated').find(({ event }) => event.data.decisionId === denied) ?? heard('/rotated')[0];
    const signed = `${got?.headers['webhook-id']}.${got?.headers['webhook-timestamp']}.${got?.body}`;
    expect(got?.headers['webhook-signature']).toBe(
      [rotation.secret, secret]
        .map(each => Buffer.from(each.slice('whsec_'.length), 'base64'))
        .map(key => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
        .join(' '),
    );
    await world.as.owner('DELETE', path);
  });

  it('that cannot be told is seen, and can be told again', async () => {
    const { path } = await webhook('away', { eventTypes: [DENIED] });
    target.answer(() => 410);
    const denied = await denyOne('away');
    await until(async () =>
      expect((await world.as.owner('GET', path)).body.properties).toMatchObject({
        enabled: false,
        deliveryStatus: { deadLettered: 1, waiting: 0, lastError: expect.stringContaining('410') },
      }),
    );
    const { body } = await world.as.owner('GET', `${path}/deadLetters?$top=1`);
    expect(body.value).toMatchObject([
      {
        id: expect.stringMatching(/\/webhooks\/away\/deadLetters\/\d+-1$/),
        type: 'Sluice.Governance/webhooks/deadLetters',
        properties: { reason: expect.stringContaining('410'), event: { data: { decisionId: denied } } },
      },
    ]);
    const odd = await world.as.owner('POST', `${path}/redeliver`, { body: { ids: ['x'] } });
    expect([odd.status, odd.body.error.target]).toEqual([400, '/ids/0']);
    target.answer(() => 200);
    expect((await world.as.owner('PATCH', path, { body: { properties: { enabled: true } } })).status).toBe(
      200,
    );
    const again = await world.as.owner('POST', `${path}/redeliver`, { body: { ids: [body.value[0].name] } });
    expect([again.status, again.body]).toEqual([200, { redelivered: 1 }]);
    await until(() => expect(heard('/away').map(({ event }) => event.data.decisionId)).toEqual([denied]));
    const log = await world.storage.activityLog.query({ filter: undefined, top: 50 });
    expect(log.items.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining([
        'Sluice.Governance/webhooks/write',
        'Sluice.Governance/webhooks/redeliver/action',
        'Sluice.Governance/webhooks/rotateSecret/action',
        'Sluice.Governance/webhooks/delete',
      ]),
    );
    await world.as.owner('DELETE', path);
  });

  it('costs nothing where nobody listens', async () => {
    await until(async () => expect(await world.storage.events.isWaiting()).toBe(false));
    const { body } = await world.as.owner('GET', WEBHOOKS);
    for (const { id } of body.value) await world.as.owner('DELETE', id);
    await denyOne('silent');
    expect(await world.storage.events.isWaiting()).toBe(false);
  });
});

/** Has a deployment refused; returns the decision's id. */
async function denyOne(name: string): Promise<string> {
  const assignment = assignmentAt(`${world.production}/resourceGroups/rg-chat`, name);
  expect((await put(assignment, onlyRegistry('azureml'))).status).toBe(201);
  const denied = await world.as.mlEngineer('PUT', chatDeployment(world, name), { body: deploymentOf(LLAMA) });
  expect(denied.status).toBe(403);
  expect((await world.as.owner('DELETE', assignment)).status).toBe(200);
  return String(denied.headers['x-sluice-decision-id']);
}

/** All texts of all tables, but for the column that secrets are kept in. */
async function everything(): Promise<string> {
  const { address } = world.storage;
  if (address.kind !== 'url') throw new Error('an open storage has a URL');
  const client = new pg.Client({ connectionString: address.url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('sluice', 'sluice_jobs') and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const row = name === 'sluice.resources' ? 'concat(t.id, t.body, t.system_data)' : 't::text';
    const { rows } = await client.query<{ text: string }>(`select ${row} as text from ${name} t`);
    texts.push(...rows.map(({ text }) => text));
  }
  await client.end();
  return texts.join('\n');
}
