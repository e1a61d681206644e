/** SPDX identifiers of licences that catalogs often spell in words, by their spelling in lower case. */
const SPDX: Readonly<Record<string, string>> = {
  'apache 2.0': 'Apache-2.0',
  'apache license 2.0': 'Apache-2.0',
  apache2: 'Apache-2.0',
  'apache2.0': 'Apache-2.0',
  'apache-2.0': 'Apache-2.0',
  mit: 'MIT',
  'mit license': 'MIT',
  'bsd-3-clause': 'BSD-3-Clause',
  'cc-by-4.0': 'CC-BY-4.0',
  'cc-by-nc-4.0': 'CC-BY-NC-4.0',
  'cc-by-sa-4.0': 'CC-BY-SA-4.0',
};

/** A licence by its SPDX identifier where it has one; any other text stays as it is. */
export function licenceOf(text: string): string {
  const spelling = text.toLowerCase();
  return Object.hasOwn(SPDX, spelling) ? (SPDX[spelling] ?? text) : text;
}
