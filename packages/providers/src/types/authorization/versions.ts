/** What az, the SDKs and azurerm ask policy objects by, newest first. */
export const POLICY_VERSIONS = [
  '2026-06-01',
  '2026-01-01-preview',
  '2025-11-01',
  '2025-03-01',
  '2025-01-01',
  '2024-05-01',
  '2024-04-01',
  '2023-04-01',
  '2022-06-01',
  '2021-06-01',
  '2020-09-01',
  '2020-03-01',
  '2019-09-01',
  '2018-05-01',
] as const;

/** Of role definitions and assignments, newest first. */
export const ROLE_VERSIONS = [
  '2022-05-01-preview',
  '2022-04-01',
  '2020-10-01-preview',
  '2018-01-01-preview',
  '2015-07-01',
] as const;
