import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenStates, disorderedStates, query, staleStates, untilIdle } from './compliance.ts';
import { fillAccounts } from './fill-accounts.ts';
import { type Answer, assignmentAt, openWorld, type Send, type World } from './harness.ts';
import { hold, STATES } from './locks.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
  await made('PUT', group(), { location, tags: {} });
  await made('PUT', account(group(), 'first'), accountBody());
  await untilIdle(w.storage);
});
afterAll(() => w.close());

const location = 'westeurope';
const ACCOUNT = 'Microsoft.CognitiveServices/accounts';
const group = () => `${w.production}/resourceGroups/rg-scans`;
const account = (at: string, name: string) => `${at}/providers/${ACCOUNT}/${name}`;
const accountBody = (tags: object = {}) => ({
  location,
  kind: 'OpenAI',
  sku: { name: 'S0' },
  tags,
  properties: {},
});
const definition = (name: string) =>
  `${w.root}/providers/Microsoft.Authorization/policyDefinitions/scans-${name}`;
const trigger = (scope: string, send: Send = w.as.owner) =>
  send('POST', `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`);

async function made(verb: string, path: string, body?: object): Promise<Answer> {
  const answer = await w.as.owner(verb, path, body === undefined ? {} : { body });
  expect([answer.status, answer.body?.error]).toEqual([expect.toBeOneOf([200, 201]), undefined]);
  return answer;
}

async function assign(
  name: string,
  scope: string,
  policyRule: object,
  properties: object = {},
): Promise<string> {
  await made('PUT', definition(name), { properties: { mode: 'All', policyRule } });
  const id = assignmentAt(scope, `scans-${name}`);
  await made('PUT', id, { properties: { policyDefinitionId: definition(name), ...properties } });
  return id;
}

const place = ({ headers }: Answer) => String(headers['location']).replace(/^https:\/\/[^/]+/, '');
const look = (where: string, send: Send = w.as.owner) => send('GET', where, { apiVersion: null });

async function outcome(where: string, send: Send = w.as.owner, timeout = 20_000): Promise<unknown> {
  await expect.poll(async () => (await look(where, send)).status, { timeout, interval: 50 }).toBe(200);
  return (await look(where, send)).body;
}

async function judgedAt(key: string): Promise<string> {
  return (await w.storage.states.get(key.toLowerCase()))?.at ?? '';
}

async function stateOf(resource: string, assignmentId: string): Promise<string | undefined> {
  const states = await w.storage.states.get(resource.toLowerCase());
  return states?.results.find(({ assignmentKey }) => assignmentKey === assignmentId.toLowerCase())
    ?.complianceState;
}

describe('an evaluation on demand', () => {
  test('is accepted, is waited for, and judges everything in the subscription again', async () => {
    const since = new Date().toISOString();
    const release = await hold(w.storage, STATES);
    const asked = await trigger(w.production);
    expect([asked.status, asked.headers['retry-after'], asked.body]).toEqual([202, '1', undefined]);
    const under = await look(place(asked));
    expect([under.status, place(under), under.headers['retry-after']]).toEqual([202, place(asked), '1']);
    await release();
    expect(await outcome(place(asked))).toEqual({ status: 'Succeeded' });
    const rows = await query<{ inside: boolean; n: number }>(
      w.storage,
      `select resource_key like $1 as inside, count(*)::int as n from sluice.resource_states
       where at >= $2 group by 1`,
      [`${w.production.toLowerCase()}%`, since],
    );
    const [all] = await query<{ n: number }>(
      w.storage,
      'select count(*)::int as n from sluice.resource_states where resource_key like $1',
      [`${w.production.toLowerCase()}%`],
    );
    expect(rows).toEqual([{ inside: true, n: all?.n }]);
    expect(all?.n).toBeGreaterThan(10);
    const id = place(asked).split('?')[0]?.split('/').at(-1);
    const { body: scan } = await w.as.owner('GET', `/providers/Sluice.Governance/scans/${id}`);
    expect(scan.properties).toMatchObject({
      status: 'Succeeded',
      resources: all?.n,
      judgedResources: all?.n,
    });
  });

  test('of a resource group leaves the rest alone', async () => {
    const outside = `${w.production}/resourceGroups/rg-chat`;
    const before = [await judgedAt(account(group(), 'first')), await judgedAt(outside)];
    expect(await outcome(place(await trigger(group())))).toEqual({ status: 'Succeeded' });
    expect((await judgedAt(account(group(), 'first'))) > (before[0] ?? '')).toBe(true);
    expect(await judgedAt(outside)).toBe(before[1]);
  });

  test('that is asked for again while it runs is the same one; afterwards it is another one', async () => {
    const release = await hold(w.storage, STATES);
    const [first, second, elsewhere] = [
      await trigger(group()),
      await trigger(group()),
      await trigger(w.sandbox),
    ];
    expect(place(second)).toBe(place(first));
    expect(place(elsewhere)).not.toBe(place(first));
    await release();
    for (const each of [first, elsewhere])
      expect(await outcome(place(each))).toEqual({ status: 'Succeeded' });
    const third = await trigger(group());
    expect(place(third)).not.toBe(place(first));
    expect(await outcome(place(third))).toEqual({ status: 'Succeeded' });
  });

  test('is refused where there is nothing, and to who may not', async () => {
    const failure = ({ status, body }: Answer) => [status, body?.error?.code];
    expect(failure(await trigger(`${w.production}/resourceGroups/none`))).toEqual([
      404,
      'ResourceGroupNotFound',
    ]);
    expect(
      failure(await trigger(`/subscriptions/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`)),
    ).toEqual([404, 'SubscriptionNotFound']);
    expect((await trigger(w.root)).status).toBe(404);
    const earlier = `${w.production}/providers/Microsoft.PolicyInsights/policyStates/default/triggerEvaluation`;
    expect((await w.as.owner('POST', earlier)).status).toBe(404);
    expect(failure(await trigger(w.production, w.as.mlEngineer))).toEqual([403, 'AuthorizationFailed']);
    expect((await trigger(w.production, w.as.anonymous)).status).toBe(401);

    const asked = await trigger(w.production);
    expect(await outcome(place(asked))).toEqual({ status: 'Succeeded' });
    const elsewhere = place(asked).replace(w.production, w.sandbox);
    expect(failure(await look(elsewhere))).toEqual([404, 'OperationNotFound']);
    expect((await look(place(asked), w.as.anonymous)).status).toBe(401);
  });

  test('that was asked of a server that closes is worked off by another', async () => {
    const other = await w.secondServer();
    const release = await hold(w.storage, STATES);
    const asked = await trigger(w.production, other.as.owner);
    expect(asked.status).toBe(202);
    const closed = other.server.close();
    await release();
    await closed;
    expect(await outcome(place(asked))).toEqual({ status: 'Succeeded' });
  });
});

test('an evaluation whose work was given up says so, and is not joined', async () => {
  const release = await hold(w.storage, STATES);
  const asked = await trigger(group());
  const id = place(asked).split('?')[0]?.split('/').at(-1);
  await query(w.storage, "delete from sluice_jobs.job where data ->> 'scanId' = $1", [id]);
  await w.storage.queue.enqueue([{ name: 'abandoned-scans', input: {}, singletonKey: 'abandoned-scans' }]);
  expect(await outcome(place(asked))).toEqual({
    status: 'Failed',
    error: { code: 'EvaluationFailed', message: expect.stringContaining('given up') },
  });
  await release();
  const next = await trigger(group());
  expect(place(next)).not.toBe(place(asked));
  expect(await outcome(place(next))).toEqual({ status: 'Succeeded' });
});

describe('by itself, after', () => {
  const PATIENCE = { timeout: 15_000, interval: 50 };
  const exemption = (name: string) => `${group()}/providers/Microsoft.Authorization/policyExemptions/${name}`;
  const waiver = (policyAssignmentId: string, expiresOn: string) => ({
    properties: { policyAssignmentId, exemptionCategory: 'Waiver', expiresOn },
  });
  const later = (time: string, seconds: number) => new Date(Date.parse(time) + seconds * 1_000).toISOString();
  const inSeconds = (seconds: number) => later(new Date().toISOString(), seconds);
  /** The look that comes every half a minute comes no more, until it is asked for. */
  const stopLooking = () =>
    query(
      w.storage,
      "update sluice_jobs.job set start_after = now() + interval '1 day' where name = 'expiry' and state = 'created'",
    );
  const lookNow = () => w.storage.queue.enqueue([{ name: 'expiry', input: {}, singletonKey: 'expiry' }]);
  const dueJobs = async (time: string) => {
    const jobs = await query<{ state: string }>(
      w.storage,
      "select state::text from sluice_jobs.job where name = 'due-expiry' and singleton_key = $1",
      [time],
    );
    return jobs.map(({ state }) => state);
  };
  const changedOnOf = async (resource: string) => {
    const [row] = await query<{ at: Date }>(
      w.storage,
      'select changed_at as at from sluice.resource_states where resource_key = $1',
      [resource.toLowerCase()],
    );
    return row?.at.toISOString() ?? '';
  };
  const stateAsOf = async (resource: string, assignmentId: string, to: string) => {
    const { body } = await w.as.owner(
      'POST',
      `${resource}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?$to=${to}&$filter=${encodeURIComponent(`policyAssignmentId eq '${assignmentId}'`)}`,
    );
    return body.value[0]?.complianceState;
  };
  const inEurope = {
    allOf: [
      { field: 'type', equals: ACCOUNT },
      { field: 'location', equals: location },
    ],
  };

  test('an exemption has expired: as of then, without the periodic look', async () => {
    await stopLooking();
    const id = await assign('exempt', group(), { if: inEurope, then: { effect: 'audit' } });
    const expiresOn = inSeconds(4);
    await made('PUT', exemption('brief'), waiver(id, expiresOn));
    expect(await stateOf(account(group(), 'first'), id)).toBe('Exempt');
    await expect.poll(() => stateOf(account(group(), 'first'), id), PATIENCE).toBe('NonCompliant');
    const [judged] = await query<{ since: { at: string; revision?: number } }>(
      w.storage,
      "select data -> 'since' as since from sluice_jobs.job where name = 'rejudge' and data #>> '{since,at}' = $1",
      [expiresOn],
    );
    const changedOn = await changedOnOf(account(group(), 'first'));
    // Unless the job came too late to know the policies of then.
    if (judged?.since.revision !== undefined) expect(changedOn).toBe(expiresOn);
    expect(changedOn >= expiresOn && changedOn < later(expiresOn, 10)).toBe(true);
    expect(await stateAsOf(account(group(), 'first'), id, later(expiresOn, -0.5))).toBe('Exempt');
    expect(await stateAsOf(account(group(), 'first'), id, later(changedOn, 0.5))).toBe('NonCompliant');
    await made('DELETE', exemption('brief'));
    await made('DELETE', id);
  });

  test('an attestation has expired', async () => {
    await stopLooking();
    const id = await assign('attested', group(), { if: inEurope, then: { effect: 'manual' } });
    const attestation = `${account(group(), 'first')}/providers/Microsoft.PolicyInsights/attestations/brief`;
    await made('PUT', attestation, {
      properties: { policyAssignmentId: id, complianceState: 'Compliant', expiresOn: inSeconds(4) },
    });
    expect(await stateOf(account(group(), 'first'), id)).toBe('Compliant');
    await expect.poll(() => stateOf(account(group(), 'first'), id), PATIENCE).toBe('Unknown');
    await made('DELETE', attestation);
    await made('DELETE', id);
  });

  test('an exemption that was to end later has expired; one that was prolonged, or is gone, has not', async () => {
    await stopLooking();
    const id = await assign('changed', group(), { if: inEurope, then: { effect: 'audit' } });
    const first = inSeconds(4);
    await made('PUT', exemption('changed'), waiver(id, first));
    await made('PUT', exemption('gone'), waiver(id, first));
    await made('PUT', exemption('changed'), waiver(id, '2099-01-01T00:00:00Z'));
    await made('DELETE', exemption('gone'));
    // One more, where the first had begun before the second exemption was there.
    await expect.poll(async () => [...new Set(await dueJobs(first))], PATIENCE).toEqual(['completed']);
    await untilIdle(w.storage);
    expect(await stateOf(account(group(), 'first'), id)).toBe('Exempt');

    const second = inSeconds(4);
    await made('PUT', exemption('changed'), waiver(id, second));
    await expect.poll(() => stateOf(account(group(), 'first'), id), PATIENCE).toBe('NonCompliant');
    expect(await dueJobs(second)).toHaveLength(1);
    await made('DELETE', exemption('changed'));
    await made('DELETE', id);
  });

  test('an exemption has expired whose job is not there: the periodic look sees to it', async () => {
    await stopLooking();
    const id = await assign('found', group(), { if: inEurope, then: { effect: 'audit' } });
    const expiresOn = inSeconds(6);
    await made('PUT', exemption('found'), waiver(id, expiresOn));
    await query(w.storage, "delete from sluice_jobs.job where name = 'due-expiry' and singleton_key = $1", [
      expiresOn,
    ]);
    await lookNow();
    await expect.poll(() => dueJobs(expiresOn), PATIENCE).toHaveLength(1);
    await expect.poll(() => stateOf(account(group(), 'first'), id), PATIENCE).toBe('NonCompliant');
    await made('DELETE', exemption('found'));
    await made('DELETE', id);
  });

  test('the time has come that a rule names', async () => {
    const at = new Date(Date.now() + 1_500).toISOString();
    const late = { allOf: [inEurope, { value: '[utcNow()]', greater: at }] };
    const id = await assign('clock', group(), { if: late, then: { effect: 'audit' } });
    expect(await stateOf(account(group(), 'first'), id)).toBe('Compliant');
    await sleep(Date.parse(at) - Date.now() + 1);
    // What would come within the hour, now.
    await w.storage.queue.enqueue([{ name: 'clock', input: {}, singletonKey: 'clock' }]);
    await expect.poll(() => stateOf(account(group(), 'first'), id), { timeout: 10_000 }).toBe('NonCompliant');
    await made('DELETE', id);
  });

  test('an exemption expired while a write that it let pass was under way', async () => {
    await stopLooking();
    const id = await assign('late', group(), { if: inEurope, then: { effect: 'audit' } });
    const expiresOn = inSeconds(6);
    await made('PUT', exemption('late'), waiver(id, expiresOn));
    await query(w.storage, "delete from sluice_jobs.job where name = 'due-expiry' and singleton_key = $1", [
      expiresOn,
    ]);
    await sleep(Date.parse(expiresOn) - Date.now() + 50);
    // The look came before the write committed: what is there is as the write was decided.
    await w.storage.properties.set('expiry.seenUntil', new Date().toISOString());
    expect(await stateOf(account(group(), 'first'), id)).toBe('Exempt');
    await lookNow();
    await expect.poll(() => stateOf(account(group(), 'first'), id), PATIENCE).toBe('NonCompliant');
    await made('DELETE', exemption('late'));
    await made('DELETE', id);
  });

  test('the tags of the group have changed', async () => {
    const id = await assign('group', group(), {
      if: {
        allOf: [
          { field: 'type', equals: ACCOUNT },
          { value: "[resourceGroup().tags['env']]", equals: 'prod' },
        ],
      },
      then: { effect: 'audit' },
    });
    expect(await stateOf(account(group(), 'first'), id)).toBe('Compliant');
    await made('PUT', group(), { location, tags: { env: 'prod' } });
    await expect.poll(() => stateOf(account(group(), 'first'), id)).toBe('NonCompliant');
    await made('PUT', group(), { location, tags: {} });
    await expect.poll(() => stateOf(account(group(), 'first'), id)).toBe('Compliant');
    await made('DELETE', id);
  });

  test('the catalog says something else of a model', async () => {
    const model = `${w.production}/resourceGroups/rg-models/providers/Microsoft.MachineLearningServices/registries/azureml/models/Scans`;
    const uri = 'azureml://registries/azureml/models/Scans/versions/1';
    const tell = (publisher: string) =>
      made('PUT', `${model}/versions/1`, {
        properties: { modelType: 'custom_model', modelUri: `${uri}/files`, tags: { publisher } },
      });
    await made('PUT', model, { properties: {} });
    await tell('Microsoft');
    const deployment = `${w.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/scans`;
    await made('PUT', deployment, {
      location,
      properties: { model: uri, endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
    });
    const id = assignmentAt(w.production, 'scans-publisher');
    await made('PUT', id, {
      properties: {
        policyDefinitionId:
          '/providers/Microsoft.Authorization/policyDefinitions/c9b8ba0e-fac8-43a0-bcf8-7c366041bc47',
        parameters: { effect: { value: 'Audit' }, allowedPublishers: { value: ['Microsoft'] } },
      },
    });
    await expect.poll(() => stateOf(deployment, id)).toBe('Compliant');
    await tell('Nobody');
    await expect.poll(() => stateOf(deployment, id), { timeout: 10_000 }).toBe('NonCompliant');
    await made('DELETE', id);
  });

  test('a related resource has been added, and has gone', async () => {
    const id = await assign('related', group(), {
      if: {
        allOf: [
          { field: 'type', equals: ACCOUNT },
          { field: 'name', equals: 'first' },
        ],
      },
      then: {
        effect: 'auditIfNotExists',
        details: { type: ACCOUNT, existenceCondition: { field: 'tags.twin', equals: 'yes' } },
      },
    });
    await expect.poll(() => stateOf(account(group(), 'first'), id)).toBe('NonCompliant');
    await made('PUT', account(group(), 'twin'), accountBody({ twin: 'yes' }));
    await expect.poll(() => stateOf(account(group(), 'first'), id), { timeout: 10_000 }).toBe('Compliant');
    expect((await w.as.owner('DELETE', account(group(), 'twin'))).status).toBe(202);
    await expect.poll(() => stateOf(account(group(), 'first'), id), { timeout: 10_000 }).toBe('NonCompliant');
    await made('DELETE', id);
  });
});

describe('a change over many resources', () => {
  const COUNT = 25_000;
  const many = () => `${w.sandbox}/resourceGroups/rg-many`;
  const audited = (region: string) => ({
    if: {
      allOf: [
        { field: 'type', equals: ACCOUNT },
        { field: 'location', notEquals: region },
      ],
    },
    then: { effect: 'audit' },
  });
  const scans = async () => (await w.as.owner('GET', '/providers/Sluice.Governance/scans')).body.value;
  beforeAll(async () => {
    await made('PUT', many(), { location, tags: {} });
    await fillAccounts(w.storage, many(), COUNT);
  });

  test('becomes a scan that can be watched, and that two servers share', async () => {
    const other = await w.secondServer();
    const id = await assign('many', many(), audited(location));
    const seen: number[] = [];
    let scan: { name: string; properties: Record<string, unknown> } | undefined;
    await expect
      .poll(
        async () => {
          scan = (await scans()).find(
            ({ properties }: { properties: { reason: string } }) => properties.reason === 'policyAssignment',
          );
          if (scan?.properties['status'] === 'Running') seen.push(Number(scan.properties['judgedResources']));
          return scan?.properties['status'];
        },
        { timeout: 25_000, interval: 20 },
      )
      .toBe('Succeeded');
    expect(scan?.properties).toMatchObject({ reason: 'policyAssignment', scope: id.toLowerCase() });
    expect(scan?.properties['resources']).toBeGreaterThan(20_000);
    expect(scan?.properties['judgedResources']).toBe(scan?.properties['resources']);
    expect(new Set(seen).size).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const workers = await query(
      w.storage,
      'select distinct worked_by from sluice.scan_parts where scan_id = $1',
      [scan?.name],
    );
    expect(workers).toHaveLength(2);
    const [row] = await query<{ n: number }>(
      w.storage,
      `select count(*)::int as n from sluice.resource_states s join sluice.state_sets t on t.id = s.set_id
       join sluice.state_members m on m.id = any (t.members)
       where m.assignment_key = $1 and m.compliance_state = 'NonCompliant'`,
      [id.toLowerCase()],
    );
    expect(row?.n).toBe(COUNT / 10);
    await other.server.close();
    expect(await brokenStates(w.storage)).toEqual([]);
    expect(await disorderedStates(w.storage)).toEqual([]);
  });

  test('that cannot be judged fails after its retries, says why, and the next one may succeed', async () => {
    await untilIdle(w.storage);
    await query(
      w.storage,
      "update sluice_jobs.queue set retry_delay = 0, retry_backoff = false where name in ('rejudge', 'scan-part')",
    );
    await query(
      w.storage,
      `create function sluice.refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
       create trigger refuse before update on sluice.scan_parts for each row execute function sluice.refuse()`,
    );
    const asked = await trigger(w.sandbox);
    const failed = {
      status: 'Failed',
      error: { code: 'EvaluationFailed', message: expect.stringContaining('the disk is full') },
    };
    expect(await outcome(place(asked), w.as.owner, 40_000)).toEqual(failed);
    const [scan] = await scans();
    expect(scan).toMatchObject({
      name: place(asked).split('?')[0]?.split('/').at(-1),
      properties: {
        status: 'Failed',
        error: { code: 'ScanFailed', message: expect.stringContaining('the disk is full') },
      },
    });
    await query(
      w.storage,
      `drop trigger refuse on sluice.scan_parts;
       create trigger refuse before insert on sluice.scan_parts for each row execute function sluice.refuse()`,
    );
    // Nor is it waited for in vain where not even its parts could be made.
    expect(await outcome(place(await trigger(w.sandbox)), w.as.owner, 40_000)).toEqual(failed);
    await query(w.storage, 'drop trigger refuse on sluice.scan_parts; drop function sluice.refuse()');
    expect(await outcome(place(await trigger(w.sandbox)))).toEqual({ status: 'Succeeded' });
    expect(await staleStates(w.storage)).toEqual([]);
  });
});
