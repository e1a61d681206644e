import { expect, test } from 'vitest';
import type { PolicySetDefinition } from '../model/records.ts';
import { effectiveParameters } from './effective-parameters.ts';

const definition = {
  document: {
    mode: 'All',
    parameters: {
      effect: { type: 'String', allowedValues: ['Audit', 'Deny'], defaultValue: 'Audit' },
      listOfNames: { type: 'Array', defaultValue: [] },
    },
    policyRule: {
      if: { field: 'name', in: "[parameters('listOfNames')]" },
      then: { effect: "[parameters('effect')]" },
    },
  },
};
const initiative: PolicySetDefinition = {
  id: '/sets/s',
  name: 's',
  policyType: 'Custom',
  version: '1.0.0',
  parameters: { names: { type: 'Array', defaultValue: ['a'] }, unused: { type: 'String' } },
  groups: [],
  members: [
    {
      policyDefinitionId: '/definitions/d',
      policyDefinitionReferenceId: 'Ref',
      parameters: { listOfNames: "[parameters('names')]", effect: 'Deny' },
      groupNames: [],
    },
  ],
};

test('what is given, and the defaults for the rest, by the names as declared', () => {
  expect(effectiveParameters({ parameters: { EFFECT: 'deny' } }, definition)).toEqual({
    definition: { effect: 'Deny', listOfNames: [] },
  });
});

test('a member gets what its initiative passes on, defaults included', () => {
  const member = { initiative, referenceId: 'REF' };
  expect(effectiveParameters({ parameters: {} }, definition, member)).toEqual({
    definition: { effect: 'Deny', listOfNames: ['a'] },
    initiative: { names: ['a'] },
  });
  expect(effectiveParameters({ parameters: { names: ['b'] } }, definition, member).definition).toEqual({
    effect: 'Deny',
    listOfNames: ['b'],
  });
});

test('a member that is gone leaves the defaults', () => {
  expect(
    effectiveParameters({ parameters: {} }, definition, { initiative, referenceId: 'other' }).definition,
  ).toEqual({ effect: 'Audit', listOfNames: [] });
});

test('a document that is no definition has what is given', () => {
  expect(effectiveParameters({ parameters: { x: 1 } }, { document: {} })).toEqual({ definition: { x: 1 } });
});
