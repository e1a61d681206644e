import { readFileSync } from 'node:fs';
import type {
  EvaluationRequest,
  PolicyAssignment,
  PolicyDefinition,
  Snapshot,
  SnapshotChange,
} from '@sluice/engine';
import { applyChanges, createSnapshot, decide } from '@sluice/engine';
import type { JsonObject, Program } from '@sluice/language';
import { bindParameters, compile, parseDefinition } from '@sluice/language';
import { createProviderVocabulary, createTypeTable } from '@sluice/providers/types';
import type { Bench, Figure } from './figure.ts';
import { against, figure, nanosecondsPerCall } from './figure.ts';

const COMPONENT_TYPE = 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments';
const SEED = 'machine-learning/only-allowed-registry.json';
const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001';
const vocabulary = createProviderVocabulary();

/** What a decision costs: one rule against the same rule written by hand, and many assignments against one. */
export const decisionBench: Bench = {
  name: 'decision',
  async run({ quick }) {
    const rounds = quick ? 5 : 41;
    const calls = quick ? 2_000 : 20_000;
    return [...seed(rounds, calls), ...assignments(rounds, Math.ceil(calls / 10))];
  },
};

function seed(rounds: number, calls: number): Figure[] {
  const many = Array.from(
    { length: 1_000 },
    (_, n) => `azureml://registries/azureml/models/restricted-${n}/versions/${n % 7}`,
  );
  return [compare('decision.seed', [], rounds, calls), compare('decision.seed-1000', many, rounds, calls)];
}

/** The compiled rule and the function below over the same components: one allowed, one restricted, one of another registry. */
function compare(name: string, restricted: readonly string[], rounds: number, calls: number): Figure {
  const program = compileSeed({
    allowedRegistryName: 'azureml',
    restrictedModels: restricted,
    effect: 'Deny',
  });
  const byHand = writtenByHand('azureml', restricted);
  const components = [
    component('azureml://registries/azureml/models/Phi-4/versions/8'),
    component(restricted[500] ?? 'azureml://registries/azureml/models/gpt2/versions/15'),
    component('azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5'),
  ];
  const inputs = components.map(resource => ({ resource, context: { now: '2026-01-01T00:00:00Z' } }));
  for (const [index, input] of inputs.entries()) {
    const matched = program.evaluate(input).kind === 'matched';
    if (matched !== byHand(components[index] ?? {}))
      throw new Error(`${name}: the two disagree on component ${index}`);
  }
  let turn = 0;
  const next = () => (turn = turn === 2 ? 0 : turn + 1);
  const [compiled = Number.NaN, hand = Number.NaN] = nanosecondsPerCall(
    [
      () => (program.evaluate(inputs[next()] as (typeof inputs)[0]).kind === 'matched' ? 1 : 0),
      () => (byHand(components[next()] as JsonObject) ? 1 : 0),
    ],
    rounds,
    calls,
  );
  return against(name, compiled, hand, 'ns', 'at most 2x');
}

/** The tutorial's rule as a programmer would write it by hand, with the language's meaning: case does not matter. */
function writtenByHand(
  allowedRegistry: string,
  restricted: readonly string[],
): (component: JsonObject) => boolean {
  const listed = new Set(restricted.map(id => id.toLowerCase()));
  const prefix = `azureml://registries/${allowedRegistry}/`.toLowerCase();
  return component => {
    if (
      typeof component['type'] !== 'string' ||
      component['type'].toLowerCase() !== COMPONENT_TYPE.toLowerCase()
    )
      return false;
    const model = component['model'] as JsonObject | undefined;
    const assetId = model?.['assetId'];
    if (typeof assetId !== 'string') return false;
    const folded = assetId.toLowerCase();
    if (listed.has(folded)) return true;
    return folded.startsWith('azureml://registries/') && !folded.startsWith(prefix);
  };
}

function component(assetId: string): JsonObject {
  const [, , , registryName = ''] = assetId.split('/');
  return {
    type: COMPONENT_TYPE,
    id: `${SUBSCRIPTION}/x`,
    name: 'blue',
    model: { assetId, registryName, publisher: 'Somebody' },
  };
}

/** One assignment of the tutorial's policy in scope, and the same with 999 more that concern other types. */
function assignments(rounds: number, calls: number): Figure[] {
  const alone = snapshotWith(0);
  const crowded = snapshotWith(999);
  const request = deploymentRequest();
  for (const snapshot of [alone, crowded]) {
    if (decide(snapshot, request).verdict !== 'deny')
      throw new Error('the deployment must be refused in both worlds');
  }
  const [one = Number.NaN, thousand = Number.NaN] = nanosecondsPerCall(
    [() => decide(alone, request).results.length, () => decide(crowded, request).results.length],
    rounds,
    calls,
  );
  return [
    figure('decide.seed', one, 'ns', { note: 'the whole decide' }),
    against('decision.1000-assignments', thousand, one, 'ns', 'at most 1.5x'),
  ];
}

function snapshotWith(others: number): Snapshot {
  const changes: SnapshotChange[] = [
    {
      kind: 'scope',
      key: SUBSCRIPTION,
      record: { kind: 'subscription', id: SUBSCRIPTION, name: 'production', document: {} },
    },
    definitionChange(definitionFile()),
    assignmentChange('only-approved', definitionFile().id, {
      allowedRegistryName: 'azureml',
      effect: 'Deny',
    }),
  ];
  for (let n = 0; n < others; n++) {
    const definition = otherDefinition(n);
    changes.push(definitionChange(definition), assignmentChange(`other-${n}`, definition.id, {}));
  }
  return applyChanges(createSnapshot(createTypeTable(), vocabulary), 1, changes);
}

function otherDefinition(n: number): PolicyDefinition {
  const id = `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyDefinitions/other-${n}`;
  const document = {
    mode: 'Indexed',
    policyRule: {
      if: {
        allOf: [
          { field: 'type', equals: `Microsoft.Other/things${n % 50}` },
          { field: 'location', notEquals: 'westeurope' },
        ],
      },
      then: { effect: 'deny' },
    },
  };
  return { id, name: `other-${n}`, policyType: 'Custom', mode: 'Indexed', version: '1.0.0', document };
}

function definitionFile(): PolicyDefinition {
  const file = JSON.parse(
    readFileSync(new URL(`../packages/content/definitions/${SEED}`, import.meta.url), 'utf8'),
  );
  return {
    id: file.id,
    name: file.name,
    policyType: 'BuiltIn',
    mode: file.properties.mode,
    version: file.properties.version,
    document: file.properties,
  };
}

function definitionChange(record: PolicyDefinition): SnapshotChange {
  return { kind: 'policyDefinition', key: record.id.toLowerCase(), record };
}

function assignmentChange(name: string, policyDefinitionId: string, parameters: JsonObject): SnapshotChange {
  const id = `${SUBSCRIPTION}/providers/Microsoft.Authorization/policyAssignments/${name}`;
  const record: PolicyAssignment = {
    id,
    name,
    scope: SUBSCRIPTION,
    notScopes: [],
    policyDefinitionId,
    parameters,
    enforcementMode: 'Default',
    nonComplianceMessages: [],
    instanceId: name,
  };
  return { kind: 'policyAssignment', key: id.toLowerCase(), record };
}

function deploymentRequest(): EvaluationRequest {
  const type = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
  const id = `${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/blue`;
  return {
    decisionId: 'bench',
    at: '2026-01-01T00:00:00Z',
    occasion: 'write',
    context: { managementGroups: [] },
    apiVersion: '2024-10-01',
    correlationId: 'bench',
    action: `${type}/write`,
    resource: {
      id,
      name: 'blue',
      type,
      location: 'westeurope',
      tags: {},
      sku: { name: 'Default', capacity: 1 },
      properties: {
        model: 'azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5',
        endpointComputeType: 'Managed',
        instanceType: 'Standard_DS3_v2',
      },
    },
  };
}

function compileSeed(parameters: JsonObject): Program {
  const { definition, diagnostics } = parseDefinition({ properties: definitionFile().document });
  if (!definition) throw new Error(JSON.stringify(diagnostics));
  return compile(definition, bindParameters(definition, parameters).parameters, vocabulary);
}
