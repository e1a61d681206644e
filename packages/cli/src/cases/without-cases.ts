import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDefinition } from '@sluice/language';
import { findDefinitions } from '../check/find-definitions.ts';
import { definitionOf, readDefinition } from '../files/read-definition.ts';
import type { SeenRule } from './case-result.ts';

/** The definitions in folders that no case looked at: for coverage, which would speak of the tested ones alone. */
export function withoutCases(paths: readonly string[], seen: readonly SeenRule[]): readonly SeenRule[] {
  const known = new Set(seen.flatMap(({ file }) => (file === undefined ? [] : [resolve(file.path)])));
  return paths
    .filter(path => statSync(path).isDirectory())
    .flatMap(findDefinitions)
    .filter(path => !known.has(resolve(path)))
    .flatMap(path => {
      const source = readDefinition(path);
      const { definition } = parseDefinition(definitionOf(source, {}));
      if (definition === undefined) return [];
      return [{ definition, file: { path, isBare: source.kind === 'rule' }, traces: [] }];
    });
}
