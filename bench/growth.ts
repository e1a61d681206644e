import { setTimeout as sleep } from 'node:timers/promises';
import { joinStorage, type Storage } from '@sluice/storage';
import pg from 'pg';
import {
  type Ask,
  createClient,
  type DemoServer,
  load,
  startDemoServer,
  stopDemoServers,
} from './demo-server.ts';
import { against, type Bench, type Figure, figure, median } from './figure.ts';

const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const MODEL = 'azureml://registries/azureml/models/Phi-4/versions/8';

/** What deployments leave behind on disk, and whether a year of them slows what is asked today. */
export const growthBench: Bench = {
  name: 'growth',
  async run({ quick }) {
    const server = await startDemoServer();
    const storage = await joinStorage({ kind: 'embedded', folder: server.folder });
    const client = new pg.Client(urlOf(storage));
    await client.connect();
    try {
      const ask = await createClient(server.demo);
      return await grow({ server, ask, client }, quick ? 100 : 1_000, quick ? 30 : 365);
    } finally {
      await client.end();
      await storage.close();
      await stopDemoServers(server);
    }
  },
};

type Scene = { readonly server: DemoServer; readonly ask: Ask; readonly client: pg.Client };

async function grow(scene: Scene, perDay: number, days: number): Promise<readonly Figure[]> {
  const { client } = scene;
  await assign(scene);
  const before = await sizes(client);
  await deploy(scene, perDay, perDay);
  await settled(client);
  const after = await sizes(client);
  const grown = new Map([...after].map(([table, size]) => [table, size - (before.get(table) ?? 0)]));
  const total = [...grown.values()].reduce((sum, each) => sum + each, 0);
  const largest = [...grown].sort(([, one], [, other]) => other - one).slice(0, 4);
  const share = largest.map(([table, size]) => `${table} ${((100 * size) / total).toFixed(0)} %`).join(', ');

  const present = await timesOf(scene, perDay);
  await client.query(HISTORY.decisions, [days]);
  await client.query(HISTORY.states, [days]);
  await client.query(HISTORY.entries, [days]);
  await settled(client);
  await client.query('vacuum analyze');
  const later = await timesOf(scene, perDay);
  const kept = await sizes(client);
  const megabytes = [...kept.values()].reduce((sum, each) => sum + each, 0) / 1024 / 1024;
  const note = `with ${days} days of ${perDay} deployments (${(megabytes / 1024).toFixed(2)} GB), against one day`;
  return [
    figure('growth.per-1000-deployments', (total / perDay) * (1_000 / 1024 / 1024), 'MB', {
      note: `on disk, indexes included; each new, judged by 5 assignments; ${share}`,
    }),
    { ...against('growth.put', later.put, present.put, 'ms', 'about 1x'), note },
    { ...against('growth.summarize', later.summarize, present.summarize, 'ms', 'about 1x'), note },
    { ...against('growth.page', later.page, present.page, 'ms', 'about 1x'), note },
    { ...against('growth.events-of-a-day', later.events, present.events, 'ms', 'about 1x'), note },
  ];
}

async function assign({ server, ask }: Scene): Promise<void> {
  const scope = `/subscriptions/${server.demo.subscriptionIds.production}`;
  for (let n = 0; n < 5; n++)
    await ask(
      'PUT',
      `${scope}/providers/Microsoft.Authorization/policyAssignments/growth-${n}?api-version=2024-05-01`,
      {
        properties: {
          policyDefinitionId: `${DEFINITIONS}/145e7dc6-c886-45a7-bc11-0b3d23ec357d`,
          parameters: {
            allowedRegistries: { value: n === 0 ? ['HuggingFace'] : ['azureml', 'HuggingFace'] },
            effect: { value: 'Audit' },
          },
        },
      },
    );
}

async function deploy({ server, ask }: Scene, count: number, names: number): Promise<number> {
  const scope = `/subscriptions/${server.demo.subscriptionIds.production}`;
  const { failed, firstFailure, p50 } = await load({
    endpoint: server.demo.endpoint,
    ca: server.demo.caFile,
    token: ask.token,
    path: `${scope}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/growth-{n}?api-version=2024-10-01`,
    body: { location: 'westeurope', properties: { model: MODEL } },
    requestsPerSecond: 50,
    seconds: Math.ceil(count / 50),
    connections: 4,
    names,
  });
  if (failed > 0) throw new Error(`deployments were not stored: ${firstFailure}`);
  return p50;
}

/** Median milliseconds of what is done and asked every day. */
async function timesOf(scene: Scene, names: number) {
  const { server, ask } = scene;
  const scope = `/subscriptions/${server.demo.subscriptionIds.production}/providers/Microsoft.PolicyInsights`;
  const timed = async (path: string) => {
    const all: number[] = [];
    for (let n = 0; n < 12; n++) {
      const start = performance.now();
      await ask('POST', `${scope}/${path}api-version=2024-10-01`);
      if (n > 1) all.push(performance.now() - start);
    }
    return median(all);
  };
  return {
    put: await deploy(scene, 200, names),
    summarize: await timed('policyStates/latest/summarize?'),
    page: await timed(
      `policyStates/latest/queryResults?$top=100&$filter=${encodeURIComponent("complianceState eq 'NonCompliant'")}&`,
    ),
    events: await timed('policyEvents/default/queryResults?$top=100&'),
  };
}

/** The same day, as often as there are days, each in its time. */
const HISTORY = {
  decisions: `
    insert into sluice.decisions
      select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()::text, 'at', d.at - make_interval(days => n)))).*
      from sluice.decisions d, generate_series(1, $1::int) n`,
  states: `
    insert into sluice.state_history (resource_key, resource_id, resource_type, scope_key, location, revision, set_id, since,
      first_at, components, details, valid_from, valid_to)
    select s.resource_key, s.resource_id, s.resource_type, s.scope_key, s.location, s.revision, s.set_id, s.since, s.first_at,
      s.components, s.details, s.changed_at - make_interval(days => n), s.changed_at - make_interval(days => n - 1)
    from sluice.resource_states s, generate_series(1, $1::int) n`,
  entries: `
    insert into sluice.activity_log (event_id, at, category, subscription_id, resource_group, resource_id, resource_type,
      resource_provider, operation, status, level, caller, correlation_id, body)
    select gen_random_uuid()::text, l.at - make_interval(days => n), l.category, l.subscription_id, l.resource_group,
      l.resource_id, l.resource_type, l.resource_provider, l.operation, l.status, l.level, l.caller, l.correlation_id, l.body
    from sluice.activity_log l, generate_series(1, $1::int) n`,
} as const;

/** Bytes of each table of ours with its indexes, once the database has tidied up. */
async function sizes(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  await client.query('vacuum');
  const { rows } = await client.query<{ name: string; size: number }>(
    `select regexp_replace(c.relname, '_(\\d{4}_\\d{2}|default)$', '') as name, sum(pg_total_relation_size(c.oid))::float8 as size
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'sluice' and c.relkind = 'r' group by 1`,
  );
  return new Map(rows.map(({ name, size }) => [name, size]));
}

/** Until everything written is sealed. */
async function settled(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ left: number }>(
      'select count(*)::int as left from sluice.unsealed',
    );
    if (rows[0]?.left === 0) return;
    await sleep(200);
  }
}

function urlOf({ address }: Storage): string {
  if (address.kind !== 'url') throw new Error('an open database has a URL');
  return address.url;
}
