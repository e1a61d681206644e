import type { PolicyEvent, Resource, ResourceStates, StateResult, WriteSet } from '@sluice/engine/model';
import { PHI4, type World } from './harness.ts';

const WORKSPACE = 'Microsoft.MachineLearningServices/workspaces';
const BATCH = 250;

/** Workspaces of a resource group, numbered. */
export function workspaceAt(group: string, n: number): string {
  return `${group}/providers/${WORKSPACE}/ws-${String(n).padStart(5, '0')}`;
}

/**
 * What a rule that nobody assigned says. Its name is a formula to a spreadsheet, its reason has all that CSV has to quote; the odd ones
 * are about components.
 */
export function saidBy(rule: number, complianceState: StateResult['complianceState']): StateResult {
  const name = `=1+${rule}`;
  const id = `/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/${name}`;
  const isOfComponent = rule % 2 === 1;
  return {
    assignmentKey: id.toLowerCase(),
    assignmentId: id,
    definitionKey: '/providers/microsoft.authorization/policydefinitions/many',
    definitionId: '/providers/Microsoft.Authorization/policyDefinitions/many',
    definitionVersion: '1.0.0',
    definitionCategory: '@SUM(A1), and more',
    definitionReferenceId: null,
    initiativeId: null,
    initiativeVersion: null,
    initiativeCategory: null,
    groupNames: ['one', 'two, "three"'],
    componentId: isOfComponent ? '/components/-c' : null,
    componentType: isOfComponent ? 'T' : null,
    componentName: isOfComponent ? '-c' : null,
    effect: 'audit',
    complianceState,
    ...(complianceState === 'Compliant'
      ? {}
      : {
          error: { code: 'x', message: 'two\r\nlines, "quoted"' },
          evaluatedExpressions: [
            {
              result: 'True',
              expressionKind: 'Field',
              expression: 'location',
              expressionValue: PHI4.repeat(4),
              targetValue: ['a', 'b'],
              operator: 'notIn',
            },
          ],
        }),
  };
}

/** Writes `count` workspaces of a group with these results, as judged at a time. */
export async function manyStates(
  { storage }: Pick<World, 'storage'>,
  group: string,
  { from = 0, to, at, results }: { from?: number; to: number; at: string; results: readonly StateResult[] },
): Promise<void> {
  const { revision } = await storage.changes.current();
  for (let start = from; start < to; start += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, to - start) }, (_, n) => workspaceAt(group, start + n));
    await written(storage, {
      revision,
      resources: ids.map(id => ({ kind: 'put', resource: workspaceOf(id, at) })),
      states: ids.map(id => statesOf(id, revision, at, results)),
    });
  }
}

/** Writes `count` requests about workspaces of a group, a second apart, of which these rules said something. */
export async function manyEvents(
  { storage }: Pick<World, 'storage'>,
  group: string,
  { count, at, results }: { count: number; at: string; results: readonly StateResult[] },
): Promise<void> {
  const { revision } = await storage.changes.current();
  for (let start = 0; start < count; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - start) }, (_, n) => start + n);
    const decided = numbers.map(n => ({
      id: workspaceAt(group, n),
      decisionId: `${group.slice(-4)}-${n}`,
      at: new Date(Date.parse(at) + n * 1_000).toISOString(),
    }));
    await written(storage, {
      revision,
      decisions: decided.map(({ id, decisionId, at: when }) => ({
        id: decisionId,
        at: when,
        revision,
        engineVersion: '1',
        verdict: 'allow',
        resourceKey: id.toLowerCase(),
        principalId: 'p1',
        request: {
          decisionId,
          at: when,
          occasion: 'write',
          resource: { id, type: WORKSPACE, name: 'w' },
          context: { managementGroups: [] },
          apiVersion: '2024-10-01',
          correlationId: 'c',
          action: `${WORKSPACE}/write`,
        },
      })),
      events: decided.flatMap(({ id, decisionId, at: when }) =>
        results.map(
          (result): PolicyEvent => ({
            ...result,
            at: when,
            resourceKey: id.toLowerCase(),
            resourceId: id,
            resourceType: WORKSPACE,
            location: 'westeurope',
            isCompliant: result.complianceState === 'Compliant',
            correlationId: 'c',
            decisionId,
          }),
        ),
      ),
    });
  }
}

async function written(storage: World['storage'], given: Partial<WriteSet> & { revision: number }) {
  const nothing = {
    expect: [],
    resources: [],
    changes: [],
    states: [],
    events: [],
    entries: [],
    decisions: [],
    jobs: [],
  };
  const result = await storage.commit({ ...nothing, ...given });
  if (result.outcome !== 'committed') throw new Error('somebody else wrote');
}

function workspaceOf(id: string, at: string): Resource {
  return {
    id,
    key: id.toLowerCase(),
    type: WORKSPACE,
    name: id.slice(id.lastIndexOf('/') + 1),
    body: { location: 'westeurope', tags: { team: '=ml' } },
    systemData: {
      createdBy: 'many',
      createdByType: 'Application',
      createdAt: at,
      lastModifiedBy: 'many',
      lastModifiedByType: 'Application',
      lastModifiedAt: at,
    },
    etag: 'e1',
    instanceId: 'i1',
    apiVersion: '2024-10-01',
  };
}

function statesOf(id: string, revision: number, at: string, results: readonly StateResult[]): ResourceStates {
  return {
    resourceKey: id.toLowerCase(),
    resourceId: id,
    resourceType: WORKSPACE,
    location: 'westeurope',
    etag: 'e1',
    revision,
    at,
    results,
  };
}
