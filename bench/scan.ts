import { readFileSync } from 'node:fs';
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
import { against, type Bench, type Figure, figure, percentile } from './figure.ts';
import type { LoadReport } from './load.ts';
import { measureLoaded } from './loaded.ts';
import { readScanRules, type ScanRule } from './scan-rules.ts';

const ACCOUNTS_PER_GROUP = 1_000;
/** How often an incremental change is measured, each time in another group. */
const CHANGES = 5;
const LOCATIONS = ['westeurope', 'northeurope', 'eastus', 'swedencentral'];

/** Existing resources under twenty real rules, two server processes, one database (DATABASE_URL, else the embedded one). */
export const scanBench: Bench = {
  name: 'scan',
  run: () => measureScan(20_000),
};

/** `isLarge`: with what only a large database shows. */
export async function measureScan(
  count: number,
  { isLarge = false }: { readonly isLarge?: boolean } = {},
): Promise<readonly Figure[]> {
  const rules = readScanRules();
  if (rules === undefined)
    return [figure('scan.skipped', 0, '', { note: 'the real rules are not beside the project' })];
  const databaseUrl = process.env['DATABASE_URL'];
  const one = await startDemoServer(databaseUrl === undefined ? {} : { databaseUrl });
  const storage = await joinStorage(
    databaseUrl === undefined ? { kind: 'embedded', folder: one.folder } : { kind: 'url', url: databaseUrl },
  );
  const two = await startDemoServer({ beside: one, databaseUrl: urlOf(storage) });
  try {
    const ask = await createClient(one.demo);
    const scope = `/subscriptions/${one.demo.subscriptionIds.sandbox}`;
    await assign(ask, scope, rules);
    for (let n = 0; n < Math.ceil(count / ACCOUNTS_PER_GROUP); n++)
      await ask('PUT', `${scope}/resourceGroups/bench-${n}?api-version=2024-03-01`, {
        location: 'westeurope',
      });
    await fill(storage, scope, count);
    const scene = { one, two, storage, ask, scope, count, rules };
    return [
      ...(await figures(scene)),
      ...(await queries(scene)),
      ...(isLarge ? await measureLoaded(one, storage, urlOf(storage), scope) : []),
    ];
  } finally {
    await storage.close();
    await stopDemoServers(two, one);
  }
}

type Scene = {
  readonly one: DemoServer;
  readonly two: DemoServer;
  readonly storage: Storage;
  readonly ask: Ask;
  readonly scope: string;
  readonly count: number;
  readonly rules: readonly ScanRule[];
};

async function figures(scene: Scene): Promise<Figure[]> {
  const { one, two, storage, scope, count, rules } = scene;
  const client = new pg.Client(urlOf(storage));
  await client.connect();
  try {
    const before = [cpuSeconds(one), cpuSeconds(two)];
    const start = performance.now();
    await trigger(scene);
    const seconds = (performance.now() - start) / 1_000;
    const used = [cpuSeconds(one) - (before[0] ?? 0), cpuSeconds(two) - (before[1] ?? 0)];
    const cpu = used.reduce((sum, each) => sum + each, 0);
    const judged = count * rules.length;
    const results = await judgedResults(client, scope);
    const shares = await sharesOf(client);
    const alone = await deployments(scene);
    let isOver = false;
    const beside = deployments(scene).finally(() => {
      isOver = true;
    });
    let scans = 0;
    while (!isOver) {
      await Promise.race([trigger(scene), beside]);
      scans++;
    }
    const during = await beside;
    // What is under way would be measured with the rest.
    while ((await storage.scans.progress()).running > 0) await sleep(50);
    const { rows: sizes } = await client.query<{ states: string; sets: string }>(
      `select pg_size_pretty(pg_total_relation_size('sluice.resource_states')) as states,
         (select count(*)::text from sluice.state_sets) as sets`,
    );
    return [
      figure('scan.rules-per-second-per-core', judged / cpu, 'rules/s', {
        goal: 'at least 300000',
        note: `${count} resources x ${rules.length} rules, ${results.all} results (${results.exceptional} not compliant) in ${seconds.toFixed(1)} s; ${cpu.toFixed(1)} CPU s of two servers; reading and writing included`,
      }),
      figure('scan.resources-per-second', count / seconds, 'resources/s', {
        note: `both servers and the database on this machine; ${sizes[0]?.states} of states, ${sizes[0]?.sets} sets`,
      }),
      figure('scan.shared-work', shares, '%', {
        goal: '40 to 60',
        note: 'of the resources, by one of the two processes',
      }),
      {
        ...against('http.put-deployment-during-scan', during.p99, alone.p99, 'ms', 'at most 2x'),
        note: `p99 at ${alone.perSecond.toFixed(0)} req/s beside ${scans} scans, against without`,
      },
      ...(await incremental(scene)),
    ];
  } finally {
    await client.end();
  }
}

/** What the people ask who follow compliance, over HTTP; the first call of each is not counted. */
async function queries({ ask, scope, rules, count }: Scene): Promise<Figure[]> {
  const states = `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest`;
  const version = 'api-version=2024-10-01';
  const assignment = `${scope}/providers/microsoft.authorization/policyassignments/${rules[3]?.name}`;
  const filters = [
    `complianceState eq 'NonCompliant' and policyAssignmentId eq '${assignment}'`,
    `complianceState eq 'NonCompliant' and resourceGroup eq 'bench-1'`,
    `complianceState eq 'NonCompliant'`,
    `policyDefinitionAction eq 'deny' and resourceLocation eq 'eastus'`,
  ];
  const grouped = encodeURIComponent(
    "filter(complianceState eq 'NonCompliant')/groupby((policyAssignmentId,policyDefinitionId),aggregate($count as n))",
  );
  const note = `over ${count} resources x ${rules.length} rules, HTTP included`;
  const times = async (path: string, rounds: number) => {
    const all: number[] = [];
    for (let n = 0; n <= rounds; n++) {
      const start = performance.now();
      await ask('POST', path);
      if (n > 0) all.push(performance.now() - start);
    }
    return all;
  };
  const paged: { readonly filter: string; readonly p99: number; readonly p50: number }[] = [];
  for (const filter of filters) {
    const all = await times(
      `${states}/queryResults?${version}&$top=100&$filter=${encodeURIComponent(filter)}`,
      50,
    );
    paged.push({ filter, p99: percentile(all, 99), p50: percentile(all, 50) });
  }
  const slowest = paged.toSorted((one, other) => other.p99 - one.p99)[0];
  return [
    figure('summarize.1m', percentile(await times(`${states}/summarize?${version}`, 9), 50), 'ms', {
      goal: 'under 500',
      note,
    }),
    figure('states.filtered-page', slowest?.p99 ?? Number.NaN, 'ms', {
      goal: 'p99 under 50',
      note: `100 rows; the slowest of ${filters.length} filters (${slowest?.filter.replaceAll(/'[^']{30,}'/g, "'...'")}), medians ${paged.map(({ p50 }) => p50.toFixed(1)).join(', ')}; ${note}`,
    }),
    figure(
      'states.grouped',
      percentile(await times(`${states}/queryResults?${version}&$apply=${grouped}`, 9), 50),
      'ms',
      { note },
    ),
  ];
}

/** An assignment at one group: only what is in it is judged, before the answer where that is quick. */
async function incremental({ ask, scope, rules, storage }: Scene): Promise<Figure[]> {
  const [rule] = rules;
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const group = `${scope}/resourceGroups/bench-${n}`;
    const start = performance.now();
    await ask(
      'PUT',
      `${group}/providers/Microsoft.Authorization/policyAssignments/incremental?api-version=2024-05-01`,
      { properties: { policyDefinitionId: definitionId(scope, rule), parameters: rule?.parameters ?? {} } },
    );
    const { revision } = { revision: await storage.changes.revision() };
    const query = { under: group.toLowerCase(), types: [ACCOUNTS], revision, top: 1 };
    while ((await storage.states.outdated(query)).length > 0) await sleep(5);
    times.push(performance.now() - start);
  }
  return [
    figure('scan.incremental', percentile(times, 50), 'ms', {
      note: `a new assignment over ${ACCOUNTS_PER_GROUP} resources of the whole, until their states can be read`,
    }),
  ];
}

const ACCOUNTS = 'microsoft.cognitiveservices/accounts';

function definitionId(scope: string, rule: ScanRule | undefined): string {
  return `${scope}/providers/Microsoft.Authorization/policyDefinitions/${rule?.name}`;
}

async function assign(ask: Ask, scope: string, rules: readonly ScanRule[]): Promise<void> {
  for (const rule of rules) {
    await ask('PUT', `${definitionId(scope, rule)}?api-version=2023-04-01`, { properties: rule.properties });
    await ask(
      'PUT',
      `${scope}/providers/Microsoft.Authorization/policyAssignments/${rule.name}?api-version=2024-05-01`,
      {
        location: 'westeurope',
        identity: { type: 'SystemAssigned' },
        properties: { policyDefinitionId: definitionId(scope, rule), parameters: rule.parameters },
      },
    );
  }
}

/** Groups and accounts past the API, by the database itself: a fleet made of a few dozen templates, with outliers. */
async function fill(storage: Storage, scope: string, count: number): Promise<void> {
  const client = new pg.Client(urlOf(storage));
  await client.connect();
  try {
    const groups = Math.ceil(count / ACCOUNTS_PER_GROUP);
    for (let n = 0; n < groups; n++) {
      await client.query(FILL, [
        scope,
        n,
        Math.min(ACCOUNTS_PER_GROUP, count - n * ACCOUNTS_PER_GROUP),
        LOCATIONS,
      ]);
    }
    await client.query('analyze sluice.resources');
  } finally {
    await client.end();
  }
}

const FILL = `
  with made as (
    select
      $1 || '/resourceGroups/bench-' || $2::int as rg,
      'acc-' || $2::int || '-' || n as name,
      ($4::text[])[1 + $2::int % 4] as location,
      $2::int % 37 as template,
      -- One in twenty is not as its template would have it.
      case when (n * 7919 + $2::int * 104729) % 20 = 0 then 1 + (n * 31 + $2::int) % 6 else 0 end as outlier
    from generate_series(1, $3::int) n
  ), bodies as (
    select m.*, m.rg || '/providers/Microsoft.CognitiveServices/accounts/' || m.name as id, json_build_object(
      'location', case when outlier = 1 then 'brazilsouth' else location end,
      'kind', 'OpenAI',
      'sku', json_build_object('name', 'S0'),
      'tags', case when outlier = 2 then '{}'::json else json_build_object(
        'env', 'prod', 'environment', 'prod', 'department', 'd' || template % 3, 'owner', 'team-' || template, 'costCenter', 'cc' || template % 5) end,
      'identity', case when template % 10 = 3 or outlier = 3 then null else json_build_object('type', 'SystemAssigned') end,
      'properties', json_build_object(
        'customSubDomainName', name,
        'publicNetworkAccess', case when template % 8 = 4 or outlier = 4 then 'Enabled' else 'Disabled' end,
        'disableLocalAuth', not (template % 12 = 5 or outlier = 5),
        'networkAcls', json_build_object('defaultAction', case when template % 8 = 4 then 'Allow' else 'Deny' end,
          'ipRules', json_build_array(json_build_object('value', '10.0.' || template || '.0/24'))),
        'encryption', case when template % 7 = 6 or outlier = 6 then null else json_build_object('keySource', 'Microsoft.KeyVault') end,
        'privateEndpointConnections', json_build_array(json_build_object('properties', json_build_object(
          'privateLinkServiceConnectionState', json_build_object('status', 'Approved')))),
        'provisioningState', 'Succeeded', 'endpoint', 'https://' || name || '.example.com/')) as body
    from made m
  )
  insert into sluice.resources (key, id, type, type_key, parent_key, name, body, system_data, etag, instance_id, api_version)
  select lower(id), id, 'Microsoft.CognitiveServices/accounts', 'microsoft.cognitiveservices/accounts', lower(rg), name, body,
    json_build_object('createdBy', 'bench', 'createdByType', 'Application', 'createdAt', '2026-01-01T00:00:00.000Z',
      'lastModifiedBy', 'bench', 'lastModifiedByType', 'Application', 'lastModifiedAt', '2026-01-01T00:00:00.000Z'),
    'bench', lower(id), '2025-09-01'
  from bodies`;

/** A whole evaluation, until its results can be read. */
async function trigger({ ask, scope, storage }: Scene): Promise<void> {
  await ask(
    'POST',
    `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation?api-version=2024-10-01`,
  );
  for (;;) {
    const { items } = await storage.scans.list({ top: 1 });
    const [scan] = items;
    if (scan?.status === 'Failed') throw new Error(`the scan failed: ${scan.error}`);
    if (scan?.status === 'Succeeded') return;
    await sleep(20);
  }
}

/** How many results there are now of the accounts in scope, and how many of them say why. */
async function judgedResults(client: pg.Client, scope: string) {
  const { rows } = await client.query<{ all: string; exceptional: string }>(
    `with counted as (
       select set_id, count(*) as n from sluice.resource_states
       where resource_key like $1 || '/resourcegroups/bench-%' group by set_id)
     select sum(c.n)::text as all, sum(c.n) filter (where m.compliance_state <> 'Compliant')::text as exceptional
     from counted c join sluice.state_sets t on t.id = c.set_id
     cross join unnest(t.members) u(id) join sluice.state_members m on m.id = u.id`,
    [scope.toLowerCase()],
  );
  return { all: rows[0]?.all ?? '0', exceptional: rows[0]?.exceptional ?? '0' };
}

/** The share of one of the two processes in the newest scan, in percent. */
async function sharesOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ judged: string }>(
    `select sum(p.judged)::text as judged from sluice.scan_parts p
     where p.scan_id = (select id from sluice.scans where ended_at is not null order by asked_at desc limit 1)
     group by p.worked_by order by 1`,
  );
  const all = rows.map(({ judged }) => Number(judged));
  return (100 * (all[0] ?? 0)) / all.reduce((sum, each) => sum + each, 0);
}

function deployments({ one, ask }: Scene): Promise<LoadReport> {
  const production = `/subscriptions/${one.demo.subscriptionIds.production}`;
  return load({
    endpoint: one.demo.endpoint,
    ca: one.demo.caFile,
    token: ask.token,
    path: `${production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat/deployments/bench-{n}?api-version=2024-10-01`,
    body: {
      location: 'westeurope',
      properties: { model: 'azureml://registries/azureml/models/Phi-4/versions/8' },
    },
    requestsPerSecond: 100,
    seconds: 8,
    connections: 8,
    names: 50,
  });
}

/** User and system time of a process with all its threads. */
function cpuSeconds({ child }: DemoServer): number {
  const [, , , , , , , , , , , user = '0', system = '0'] = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(user) + Number(system)) / 100;
}

function urlOf({ address }: Storage): string {
  if (address.kind !== 'url') throw new Error('an open database has a URL');
  return address.url;
}
