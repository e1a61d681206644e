import type { Vocabulary } from '@sluice/language';
import { createProviderVocabulary } from '@sluice/providers/types';
import { readCatalogue, withAliases } from '../evaluate/alias-catalogue.ts';
import { readDocument } from './read-document.ts';

/** The names that the server knows, and those of alias files; a later file's count first. Throws for a file without aliases. */
export function readVocabulary(aliasFiles: readonly string[]): Vocabulary {
  return aliasFiles.reduce((known, path) => {
    const { aliases, problems, vocabulary } = readCatalogue(readDocument(path));
    if (aliases.size === 0)
      throw new Error(
        `${path}: no aliases found${problems[0] === undefined ? '' : ` (${problems[0]})`}. Expected what "az provider list --expand resourceTypes/aliases" prints.`,
      );
    return withAliases(known, vocabulary);
  }, createProviderVocabulary());
}
