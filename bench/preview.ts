import { parseResourceId } from '@sluice/arm/ids';
import type { Resource, SnapshotChange } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { findType } from '@sluice/providers/types';
import { joinStorage, type Storage } from '@sluice/storage';
import {
  type Ask,
  createClient,
  type Demo,
  load as put,
  startDemoServer,
  stopDemoServers,
} from './demo-server.ts';
import { against, type Bench, type Figure, figure, median } from './figure.ts';
import type { LoadReport } from './load.ts';

const ML = 'providers/Microsoft.MachineLearningServices';
const DEFINITIONS = '/providers/Microsoft.Authorization/policyDefinitions';
const REGISTRIES = ['azureml', 'azureml-meta', 'azureml-mistral', 'HuggingFace'];
const PUBLISHERS = Array.from({ length: 20 }, (_, n) => `Publisher ${n}`);
const LICENCES = ['MIT', 'Apache-2.0', 'BSD-3-Clause', 'OpenRAIL', 'CC-BY-NC-4.0'];
const TASKS = ['chat-completion', 'embeddings', 'image-classification', 'translation', 'summarization'];
const ASSIGNMENTS = 50;

/** The answers that are worked out in the worker thread, and what they cost the requests beside them. */
export const previewBench: Bench = {
  name: 'preview',
  async run({ quick }) {
    const server = await startDemoServer();
    try {
      const { demo, folder } = server;
      const storage = await joinStorage({ kind: 'embedded', folder });
      try {
        const ask = await createClient(demo);
        return [
          ...(await previews(storage, ask, demo, quick)),
          ...(await deployable(storage, ask, demo, quick)),
        ];
      } finally {
        await storage.close();
      }
    } finally {
      await stopDemoServers(server);
    }
  },
};

/** One assignment over many deployments, none of which it has judged before. */
async function previews(storage: Storage, ask: Ask, demo: Demo, quick: boolean): Promise<Figure[]> {
  const count = quick ? 500 : 10_000;
  const sandbox = `/subscriptions/${demo.subscriptionIds.sandbox}`;
  await store(
    storage,
    Array.from({ length: count }, (_, n) => deploymentAt(sandbox, n)),
  );
  const id = `${sandbox}/providers/Microsoft.Authorization/policyAssignments/bench/preview?api-version=2026-11-01`;
  const body = {
    resource: {
      properties: {
        policyDefinitionId: `${DEFINITIONS}/145e7dc6-c886-45a7-bc11-0b3d23ec357d`,
        parameters: { allowedRegistries: { value: REGISTRIES.slice(1) } },
      },
    },
  };
  const times = await timed(quick ? 3 : 7, async () => {
    const { counts } = await ask('POST', id, body);
    const { resources, newlyNonCompliant } = counts as { resources: number; newlyNonCompliant: number };
    if (resources < count || newlyNonCompliant < count / 5)
      throw new Error(`the preview judged ${JSON.stringify(counts)}`);
  });
  return [
    figure('preview.10k', times, 'ms', {
      note: `${count} deployments under two snapshots, one assignment; HTTP included`,
    }),
  ];
}

/** Every model of a large catalog under many assignments; and PUTs beside it. */
async function deployable(storage: Storage, ask: Ask, demo: Demo, quick: boolean): Promise<Figure[]> {
  const count = quick ? 1_000 : 20_000;
  const production = `/subscriptions/${demo.subscriptionIds.production}`;
  const workspace = `${production}/resourceGroups/rg-chat/${ML}/workspaces/ws-chat`;
  await store(
    storage,
    Array.from({ length: count }, (_, n) => modelAt(production, n)),
  );
  for (let n = 0; n < ASSIGNMENTS; n++) {
    const scope = n % 2 === 0 ? production : `${production}/resourceGroups/rg-chat`;
    const id = `${scope}/providers/Microsoft.Authorization/policyAssignments/bench-${n}?api-version=2024-05-01`;
    await ask('PUT', id, { properties: policy(n) });
  }
  const path = `${workspace}/deployableModels?api-version=2026-11-01`;
  let allowedModel = '';
  const question = async () => {
    const { counts, value } = await ask('POST', path, {});
    const { models, allowed, denied } = counts as Record<string, number>;
    if (models === undefined || models < count || !allowed || !denied)
      throw new Error(`of the models were said ${JSON.stringify(counts)}`);
    const answers = value as readonly { readonly assetId: string; readonly verdict: string }[];
    allowedModel = answers.find(({ verdict }) => verdict === 'allow')?.assetId ?? '';
  };
  const time = await timed(quick ? 3 : 7, question);
  await settled(storage, `${production}/resourceGroups/rg-chat`);
  const load = (): Promise<LoadReport> =>
    put({
      endpoint: demo.endpoint,
      ca: demo.caFile,
      token: ask.token,
      path: `${workspace}/onlineEndpoints/support-chat/deployments/bench-{n}?api-version=2024-10-01`,
      body: {
        location: 'westeurope',
        properties: { model: allowedModel },
      },
      requestsPerSecond: quick ? 20 : 100,
      seconds: quick ? 2 : 8,
      connections: 8,
      names: 50,
    });
  const alone = await load();
  let asked = 0;
  let isOver = false;
  const beside = load().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await question();
    asked++;
  }
  const report = await beside;
  if (alone.failed + report.failed > 0)
    throw new Error(`deployments were not stored: ${alone.firstFailure} ${report.firstFailure}`);
  return [
    figure('deployable-models.20k', time, 'ms', {
      goal: 'under 1000',
      note: `${count} models under ${ASSIGNMENTS} assignments; HTTP included`,
    }),
    {
      ...against('deployable-models.put-p99', report.p99, alone.p99, 'ms', 'about 1x'),
      note: `a PUT beside ${asked} such questions, against one alone; one machine for all of it`,
    },
  ];
}

/** Ten assignments each of five rules that look at models; each group refuses some. */
function policy(n: number): JsonObject {
  const group = Math.floor(n / 10);
  const member = n % 10;
  const own = (name: string, parameters: JsonObject): JsonObject => ({
    policyDefinitionId: `${DEFINITIONS}/${name}`,
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value }])),
  });
  switch (group) {
    case 0:
      return own('145e7dc6-c886-45a7-bc11-0b3d23ec357d', { allowedRegistries: REGISTRIES });
    case 1:
      return own('c9b8ba0e-fac8-43a0-bcf8-7c366041bc47', {
        allowedPublishers: PUBLISHERS.filter((_, index) => index !== member),
      });
    case 2:
      return own('4f6bff70-9003-4c7e-8fab-945ddc67e1e9', {
        allowedLicences: LICENCES.slice(0, member === 0 ? 4 : 5),
      });
    case 3:
      return own('26f1fb2d-63ec-4a32-a692-a0d6c0ca56dd', {
        models: [{ name: `bench-${member}1*` }, { name: `bench-7${member}`, registry: 'azureml' }],
      });
    default:
      return own('19539b54-c61e-4196-9a38-67598701be90', {
        allowedRegistryName: '*',
        restrictedModels: [`azureml://registries/azureml/models/bench-${member}5/versions/1`],
        effect: 'Deny',
      });
  }
}

const DATA = {
  createdBy: 'bench',
  createdByType: 'Application',
  createdAt: '2026-01-01T00:00:00.000Z',
  lastModifiedBy: 'bench',
  lastModifiedByType: 'Application',
  lastModifiedAt: '2026-01-01T00:00:00.000Z',
} as const;

function deploymentAt(subscription: string, n: number): Resource {
  const id = `${subscription}/resourceGroups/bench/${ML}/workspaces/w${n % 50}/onlineEndpoints/e/deployments/d${n}`;
  const registry = REGISTRIES[n % REGISTRIES.length];
  return resourceOf(id, {
    location: 'westeurope',
    sku: { name: 'Default', capacity: 1 },
    properties: {
      model: `azureml://registries/${registry}/models/bench-${n}/versions/1`,
      endpointComputeType: 'Managed',
    },
  });
}

function modelAt(subscription: string, n: number): Resource {
  const registry = REGISTRIES[n % REGISTRIES.length];
  const id = `${subscription}/resourceGroups/rg-models/${ML}/registries/${registry}/models/bench-${n}/versions/1`;
  const pick = (list: readonly string[], step: number) => list[Math.floor(n / step) % list.length] ?? '';
  const tags = { publisher: pick(PUBLISHERS, 4), license: pick(LICENCES, 80), task: pick(TASKS, 400) };
  return resourceOf(id, { properties: { modelType: 'custom_model', tags, properties: { sizeBytes: '1' } } });
}

function resourceOf(text: string, body: JsonObject): Resource {
  const id = parseResourceId(text);
  const type = id && findType(id.typeKey)?.type;
  if (id === undefined || type === undefined) throw new Error(`${text} is no resource`);
  const { key, name } = id;
  return {
    ...{ id: text, key, type, name, body, systemData: DATA },
    ...{ etag: 'bench', instanceId: key, apiVersion: '2024-10-01' },
  };
}

/** Past the API, as an import does: a thousand to a commit. */
async function store(storage: Storage, resources: readonly Resource[]): Promise<void> {
  const nothing = { expect: [], states: [], events: [], entries: [], decisions: [], jobs: [] };
  for (let start = 0; start < resources.length; start += 1_000) {
    const some = resources.slice(start, start + 1_000);
    const changes: readonly SnapshotChange[] = some.flatMap(resource => {
      const { changesOf } = findType(resource.type.toLowerCase()) ?? {};
      const facts = { get: () => undefined, members: () => [], keys: () => [] };
      return changesOf?.(resource, undefined, facts, NO_SNAPSHOT) ?? [];
    });
    const puts = some.map(resource => ({ kind: 'put' as const, resource }));
    const revision = await storage.changes.revision();
    const result = await storage.commit({ ...nothing, revision, resources: puts, changes });
    if (result.outcome === 'stale') throw new Error('somebody else writes');
  }
}

/** Waits until the assignments have been looked at everywhere: that would be measured otherwise. */
async function settled(storage: Storage, scope: string): Promise<void> {
  const types = ['microsoft.machinelearningservices/workspaces/onlineendpoints/deployments'];
  const query = { under: scope.toLowerCase(), types, top: 1 };
  const revision = await storage.changes.revision();
  while ((await storage.states.outdated({ ...query, revision })).length > 0)
    await new Promise(resolve => setTimeout(resolve, 100));
}

/** The types that are stored here do not look at it. */
const NO_SNAPSHOT = {} as never;

/** Median milliseconds, after one to warm up. */
async function timed(rounds: number, run: () => Promise<void>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return median(times);
}
