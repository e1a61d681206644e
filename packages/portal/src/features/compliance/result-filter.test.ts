import { expect, it } from 'vitest';
import { resultFilter } from './result-filter.ts';

const NONE = { text: '', states: [], references: [], groups: [], resourceTypes: [], resourceGroups: [] };

it.each([
  [NONE, "policyAssignmentId eq '/a'"],
  [
    { ...NONE, text: " it's  blue " },
    "policyAssignmentId eq '/a' and contains(resourceId,'it''s') and contains(resourceId,'blue')",
  ],
  [
    { ...NONE, states: ['NonCompliant', 'Exempt'], groups: ['g', 'h'] },
    "policyAssignmentId eq '/a' and (complianceState eq 'NonCompliant' or complianceState eq 'Exempt') and ('g' IN policyDefinitionGroupNames or 'h' IN policyDefinitionGroupNames)",
  ],
  [
    { ...NONE, references: ['m'], groups: ['g'] },
    "policyAssignmentId eq '/a' and policyDefinitionReferenceId eq 'm' and 'g' IN policyDefinitionGroupNames",
  ],
])('%j', (filters, filter) => expect(resultFilter('/a', filters)).toBe(filter));
