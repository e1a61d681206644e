import type { Attestation, PolicyExemption } from '@sluice/engine/model';
import { expect, test } from 'vitest';
import { expiredBetween } from './expiry.ts';

const exemption = (name: string, expiresOn?: string): [string, PolicyExemption] => [
  name,
  {
    id: name,
    name,
    scope: '',
    policyAssignmentId: 'a',
    policyDefinitionReferenceIds: [],
    exemptionCategory: 'Waiver',
    assignmentScopeValidation: 'Default',
    ...(expiresOn === undefined ? {} : { expiresOn }),
  },
];
const attestation = (name: string, expiresOn: string): [string, Attestation] => [
  name,
  { id: name, name, scope: '', policyAssignmentId: 'a', complianceState: 'Compliant', expiresOn },
];
const snapshot = {
  exemptions: new Map([
    exemption('never'),
    exemption('noon', '2026-01-01T12:00:00Z'),
    exemption('one', '2026-01-01T14:00:00+01:00'),
  ]),
  attestations: new Map([attestation('two', '2026-01-01T14:00:00.000Z')]),
};

test.each([
  ['', '2026-01-01T11:59:59Z', []],
  ['', '2026-01-01T12:00:00Z', ['noon']],
  ['2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z', ['one']],
  ['2026-01-01T11:00:00Z', '2026-01-01T15:00:00Z', ['noon', 'one', 'two']],
  ['2026-01-01T15:00:00Z', '2027-01-01T00:00:00Z', []],
])('since %j until %s: %j', (since, until, expired) => {
  expect(expiredBetween(snapshot, since, until).map(({ key }) => key)).toEqual(expired);
});
