import {
  type Alias,
  type AliasTable,
  aliasesFromCatalogue,
  aliasesFromProviderList,
  createVocabulary,
  type JsonValue,
  type Vocabulary,
} from '@sluice/language';

/** A table of aliases with the vocabulary that is made of it. */
export type AliasCatalogue = { readonly aliases: AliasTable; readonly vocabulary: Vocabulary };

export const NO_ALIASES: AliasCatalogue = toCatalogue(new Map());

/**
 * Reads aliases in the form of ARM's provider list, or as `{resourceTypes: {type: {alias: path}}}`.
 * What cannot be read in it is left out, and told in `problems`.
 */
export function readCatalogue(
  document: JsonValue,
): AliasCatalogue & { readonly problems: readonly string[] } {
  const isTable =
    typeof document === 'object' &&
    document !== null &&
    'resourceTypes' in document &&
    !('value' in document);
  const read = isTable ? aliasesFromCatalogue(document) : aliasesFromProviderList(document);
  const problems = read.problems.map(({ pointer, message }) => `${pointer}: ${message}`);
  return { ...toCatalogue(read.aliases), problems };
}

function toCatalogue(aliases: AliasTable): AliasCatalogue {
  return { aliases, vocabulary: createVocabulary({ aliases, dataModes: [], tracked: new Map() }) };
}

/** The names of one vocabulary, and further aliases: where both have one of a name, the further one counts. */
export function withAliases(base: Vocabulary, more: Vocabulary): Vocabulary {
  const alias = (name: string, type?: string): Alias | undefined => {
    const isOf = (vocabulary: Vocabulary): boolean =>
      type === undefined || vocabulary.typesOf(name).includes(type.toLowerCase());
    const [first, second] = isOf(more) || !isOf(base) ? [more, base] : [base, more];
    return first.alias(name, type) ?? second.alias(name, type);
  };
  return {
    ...base,
    alias,
    typesOf: name => [...new Set([...more.typesOf(name), ...base.typesOf(name)])],
    similarAliases: name => [...more.similarAliases(name), ...base.similarAliases(name)].slice(0, 3),
  };
}
