import { describe, expect, test } from 'vitest';
import { readAssignment } from '../../../lib/policy/assignment.ts';
import { mostAssignmentName, nameProblem, suggestName } from '../../../lib/policy/policy-name.ts';
import { draftOf, duplicateOf, EMPTY_DRAFT } from './draft.ts';
import { readStoredDraft, writeStoredDraft } from './stored-draft.ts';
import { toBody } from './to-body.ts';

const PRODUCTION = '/subscriptions/5';
const GROUP = '/providers/Microsoft.Management/managementGroups/root';
const definition = '/providers/Microsoft.Authorization/policyDefinitions/d';

/** As the server answers it. */
const stored = {
  id: `${PRODUCTION}/providers/Microsoft.Authorization/policyAssignments/a`,
  name: 'a',
  location: 'westeurope',
  identity: { type: 'SystemAssigned', principalId: 'p', tenantId: 't' },
  properties: {
    displayName: 'A',
    description: 'why',
    policyDefinitionId: definition,
    definitionVersion: '1.*.*',
    scope: PRODUCTION,
    notScopes: [`${PRODUCTION}/resourceGroups/rg`],
    enforcementMode: 'DoNotEnforce',
    parameters: { list: { value: ['x'] }, nothing: { value: null } },
    nonComplianceMessages: [{ message: 'all' }, { message: 'one', policyDefinitionReferenceId: 'm' }],
    resourceSelectors: [{ name: 'ring', selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }],
    overrides: [
      {
        kind: 'policyEffect',
        value: 'Audit',
        selectors: [{ kind: 'policyDefinitionReferenceId', notIn: ['m'] }],
      },
      { kind: 'definitionVersion', value: '1.0.*' },
    ],
    selfServeExemptionSettings: { enabled: true },
    metadata: { assignedBy: 'Ann', createdBy: 'x', createdOn: 'y', ticket: '7' },
    instanceId: 'i',
    effectiveDefinitionVersion: '1.0.0',
  },
};
const declared = new Set(['list', 'nothing']);

test('an assignment that is edited and not changed is written as it was', () => {
  const { instanceId, effectiveDefinitionVersion, scope, metadata, ...written } = stored.properties;
  expect(toBody(draftOf(readAssignment(stored)), declared)).toEqual({
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: { ...written, metadata: { assignedBy: 'Ann', ticket: '7' } },
  });
});

test('a duplicate has no name, and no identity of another', () => {
  const copy = duplicateOf(readAssignment(stored), 'Copy of A');
  expect(copy).toMatchObject({ name: '', displayName: 'Copy of A', identity: { kind: 'system' } });
  expect(copy.identity).not.toHaveProperty('principalId');
  expect(copy.parameters).toEqual({ list: { value: ['x'] }, nothing: { value: null } });
});

test('what is empty is left out, and so are values of a definition chosen before', () => {
  const body = toBody(
    {
      ...EMPTY_DRAFT,
      definitionId: definition,
      displayName: ' A ',
      location: 'westeurope',
      messages: [{ message: '  ' }],
      parameters: { old: { value: 1 }, list: { value: [] }, half: { text: '{"a":' } },
    },
    new Set(['list', 'half']),
  );
  expect(body).toEqual({
    properties: {
      displayName: 'A',
      policyDefinitionId: definition,
      enforcementMode: 'Default',
      parameters: { list: { value: [] } },
    },
  });
});

test('an identity of a user is named by its id', () => {
  const body = toBody(
    { ...EMPTY_DRAFT, identity: { kind: 'user', id: '/i', principalId: 'p' }, location: 'x' },
    declared,
  );
  expect(body).toMatchObject({
    location: 'x',
    identity: { type: 'UserAssigned', userAssignedIdentities: { '/i': {} } },
  });
});

describe('names', () => {
  test.each([
    ['Only approved registries', PRODUCTION, [], 'only-approved-registries'],
    ['Only approved registries of mine', GROUP, [], 'only-approved-registries'],
    ['[Preview]: Azure Machine Learning Models', GROUP, [], 'azure-machine-learning'],
    ['Only approved registries', GROUP, ['only-approved-registries'], 'only-approved-2'],
    ['Ünïcode & Ωmega', PRODUCTION, [], 'ünïcode-ωmega'],
    ['Abcdefghijklmnopqrstuvwxyz0123456789', GROUP, [], 'abcdefghijklmnopqrstuvwx'],
    ['???', PRODUCTION, ['policy', 'policy-2'], 'policy-3'],
  ])('%j at %s is %j', (displayName, scope, taken, name) => {
    expect(suggestName(displayName, mostAssignmentName(scope), new Set(taken))).toBe(name);
  });

  test.each([
    ['', PRODUCTION, 'empty'],
    ['a'.repeat(65), PRODUCTION, 'long'],
    ['a'.repeat(64), PRODUCTION, undefined],
    ['a'.repeat(25), GROUP, 'long'],
    ['a/b', PRODUCTION, 'character'],
    ['a\u0007', PRODUCTION, 'character'],
    ['a.', PRODUCTION, 'end'],
    ['Taken', PRODUCTION, 'taken'],
    ['fine name', PRODUCTION, undefined],
  ])('%j at %s: %s', (name, scope, problem) => {
    expect(nameProblem(name, mostAssignmentName(scope), new Set(['taken']))).toBe(problem);
  });
});

describe('a stored draft', () => {
  test('is what was kept', () => {
    const kept = { draft: draftOf(readAssignment(stored)), at: '2026-11-29T00:00:00Z' };
    expect(readStoredDraft(JSON.parse(JSON.stringify(writeStoredDraft(kept))))).toEqual(kept);
  });

  test.each([
    undefined,
    null,
    '',
    {},
    { form: 2 },
    { form: 1, at: 'x', draft: null },
    { form: 1, at: 'x', draft: { ...EMPTY_DRAFT, notScopes: 'x' } },
    { form: 1, at: 'x', draft: { ...EMPTY_DRAFT, parameters: [] } },
    { form: 1, draft: { ...EMPTY_DRAFT } },
  ])('that is none is not taken: %j', kept => {
    expect(readStoredDraft(kept as never)).toBeUndefined();
  });
});
