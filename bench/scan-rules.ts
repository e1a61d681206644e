import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '@sluice/language';

/** A real rule as it is defined and assigned for the measurement. */
export type ScanRule = {
  readonly name: string;
  readonly properties: JsonObject;
  readonly parameters: JsonObject;
};

const CORPUS = fileURLToPath(new URL('../../shared/corpus/azure-policy.tar.gz', import.meta.url));

/** Twenty of Azure's definitions that all judge an AI services account, and what they are assigned with. */
const RULES: Readonly<Record<string, JsonObject>> = {
  'cd8dc879-a2ae-43c3-8211-1877c5755064': {},
  'ac7e5fc0-c029-4b12-91d4-a8500ce697f9': {},
  'ea3f2387-9b95-492a-a190-fcdc54f7b070': { tagName: 'owner' },
  '11566b39-f7f7-4b82-ab06-68d8700eb0a4': {},
  '67121cc7-ff39-4ab8-b7e3-95b84dab487d': {},
  '14de9e63-1b31-492e-a5a3-c3f7fd57f555': {},
  '0725b4dd-7e76-479c-a735-68e7ee23d5ca': {},
  '47ba1dd7-28d9-4b07-a8d5-9813bed64e0c': {},
  'cddd188c-4b82-4c48-a19d-ddf74ee66a01': {},
  '2bdd0062-9d75-436e-89df-487dd8e4b3c7': {},
  'fe3fd216-4f83-4fc1-8984-2bbec80a3418': {},
  '46aa9b05-0e60-4eae-a88b-1e9d374fa515': {},
  'e56962a6-4747-49cd-b67b-bf8b01975c4c': {
    listOfAllowedLocations: ['westeurope', 'northeurope', 'eastus', 'swedencentral'],
  },
  '871b6d14-10aa-478d-b590-94f262ecfa99': { tagName: 'owner' },
  '1e30110a-5ceb-460c-a204-c1c3969c6d62': { tagName: 'env', tagValue: 'prod' },
  '0a914e76-4921-4c19-b460-a2d36003525a': {},
  '6c112d4e-5bc7-47ae-a041-ea2d9dccd749': {
    listOfResourceTypesNotAllowed: ['Microsoft.Compute/virtualMachines'],
  },
  'a08ec900-254a-4555-9bf5-e42af04b5c5c': {
    listOfResourceTypesAllowed: ['Microsoft.CognitiveServices/accounts'],
  },
  '4f9dc7db-30c1-420c-b61a-e1d640128d26': { tagName: 'costCenter', tagValue: 'cc0' },
  '2a0e14a6-b0a6-4fab-991a-187a4f81c498': { tagName: 'env', tagValue: 'prod' },
};

/** Undefined where Azure's definitions are not beside the project: they are not ours to ship. */
export function readScanRules(): readonly ScanRule[] | undefined {
  if (!existsSync(CORPUS)) return undefined;
  const text = execFileSync('tar', ['xzOf', CORPUS, 'policyDefinitions.jsonl'], {
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  const found = new Map<string, ScanRule>();
  for (const line of text.split('\n')) {
    const name = Object.keys(RULES).find(each => line.includes(each));
    if (name === undefined || found.has(name)) continue;
    const { content } = JSON.parse(line) as { content: { name: string; properties: JsonObject } };
    if (content.name !== name) continue;
    found.set(name, {
      name,
      properties: own(content.properties),
      parameters: parametersOf(content.properties, RULES[name] ?? {}),
    });
  }
  if (found.size !== Object.keys(RULES).length) throw new Error(`only ${found.size} of the rules were found`);
  return [...found.values()];
}

/** A definition of one's own has no type and no versions. */
function own({
  policyType: _type,
  version: _version,
  versions: _versions,
  ...properties
}: JsonObject): JsonObject {
  return properties;
}

/** An effect that reports, where there is a choice. */
function parametersOf({ parameters = {} }: JsonObject, given: JsonObject): JsonObject {
  const declared = parameters as Record<string, { readonly allowedValues?: readonly string[] }>;
  const effect = declared['effect']?.allowedValues?.find(value => /^(audit|modify)$/i.test(value));
  const all = { ...given, ...(effect === undefined ? {} : { effect }) };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, { value }]));
}
