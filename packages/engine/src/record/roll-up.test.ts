import { describe, expect, test } from 'vitest';
import type { ComplianceState } from '../model/records.ts';
import { type ComplianceCounts, compliancePercentage, rollUp } from './roll-up.ts';

describe('several states come to one', () => {
  test.each<[string, readonly ComplianceState[], ComplianceState | undefined]>([
    ['nothing comes to nothing', [], undefined],
    ['what is not applicable does not count', ['NotApplicable'], undefined],
    ['not even beside what does', ['NotApplicable', 'Unknown'], 'Unknown'],
    ['one is itself', ['Exempt'], 'Exempt'],
    ['one violation outweighs all', ['Compliant', 'Error', 'Exempt', 'NonCompliant'], 'NonCompliant'],
    ['a compliant policy hides the errors of others', ['Error', 'Compliant', 'Error'], 'Compliant'],
    ['an error goes before a conflict', ['Conflict', 'Error'], 'Error'],
    ['a conflict before protection', ['Protected', 'Conflict'], 'Conflict'],
    ['protection before an exemption', ['Exempt', 'Protected'], 'Protected'],
    ['an exemption before what nobody attested', ['Unknown', 'Exempt'], 'Exempt'],
  ])('%s', (_, states, expected) => {
    expect(rollUp(states)).toBe(expected);
    expect(rollUp(states.toReversed())).toBe(expected);
  });
});

describe('the percentage', () => {
  test.each<[string, ComplianceCounts, number]>([
    ['19 of 20 are 95 percent', { Compliant: 19, NonCompliant: 1 }, 95],
    ['of nothing it is 100', {}, 100],
    ['what is protected counts neither way', { Protected: 5, Compliant: 1, NonCompliant: 1 }, 50],
    ['nothing but protected is as nothing', { Protected: 5 }, 100],
    ['exempt and unknown are as good as compliant', { Exempt: 1, Unknown: 1, NonCompliant: 2 }, 50],
    ['errors and conflicts are as bad as violations', { Compliant: 1, Error: 1, Conflict: 2 }, 25],
    ['what is not applicable is left out', { NotApplicable: 9, Compliant: 1 }, 100],
  ])('%s', (_, counts, expected) => {
    expect(compliancePercentage(counts)).toBe(expected);
  });
});
