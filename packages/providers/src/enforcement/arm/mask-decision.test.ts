import { applyChanges, decide } from '@sluice/engine';
import type { PolicyAssignment, PolicyDefinition, RuleResult } from '@sluice/engine/model';
import type { EvaluatedExpression, JsonObject } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { catalogSnapshot, typeAt } from '../../testing/catalog-snapshot.ts';
import { maskDecision } from './mask-decision.ts';
import { toRequest } from './to-request.ts';

const ID =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/d';
const TYPE = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const VARIABLES = `${TYPE}/environmentVariables`;
const TOKEN = `field('${VARIABLES}').TOKEN`;
const RESOURCE: JsonObject = {
  id: ID,
  name: 'd',
  type: TYPE,
  location: 'westeurope',
  tags: { hunter2: 'x' },
  properties: { environmentVariables: { TOKEN: 'hunter2' }, instanceType: 'big' },
};

function judged(leaf: JsonObject, resource: JsonObject = RESOURCE) {
  const definition: PolicyDefinition = {
    id: '/providers/Microsoft.Authorization/policyDefinitions/d',
    name: 'd',
    policyType: 'Custom',
    mode: 'All',
    version: '1.0.0',
    document: {
      mode: 'All',
      policyRule: { if: { allOf: [{ field: 'type', equals: TYPE }, leaf] }, then: { effect: 'deny' } },
    },
  };
  const assignment: PolicyAssignment = {
    id: '/providers/Microsoft.Authorization/policyAssignments/a',
    name: 'a',
    scope: '',
    notScopes: [],
    policyDefinitionId: definition.id,
    parameters: {},
    enforcementMode: 'Default',
    nonComplianceMessages: [],
    instanceId: 'i',
  };
  const snapshot = applyChanges(catalogSnapshot([]), 2, [
    { kind: 'policyDefinition', key: definition.id.toLowerCase(), record: definition },
    { kind: 'policyAssignment', key: assignment.id.toLowerCase(), record: assignment },
  ]);
  const request = toRequest({
    decisionId: 'd',
    at: '2026-11-01T10:00:00Z',
    occasion: 'write',
    resource,
    facts: undefined,
    snapshot,
    apiVersion: '2024-04-01',
    correlationId: 'c',
    action: `${TYPE}/write`,
  });
  const before = { request, decision: decide(snapshot, request) };
  return { before, after: maskDecision(before, typeAt(ID), snapshot) };
}

function told(leaf: JsonObject): readonly EvaluatedExpression[] {
  const { before, after } = judged(leaf);
  expect(after.decision.verdict).toBe('deny');
  expect(after.decision.results.map(verdictOf)).toEqual(before.decision.results.map(verdictOf));
  expect(JSON.stringify([after.decision.resource, after.request])).not.toContain('"hunter2"}');
  return after.decision.results[0]?.evaluatedExpressions ?? [];
}

function verdictOf({ outcome, complianceState, refuses, effect }: RuleResult) {
  return { outcome, complianceState, refuses, effect };
}

const OF_TYPE = {
  result: 'True',
  expressionKind: 'Field',
  expression: 'type',
  path: 'type',
  operator: 'Equals',
};

describe('where the rule says the same of a masked resource, it is told as of that one', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'the field itself',
      { field: VARIABLES, notEquals: 'x' },
      { expression: VARIABLES, expressionValue: { TOKEN: '******' }, targetValue: 'x' },
    ],
    [
      'a value that reads it',
      { value: `[${TOKEN}]`, notEquals: 'x' },
      { expression: `[${TOKEN}]`, expressionValue: '******', targetValue: 'x' },
    ],
    [
      'a target made of it',
      { field: 'name', notEquals: `[concat('a-', ${TOKEN})]` },
      { expression: 'name', expressionValue: 'd', targetValue: 'a-******' },
    ],
    [
      'a count over it',
      {
        count: { field: `${TYPE}/dataCollector.requestLogging.captureHeaders[*]` },
        less: `[length(${TOKEN})]`,
      },
      { expressionValue: 0, targetValue: 6 },
    ],
  ])('%s', (_, leaf, expected) => {
    expect(told(leaf)).toMatchObject([{ ...OF_TYPE, expressionValue: TYPE, targetValue: TYPE }, expected]);
  });
});

describe('where it says something else, nothing that may come from the secret is told', () => {
  const ofType = { ...OF_TYPE, expressionValue: TYPE, targetValue: '******' };

  it('a value that is the secret, and a target that is the same', () => {
    expect(told({ value: `[${TOKEN}]`, equals: 'HUNTER2' })).toEqual([
      ofType,
      {
        result: 'True',
        expressionKind: 'Value',
        expression: `[${TOKEN}]`,
        operator: 'Equals',
        expressionValue: '******',
        targetValue: '******',
      },
    ]);
  });

  it('a name that was made of it', () => {
    expect(told({ field: `[concat('tags[', ${TOKEN}, ']')]`, exists: true })).toEqual([
      ofType,
      {
        result: 'True',
        expressionKind: 'Field',
        expression: '******',
        operator: 'Exists',
        expressionValue: '******',
        targetValue: '******',
      },
    ]);
  });
});

it('a rule that fails on a secret says that, and no more', () => {
  const { after } = judged({ value: `[int(${TOKEN})]`, greater: 0 });
  expect(after.decision.results).toMatchObject([
    {
      outcome: 'error',
      refuses: true,
      error: { code: 'function/bad-format', message: 'What failed is about a secret, and is not shown.' },
    },
  ]);
});

it('a rule that fails on something else says on what', () => {
  const { before, after } = judged({ value: "[int(field('location'))]", greater: 0 });
  expect(after.decision.results[0]?.error?.message).toContain('westeurope');
  expect(after.decision.results).toEqual(before.decision.results);
});

it('a rule that reads no secret tells all that it saw', () => {
  const { before, after } = judged({ field: `${TYPE}/instanceType`, equals: 'big' });
  expect(after.decision.results).toEqual(before.decision.results);
});

it('where there is no secret, the decision stays the very same', () => {
  const { before, after } = judged({ field: 'name', equals: 'd' }, { ...RESOURCE, properties: {} });
  expect(after.decision).toBe(before.decision);
  expect(after.request).toBe(before.request);
});
