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

/** Of exemptions, newest first. */
export const EXEMPTION_VERSIONS = [
  '2026-01-01-preview',
  '2024-12-01-preview',
  '2022-07-01-preview',
  '2020-07-01-preview',
] as const;

/** Of enrollments, newest first. */
export const ENROLLMENT_VERSIONS = ['2026-01-01-preview', '2025-02-01-preview'] as const;

/** Of policy variables and their values, newest first. */
export const VARIABLE_VERSIONS = ['2026-01-01-preview', '2024-12-01-preview', '2022-08-01-preview'] as const;
