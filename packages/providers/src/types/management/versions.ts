/** What az, the SDKs and azurerm ask management groups by, newest first. */
export const MANAGEMENT_VERSIONS = [
  '2023-04-01',
  '2021-04-01',
  '2020-10-01',
  '2020-05-01',
  '2020-02-01',
  '2019-11-01',
  '2018-03-01-preview',
] as const;
