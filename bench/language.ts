import { queryObjects } from 'node:v8';
import { decide, type EvaluationRequest } from '@sluice/engine';
import type { JsonObject, JsonValue, Program } from '@sluice/language';
import {
  bindParameters,
  compile,
  compileDetails,
  createVocabulary,
  OPERATORS,
  parseDefinition,
} from '@sluice/language';
import { type Corpus, hasCorpus, readCorpus } from '../tests/shared/corpus.ts';
import { assignInitiatives, groupOf, initiativesOf } from '../tests/shared/corpus-initiatives.ts';
import { assignCorpus, SUBSCRIPTION } from '../tests/shared/corpus-snapshot.ts';
import { against, type Bench, type Figure, figure, median, nanosecondsPerCall } from './figure.ts';

const NOW = '2026-01-01T00:00:00Z';

/** What the language costs: each operator against the same written by hand, and the real definitions, where they are at hand. */
export const languageBench: Bench = {
  name: 'language',
  async run({ quick }) {
    const families = FAMILIES.map(family => compareFamily(family, quick ? 5 : 41, quick ? 2_000 : 20_000));
    return hasCorpus ? [...families, ...corpusFigures(quick)] : families;
  },
};

type Resource = { readonly kind?: JsonValue; readonly tags?: Readonly<Record<string, string>> };
type Family = {
  readonly name: string;
  readonly condition: JsonObject;
  readonly byHand: (resource: Resource) => boolean;
  readonly resources: readonly Resource[];
};

const NAMES = ['Standard_DS3_v2', 'premium_lrs', 'app,linux,container', 'x'].map(kind => ({ kind }));
const LISTED = Array.from({ length: 100 }, (_, n) => `Standard_${n}`).concat('PREMIUM_LRS');
const LISTED_LOWER = new Set(LISTED.map(name => name.toLowerCase()));
const lower = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value.toLowerCase() : '';

/** One of each kind of operator; its opposite costs the same. */
const FAMILIES: readonly Family[] = [
  {
    name: 'equals',
    condition: { field: 'kind', equals: 'Premium_LRS' },
    byHand: ({ kind }) => lower(kind) === 'premium_lrs',
    resources: NAMES,
  },
  {
    name: 'in',
    condition: { field: 'kind', in: LISTED },
    byHand: ({ kind }) => LISTED_LOWER.has(lower(kind)),
    resources: NAMES,
  },
  {
    name: 'like',
    condition: { field: 'kind', like: 'standard_*_v2' },
    byHand: ({ kind }) => lower(kind).startsWith('standard_') && lower(kind).endsWith('_v2'),
    resources: NAMES,
  },
  {
    name: 'match',
    condition: { field: 'kind', match: 'Standard_??#_.#' },
    byHand: ({ kind }) => typeof kind === 'string' && /^Standard_[A-Za-z]{2}[0-9]_.[0-9]$/.test(kind),
    resources: NAMES,
  },
  {
    name: 'contains',
    condition: { field: 'kind', contains: 'Linux' },
    byHand: ({ kind }) => lower(kind).includes('linux'),
    resources: NAMES,
  },
  {
    name: 'containsKey',
    condition: { field: 'tags', containsKey: 'Owner' },
    byHand: ({ tags }) => Object.keys(tags ?? {}).some(name => name.toLowerCase() === 'owner'),
    resources: [{ tags: { costCenter: '1', owner: 'me' } }, { tags: { env: 'prod' } }, {}],
  },
  {
    name: 'less',
    condition: { field: 'kind', less: '2021-06-01' },
    byHand: ({ kind }) => typeof kind === 'string' && kind.toLowerCase() < '2021-06-01',
    resources: [{ kind: '2020-01-01' }, { kind: '2023-05-01-preview' }, {}],
  },
  {
    name: 'exists',
    condition: { field: 'kind', exists: 'false' },
    byHand: ({ kind }) => kind === undefined || kind === null,
    resources: [...NAMES, {}],
  },
];

function compareFamily(
  { name, condition, byHand, resources }: Family,
  rounds: number,
  calls: number,
): Figure {
  if (!OPERATORS.some(operator => operator.name === name)) throw new Error(`There is no operator ${name}.`);
  const vocabulary = createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() });
  const program = compileDocument(
    { mode: 'All', policyRule: { if: condition, then: { effect: 'deny' } } },
    vocabulary,
  );
  const inputs = resources.map(resource => ({ resource: resource as JsonObject, context: { now: NOW } }));
  for (const [index, input] of inputs.entries()) {
    const matched = program.evaluate(input).kind === 'matched';
    if (matched !== byHand(resources[index] ?? {})) throw new Error(`${name}: the two disagree on ${index}`);
  }
  let turn = 0;
  const next = () => {
    turn = turn + 1 < inputs.length ? turn + 1 : 0;
    return turn;
  };
  const [compiled = Number.NaN, hand = Number.NaN] = nanosecondsPerCall(
    [
      () => (program.evaluate(inputs[next()] as (typeof inputs)[0]).kind === 'matched' ? 1 : 0),
      () => (byHand(resources[next()] as Resource) ? 1 : 0),
    ],
    rounds,
    calls,
  );
  return against(`language.decision.${name}`, compiled, hand, 'ns');
}

function compileDocument(document: JsonObject, vocabulary: Corpus['vocabulary']): Program {
  const { definition, diagnostics } = parseDefinition(document);
  if (!definition) throw new Error(JSON.stringify(diagnostics));
  return compile(definition, bindParameters(definition, {}).parameters, vocabulary);
}

function corpusFigures(quick: boolean): readonly Figure[] {
  const corpus = readCorpus();
  return [
    ...compileCorpus(corpus, quick),
    ...decideCorpus(corpus, quick),
    ...decideInitiative(corpus, quick),
  ];
}

/** Everything that a definition in force costs: parse, bind, compile the rule and the details; and what that holds in memory. */
function compileCorpus({ definitions, vocabulary }: Corpus, quick: boolean): readonly Figure[] {
  const times: number[] = [];
  let kept: readonly unknown[] = [];
  const before = heapUsed();
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    kept = [];
    const start = performance.now();
    kept = definitions.map(({ content }) => {
      const { definition } = parseDefinition(content);
      if (!definition) throw new Error('every definition of the corpus parses');
      const { parameters } = bindParameters(definition, {});
      return [
        compile(definition, parameters, vocabulary),
        compileDetails(definition, parameters, vocabulary),
      ];
    });
    times.push(performance.now() - start);
  }
  const megabytes = (heapUsed() - before) / 2 ** 20;
  const note = `${kept.length} definitions`;
  return [
    figure('language.compile-corpus', median(times), 'ms', { note }),
    figure('language.corpus-memory', megabytes, 'MB', { note }),
  ];
}

/** Of what is still reachable: looking for objects of a class that has none collects everything else first. */
function heapUsed(): number {
  queryObjects(class Nothing {});
  return process.memoryUsage().heapUsed;
}

const MACHINE: JsonObject = {
  type: 'Microsoft.Compute/virtualMachines',
  name: 'web-1',
  location: 'westeurope',
  tags: { env: 'prod', owner: 'web' },
  identity: { type: 'SystemAssigned' },
  zones: ['1'],
  properties: {
    hardwareProfile: { vmSize: 'Standard_D2s_v5' },
    storageProfile: {
      imageReference: {
        publisher: 'Canonical',
        offer: '0001-com-ubuntu-server-jammy',
        sku: '22_04-lts-gen2',
        version: 'latest',
      },
      osDisk: {
        osType: 'Linux',
        createOption: 'FromImage',
        managedDisk: { storageAccountType: 'Premium_LRS' },
      },
      dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 128 }],
    },
    osProfile: {
      computerName: 'web-1',
      adminUsername: 'azureuser',
      linuxConfiguration: { disablePasswordAuthentication: true, provisionVMAgent: true },
    },
    securityProfile: { securityType: 'TrustedLaunch', uefiSettings: { secureBootEnabled: true } },
    networkProfile: { networkInterfaces: [{ id: `${SUBSCRIPTION}/resourceGroups/rg/nic` }] },
  },
};

const STORAGE_ACCOUNT: JsonObject = {
  type: 'Microsoft.Storage/storageAccounts',
  name: 'files',
  location: 'westeurope',
  kind: 'StorageV2',
  sku: { name: 'Standard_LRS', tier: 'Standard' },
  tags: { env: 'prod' },
  properties: {
    supportsHttpsTrafficOnly: true,
    minimumTlsVersion: 'TLS1_2',
    allowBlobPublicAccess: false,
    allowSharedKeyAccess: false,
    publicNetworkAccess: 'Disabled',
    encryption: {
      keySource: 'Microsoft.Storage',
      services: { blob: { enabled: true }, file: { enabled: true } },
    },
    networkAcls: {
      bypass: 'AzureServices',
      defaultAction: 'Deny',
      ipRules: [{ value: '203.0.113.7', action: 'Allow' }],
      virtualNetworkRules: [],
    },
  },
};

/** All definitions that judge ARM resources, assigned to one subscription, against one resource of it: the whole `decide`. */
function decideCorpus(corpus: Corpus, quick: boolean): readonly Figure[] {
  const start = performance.now();
  const snapshot = assignCorpus(
    corpus,
    [MACHINE, STORAGE_ACCOUNT].map(({ type }) => String(type)),
  );
  const loaded = performance.now() - start;
  const assigned = snapshot.assignments.size;
  const measured = [
    ['engine.corpus-vm', MACHINE],
    ['engine.corpus-storage', STORAGE_ACCOUNT],
  ] as const;
  return [
    figure('engine.corpus-load', loaded, 'ms', { note: `${assigned} assignments into a snapshot` }),
    ...measured.map(([name, resource]) => {
      const request = requestFor(resource);
      const { results } = decide(snapshot, request);
      const broken = results.filter(({ outcome }) => outcome === 'error').length;
      const [nanoseconds = Number.NaN] = nanosecondsPerCall(
        [() => decide(snapshot, request).results.length],
        quick ? 5 : 41,
        quick ? 20 : 100,
      );
      const note = `${results.length} of ${assigned} assigned rules apply, ${broken} of them fail`;
      return figure(name, nanoseconds / 1e6, 'ms', { goal: 'at most 2 ms', note });
    }),
  ];
}

/** The initiative with the most members, assigned: into a snapshot, and one resource against it. */
function decideInitiative(corpus: Corpus, quick: boolean): readonly Figure[] {
  const [largest] = initiativesOf(corpus);
  if (largest === undefined) return [];
  const before = assignInitiatives(corpus, [], [String(MACHINE['type'])]);
  const start = performance.now();
  const { snapshot, assigned } = assignInitiatives(corpus, [largest], [String(MACHINE['type'])]);
  const loaded = performance.now() - start;
  const rules = assigned.flatMap(({ assignmentKey }) => snapshot.rulesOf(assignmentKey));
  const request = requestFor(MACHINE, groupOf(0));
  const { results } = decide(snapshot, request);
  const [judged = Number.NaN, idle = Number.NaN] = nanosecondsPerCall(
    [() => decide(snapshot, request).results.length, () => decide(before.snapshot, request).results.length],
    quick ? 5 : 41,
    quick ? 20 : 200,
  );
  const note = `'${largest.displayName}': ${largest.members.length} members, ${rules.length} rules, ${results.length} apply`;
  return [
    figure('engine.initiative-load', loaded, 'ms', { note }),
    against('engine.initiative-mcsb', judged / 1e6, idle / 1e6, 'ms'),
  ];
}

function requestFor(resource: JsonObject, group = `${SUBSCRIPTION}/resourceGroups/rg`): EvaluationRequest {
  const type = String(resource['type']);
  return {
    decisionId: 'bench',
    at: NOW,
    occasion: 'write',
    context: {
      managementGroups: [],
      subscription: { id: SUBSCRIPTION, subscriptionId: 's', displayName: 'S', tags: {} },
      resourceGroup: { id: group, name: 'rg', location: 'westeurope', tags: {} },
    },
    apiVersion: '2024-10-01',
    correlationId: 'bench',
    action: `${type}/write`,
    resource: { id: `${group}/providers/${type}/${String(resource['name'])}`, ...resource },
  };
}
