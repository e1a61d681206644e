/** Of remediations and what else is below `Microsoft.PolicyInsights`; newest first. */
export const REMEDIATION_VERSIONS = ['2024-10-01', '2021-10-01', '2019-07-01', '2018-07-01-preview'] as const;
