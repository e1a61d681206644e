import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { METRICS } from '../../packages/server/src/telemetry/metrics.ts';
import {
  assignmentAt,
  chatDeployment,
  deploymentOf,
  LLAMA,
  onlyRegistry,
  openWorld,
  PHI4,
  replaceRights,
  type World,
} from './harness.ts';

const DEPLOYMENTS = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';

let world: World;
beforeAll(async () => {
  world = await openWorld({ metricsListen: { host: '127.0.0.1', port: 0 } });
  await world.as.owner('PUT', assignmentAt(world.production, 'azureml-only'), {
    body: onlyRegistry('azureml'),
  });
});
afterAll(() => world.close());

type Series = ReadonlyMap<string, number>;

/** `name{label="value"}` as it is written, to its value. */
function seriesOf(page: string): Series {
  return new Map(
    page
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

async function metrics(): Promise<Series> {
  const { status, body } = await world.as.owner('GET', '/metrics', { apiVersion: null });
  expect(status).toBe(200);
  return seriesOf(body);
}

/** How much a series grew by something that was done. */
async function growth(series: readonly string[], task: () => Promise<unknown>): Promise<readonly number[]> {
  const before = await metrics();
  await task();
  const after = await metrics();
  return series.map(each => (after.get(each) ?? 0) - (before.get(each) ?? 0));
}

function plain(
  path: string,
  method = 'GET',
): Promise<{ status: number; body: string; type: string | undefined }> {
  return new Promise((resolve, reject) => {
    http
      .request(`${world.server.metricsEndpoint}${path}`, { method }, response => {
        const { statusCode: status = 0, headers } = response;
        text(response).then(body => resolve({ status, body, type: headers['content-type'] }), reject);
      })
      .on('error', reject)
      .end();
  });
}

describe('who may read /metrics', () => {
  it('nobody without a token', async () => {
    const { status, headers } = await world.as.anonymous('GET', '/metrics', { apiVersion: null });
    expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining('Bearer')]);
  });

  it('who has the action at the tenant, and not who may read all of a subscription', async () => {
    const action = 'Sluice.Governance/metrics/read';
    await replaceRights(world, 'policyContributor', [{ scope: world.production, actions: ['*'] }]);
    await replaceRights(world, 'mlEngineer', [{ scope: world.root, actions: [action] }]);
    const refused = await world.as.policyContributor('GET', '/metrics', { apiVersion: null });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect(refused.body.error.message).toContain(action);
    const shown = await world.as.mlEngineer('GET', '/metrics', { apiVersion: null });
    expect(shown.status).toBe(200);
    expect(shown.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect((await world.as.mlEngineer('GET', world.production)).status).toBe(403);
  });

  it('whoever can reach it, on a listener of its own; nothing else is there', async () => {
    const { status, body, type } = await plain('/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(body).toContain('sluice_snapshot_revision');
    expect(await plain('/readyz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await plain('/healthz', 'HEAD')).toMatchObject({ status: 200, body: '' });
    for (const path of ['/', '/subscriptions?api-version=2022-12-01', '/metadata/endpoints', '/%zz'])
      expect((await plain(path)).status).toBeGreaterThanOrEqual(400);
    expect(await plain('/metrics', 'POST')).toMatchObject({ status: 404 });
    // Without TLS nobody could be asked for a token there, and over TLS nothing listens.
    await expect(
      new Promise((resolve, reject) =>
        https
          .get(`${world.server.metricsEndpoint?.replace('http:', 'https:')}/metrics`, resolve)
          .on('error', reject),
      ),
    ).rejects.toThrow();
  });
});

describe('what they say', () => {
  it('counts decisions by verdict, and the results of rules', async () => {
    const put = (name: string, model: string) =>
      world.as.owner('PUT', chatDeployment(world, name), { body: deploymentOf(model) });
    const answers: number[] = [];
    const grown = await growth(
      [
        'sluice_decisions_total{verdict="allow",occasion="write"}',
        'sluice_decisions_total{verdict="deny",occasion="write"}',
        'sluice_decision_duration_seconds_count{occasion="write"}',
        'sluice_commit_duration_seconds_count{outcome="committed"}',
        `sluice_http_requests_total{method="PUT",route="${DEPLOYMENTS}",status="201"}`,
        `sluice_http_requests_total{method="PUT",route="${DEPLOYMENTS}",status="403"}`,
        `sluice_http_request_duration_seconds_count{method="PUT",route="${DEPLOYMENTS}"}`,
      ],
      async () => {
        answers.push((await put('counted-1', PHI4)).status);
        for (const name of ['counted-2', 'counted-3']) answers.push((await put(name, LLAMA)).status);
      },
    );
    expect(answers).toEqual([201, 403, 403]);
    expect(grown).toEqual([1, 2, 3, 3, 1, 2, 3]);
    const now = await metrics();
    expect(now.get('sluice_rule_evaluations_total{outcome="matched"}')).toBeGreaterThanOrEqual(2);
    expect(now.get('sluice_rule_evaluations_total{outcome="notMatched"}')).toBeGreaterThanOrEqual(1);
  });

  it('counts what is judged again when a policy changes', async () => {
    const scans = 'sluice_decisions_total{verdict="allow",occasion="scan"}';
    const [grown = 0] = await growth([scans], () =>
      world.as.owner('PUT', assignmentAt(world.production, 'meta-only'), {
        body: onlyRegistry('azureml-meta'),
      }),
    );
    expect(grown).toBeGreaterThanOrEqual(1);
    await world.as.owner('DELETE', assignmentAt(world.production, 'meta-only'));
  });

  it('counts what a scan judges in its thread', async () => {
    // More than are judged at once by whoever has the job.
    const names = Array.from({ length: 520 }, (_, n) => `scanned-${n}`);
    const put = async (start: number): Promise<void> => {
      for (let n = start; n < names.length; n += 16) {
        const path = chatDeployment(world, names[n] ?? '');
        expect((await world.as.owner('PUT', path, { body: deploymentOf(PHI4) })).status).toBe(201);
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, start) => put(start)));
    const scans = 'sluice_decisions_total{verdict="allow",occasion="scan"}';
    const trigger = `${world.production}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`;
    const [grown = 0] = await growth([scans], async () => {
      expect((await world.as.owner('POST', trigger)).status).toBe(202);
      await vi.waitFor(
        async () =>
          expect((await world.storage.scans.list({ top: 1 })).items).toMatchObject([{ status: 'Succeeded' }]),
        { timeout: 20_000, interval: 20 },
      );
      // The scan has ended a moment before the job that counts has.
      const job = 'sluice_jobs_total{name="scan-part",outcome="done"}';
      await vi.waitFor(async () => expect((await metrics()).get(job)).toBeGreaterThan(0));
    });
    expect(grown).toBeGreaterThanOrEqual(names.length);
    expect(await world.storage.scans.progress()).toEqual({ running: 0, total: 0, judged: 0 });
  });

  it('knows the revision, and that it is the newest', async () => {
    const now = await metrics();
    expect(now.get('sluice_snapshot_revision')).toBe(await world.storage.changes.revision());
    expect(now.get('sluice_snapshot_age_seconds')).toBeLessThan(30);
  });

  it('knows what waits in the queue', async () => {
    // The periodic look for what has expired.
    expect((await metrics()).get('sluice_queue_jobs{name="expiry",state="scheduled"}')).toBe(1);
  });

  it('measures the process', async () => {
    const now = await metrics();
    expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(now.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(now.get('nodejs_eventloop_lag_seconds{stat="p99"}')).toBeGreaterThanOrEqual(0);
    expect(now.get('process_start_time_seconds')).toBeLessThan(Date.now() / 1_000);
  });

  it('shows the metrics of the table and no others, each with its kind and what it is', async () => {
    const { body } = await world.as.owner('GET', '/metrics', { apiVersion: null });
    const shown = [...String(body).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => [name, kind]);
    const kinds = { counter: 'counter', counted: 'counter', histogram: 'histogram', gauge: 'gauge' };
    const all = Object.entries(METRICS).map(([name, { kind }]) => [name, kinds[kind]]);
    expect(all).toEqual(expect.arrayContaining(shown));
    const missing = Object.keys(METRICS).filter(name => !shown.some(([each]) => each === name));
    // It may be that no commit was late.
    expect(missing.filter(name => name !== 'sluice_commits_stale_total')).toEqual([]);
    for (const [name] of shown) expect(body).toMatch(new RegExp(`^# HELP ${name} .{20,}$`, 'm'));
  });
});

describe('labels', () => {
  it('are words of ours: no id and no text of a caller makes a series', async () => {
    const strange = [
      ['GET', '/subscriptions/11111111-1111-4111-8111-111111111111/providers/Made.Up/things/thing-7'],
      ['GET', '/made-up-page'],
      ['POST', `${world.production}/providers/Microsoft.Policy/made-up-action`],
      ['PROPFIND', '/'],
      ['GET', '/%zz'],
      [
        'GET',
        `${world.production}/resourceGroups/RG-chat/providers/Microsoft.MachineLearningServices/WORKSPACES/made-up`,
      ],
    ] as const;
    for (const [verb, path] of strange)
      expect((await world.as.owner(verb, path)).status).toBeGreaterThanOrEqual(400);
    const page = [...(await metrics()).keys()].join('\n');
    expect(page).not.toMatch(/made.up|thing|[0-9a-f]{8}-[0-9a-f]{4}|rg-chat|propfind/i);
    expect(page).toContain('sluice_http_requests_total{method="GET",route="unknown",status="404"}');
    expect(page).toContain('method="other"');
    expect(page).toContain('route="Microsoft.MachineLearningServices/workspaces",status="404"');
  });
});
