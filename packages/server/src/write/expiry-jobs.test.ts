import type { SnapshotChange } from '@sluice/engine/model';
import { expect, it } from 'vitest';
import { dueExpiryJobs } from './expiry-jobs.ts';

const AT = '2026-01-01T12:00:00.000Z';

const exemption = (expiresOn?: string): SnapshotChange => ({
  kind: 'policyExemption',
  key: '/e',
  record: {
    id: '/E',
    name: 'E',
    scope: '',
    policyAssignmentId: 'a',
    policyDefinitionReferenceIds: [],
    exemptionCategory: 'Waiver',
    assignmentScopeValidation: 'Default',
    ...(expiresOn === undefined ? {} : { expiresOn }),
  },
});
const attestation = (expiresOn: string): SnapshotChange => ({
  kind: 'attestation',
  key: '/t',
  record: {
    id: '/T',
    name: 'T',
    scope: '',
    policyAssignmentId: 'a',
    complianceState: 'Compliant',
    expiresOn,
  },
});
const job = (at: string, startAfter: string) => ({
  name: 'due-expiry',
  input: { at },
  startAfter,
  singletonKey: at,
});

it('what ends has a job a little before, one for what ends at the same time', () => {
  const jobs = dueExpiryJobs(
    [
      exemption('2026-02-01T00:00:00Z'),
      attestation('2026-02-01T01:00:00+01:00'),
      attestation('2026-03-01T00:00:00.5Z'),
    ],
    AT,
  );
  expect(jobs).toEqual([
    job('2026-02-01T00:00:00.000Z', '2026-01-31T23:59:57.000Z'),
    job('2026-03-01T00:00:00.500Z', '2026-02-28T23:59:57.500Z'),
  ]);
});

it.each<[string, SnapshotChange]>([
  ['never ends', exemption()],
  ['has ended', exemption(AT)],
  ['ends in more than a year', exemption('2028-01-01T00:00:00Z')],
  ['ends at a time that is no time of the database', attestation('9999-12-31T23:59:59-12:00')],
  ['is deleted', { kind: 'policyExemption', key: '/e', record: null }],
  ['has no end', { kind: 'policyDefinition', key: '/d', record: null }],
])('what %s has none', (_, change) => {
  expect(dueExpiryJobs([change], AT)).toEqual([]);
});
