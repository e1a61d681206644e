import { statSync } from 'node:fs';
import { isDefinition, isRule } from '../files/read-definition.ts';
import { documentsBelow, isYaml, parseText, readText } from '../files/read-document.ts';

/**
 * The definition files that a path names: a file is one, whatever is in it; of a folder those that have a rule, and
 * JSON files that cannot be read, since nobody knows what they were to be.
 */
export function findDefinitions(path: string): readonly string[] {
  const files = documentsBelow(path);
  return statSync(path).isDirectory() ? files.filter(isDefinitionFile) : files;
}

function isDefinitionFile(path: string): boolean {
  try {
    const value = parseText(readText(path), path);
    return isDefinition(value) || isRule(value);
  } catch {
    return !isYaml(path);
  }
}
