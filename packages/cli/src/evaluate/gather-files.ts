import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files that an evaluation is made of. */
export type EvaluationFiles = {
  readonly definition: string;
  readonly resources: readonly string[];
  readonly parameters?: string | undefined;
  readonly context?: string | undefined;
  readonly related: readonly string[];
  readonly aliases: readonly string[];
};

const DEFINITION_NAMES = [
  'definition.json',
  'policy.json',
  'azurepolicy.json',
  'rule.json',
  'definition.yaml',
  'rule.yaml',
];

/** The files that are named; where the definition is a folder, also what stands in it under a known name. Throws without a definition. */
export function gatherFiles(given: EvaluationFiles): EvaluationFiles {
  const { definition } = given;
  if (!existsSync(definition)) throw new Error(`There is no "${definition}".`);
  if (!statSync(definition).isDirectory()) return given;
  const beside = (...names: string[]): string | undefined =>
    names.map(name => join(definition, name)).find(path => existsSync(path));
  const found = beside(...DEFINITION_NAMES);
  if (found === undefined)
    throw new Error(`"${definition}" has no definition: expected one of ${DEFINITION_NAMES.join(', ')}.`);
  const listed = (named: readonly string[], ...names: string[]): readonly string[] =>
    named.length > 0 ? named : [beside(...names)].filter(path => path !== undefined);
  return {
    definition: found,
    resources: listed(given.resources, 'resource.json', 'resource.yaml', 'resources.json', 'resources'),
    parameters: given.parameters ?? beside('parameters.json', 'parameters.yaml'),
    context: given.context ?? beside('context.json', 'context.yaml'),
    related: listed(given.related, 'related.json', 'related.yaml'),
    aliases: listed(given.aliases, 'aliases.json'),
  };
}
