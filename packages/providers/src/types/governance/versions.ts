/** Of our own types. */
export const GOVERNANCE_VERSIONS = ['2026-11-01'] as const;
