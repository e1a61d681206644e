import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyDefinition } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { parse } from 'yaml';
import type { DefinitionCase } from './definition-case.ts';

const SUFFIX = '.cases.yaml';

/** A definition file and the cases beside it. */
export type CaseFile = {
  readonly path: string;
  readonly definition: PolicyDefinition;
  readonly cases: readonly DefinitionCase[];
};

/** The case files that a path names: itself, the one beside a definition, or all below a folder, in the order of their paths. */
export function findCaseFiles(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error(`There is no "${path}".`);
  if (statSync(path).isDirectory()) {
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith(SUFFIX))
      .sort()
      .map(name => join(path, name));
  }
  return [path.endsWith(SUFFIX) ? path : path.replace(/\.json$/, SUFFIX)];
}

/** Reads a case file and the definition that it is named after. Throws Error with the file's name for what it cannot read. */
export function readCaseFile(path: string): CaseFile {
  const cases: unknown = parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(cases)) throw new Error(`${path}: expected a list of cases.`);
  const definitionPath = path.slice(0, -SUFFIX.length).concat('.json');
  if (!existsSync(definitionPath)) throw new Error(`${path}: the definition ${definitionPath} is missing.`);
  return {
    path,
    definition: toDefinition(JSON.parse(readFileSync(definitionPath, 'utf8')), definitionPath),
    cases,
  };
}

/** A definition file in Azure's form: the envelope, or the properties alone. */
function toDefinition(file: JsonObject, path: string): PolicyDefinition {
  const document = (file['properties'] ?? file) as JsonObject;
  const name =
    typeof file['name'] === 'string'
      ? file['name']
      : (path.split(/[\\/]/).pop() ?? path).replace(/\.json$/, '');
  const text = (key: string) => (typeof document[key] === 'string' ? document[key] : undefined);
  const displayName = text('displayName');
  return {
    id: `/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    name,
    ...(displayName ? { displayName } : {}),
    policyType: text('policyType') === 'BuiltIn' ? 'BuiltIn' : 'Custom',
    mode: text('mode') ?? 'Indexed',
    version: text('version') ?? '1.0.0',
    document,
  };
}
