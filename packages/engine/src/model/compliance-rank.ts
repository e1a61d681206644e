import type { ComplianceState } from './records.ts';

/**
 * The states in the order in which they win where several are rolled up into one. NotApplicable is in no count.
 * Source: Azure Policy documentation, "Compliance states": Compliant goes before Error, so that one compliant policy hides the errors of
 * others.
 */
export const COMPLIANCE_RANK: readonly ComplianceState[] = [
  'NonCompliant',
  'Compliant',
  'Error',
  'Conflict',
  'Protected',
  'Exempt',
  'Unknown',
];
