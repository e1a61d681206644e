import { expect, test } from 'vitest';
import { readExplanation } from './read-explanation.ts';

const ASSIGNMENT = '/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/only-azureml';

test('a refusal is told by the names of its policy', () => {
  const read = readExplanation({
    recomputedVerdict: 'deny',
    recomputedRevision: 7,
    sentence: 'Refused.',
    refusals: [
      {
        policyAssignmentId: ASSIGNMENT,
        policyAssignmentDisplayName: 'Only approved registries',
        policyAssignmentScope: '/subscriptions/s',
        policyAssignmentScopeDisplayName: 'Production',
        policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/d',
        policyDefinitionDisplayName: 'Registries',
        effect: 'Deny',
        reason: "The model comes from the registry 'x'.",
      },
    ],
  });
  expect(read).toMatchObject({
    verdict: 'deny',
    revision: 7,
    refusals: [
      {
        assignmentName: 'Only approved registries',
        scopeName: 'Production',
        definitionName: 'Registries',
        initiativeName: undefined,
        message: undefined,
      },
    ],
  });
});

test('names that are not told are made of the ids', () => {
  const [row] = readExplanation({
    considered: [
      {
        policyAssignmentId: ASSIGNMENT,
        policySetDefinitionId: '/providers/Microsoft.Authorization/policySetDefinitions/set',
        applied: true,
        standing: 'passes',
      },
    ],
  }).considered;
  expect(row).toMatchObject({
    assignmentName: 'only-azureml',
    scope: '/subscriptions/s',
    scopeName: 's',
    definitionName: undefined,
    initiativeName: 'set',
    trace: undefined,
  });
});

test.each([
  [{ found: true, changes: [{ kind: 'sku', path: 'sku.name', before: 'a' }] }, { found: true }],
  [
    { found: false, complete: true },
    { found: false, complete: true },
  ],
  [{}, undefined],
])('what would pass: %j', (wouldPass, expected) => {
  const read = readExplanation({ wouldPass }).wouldPass;
  if (expected === undefined) expect(read).toBeUndefined();
  else expect(read).toMatchObject(expected);
});

test('a change to nothing is told from a change to null', () => {
  const changes = [
    { kind: 'property', path: 'a', before: 1 },
    { kind: 'property', path: 'b', after: null },
  ];
  expect(readExplanation({ wouldPass: { found: true, changes } }).wouldPass).toEqual({
    found: true,
    changes: [
      { kind: 'property', path: 'a', before: 1, after: undefined },
      { kind: 'property', path: 'b', before: undefined, after: null },
    ],
  });
});

test.each([[{}], [undefined], ['x'], [{ verdict: 'Allow' }], [{ refusals: 'x', considered: [1] }]])(
  '%j is no permission',
  properties => {
    const { verdict, refusals, considered, alternatives } = readExplanation(properties);
    expect([verdict, refusals, considered, alternatives]).toEqual(['deny', [], [], []]);
  },
);
