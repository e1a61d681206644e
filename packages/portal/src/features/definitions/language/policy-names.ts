import type { Alias, Vocabulary } from '@sluice/language';

/** An alias, and the resource type that has it. */
export type KnownAlias = { readonly type: string; readonly alias: Alias };

/** The names that rules may use here: to check a definition by, and to choose from while writing. */
export type PolicyNames = {
  readonly vocabulary: Vocabulary;
  readonly aliases: readonly KnownAlias[];
  /** Resource and component types, as they are spelt. */
  readonly types: readonly string[];
};

const ARM_MODES: readonly string[] = ['All', 'Indexed'];

/** The modes that a custom definition may have. */
export function customModes({ dataModes = [] }: Vocabulary): readonly string[] {
  return [
    ...ARM_MODES,
    ...dataModes.filter(({ customDefinitions }) => customDefinitions).map(({ mode }) => mode),
  ];
}

/** The namespaces that a text names, in lower case: those of which aliases may have been imported. */
export function namespacesIn(text: string): readonly string[] {
  const found = text.matchAll(/\b([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\//gi);
  const names = [...found].map(([, name = '']) => name.toLowerCase()).filter(name => !name.endsWith('.data'));
  return [...new Set(names)].sort();
}
