import type { Alias } from '@sluice/language';
import { policyLanguage as words } from '#strings/policy-language';
import type { EditorOption } from '../../../lib/json-text/editor-language.ts';
import type { KnownAlias, PolicyNames } from './policy-names.ts';

/** Fields that components of data-plane modes have without an alias. */
const COMPONENT_FIELDS = ['type', 'id', 'name'];

/**
 * The fields that may be named: a resource's own and the aliases that the mode sees. Aliases of the types that the rule asks for come first;
 * what is counted is an array, what is changed can be modified.
 */
export function fieldOptions(
  kind: 'condition' | 'count' | 'operation',
  mode: string,
  names: PolicyNames,
  pinned: ReadonlySet<string>,
): readonly EditorOption[] {
  const isData = isDataMode(mode);
  const own = Object.entries(words.fields)
    .filter(([name]) => kind !== 'count' && (!isData || COMPONENT_FIELDS.includes(name)))
    .filter(([name]) => kind !== 'operation' || name.startsWith('tags') || name === 'identity.type')
    .map(([name, info]) => ({ label: name, info, insert: JSON.stringify(name), rank: 2 }));
  const aliases = aliasesIn(mode, names)
    .filter(({ alias }) => fits(kind, alias))
    .map(({ type, alias }) => ({
      label: alias.name,
      shown: alias.name.slice(alias.name.lastIndexOf('/') + 1),
      detail: words.aliasOf(type.slice(type.lastIndexOf('/') + 1), alias.type ?? words.anyValue),
      info: describeAlias(alias),
      insert: JSON.stringify(alias.name),
      rank: pinned.has(type.toLowerCase()) ? 1 : 0,
    }));
  return [...own, ...distinct(aliases)];
}

/** The resource or component types that rules of a mode are about. */
export function typeNames(mode: string, { types }: PolicyNames): readonly string[] {
  return types.filter(type => belongs(type, mode));
}

export function describeAlias({ type, defaultPath, modifiable, knownToAzure }: Alias): string {
  return [
    words.alias(type ?? words.anyValue, defaultPath),
    ...(modifiable === true ? [words.modifiable] : []),
    ...(knownToAzure === false ? [words.notKnownToAzure] : []),
  ].join('; ');
}

function aliasesIn(mode: string, { aliases }: PolicyNames): readonly KnownAlias[] {
  return aliases.filter(({ type }) => belongs(type, mode));
}

function fits(kind: 'condition' | 'count' | 'operation', alias: Alias): boolean {
  if (kind === 'count') return alias.name.endsWith('[*]');
  return kind === 'condition' || alias.modifiable === true;
}

function belongs(type: string, mode: string): boolean {
  if (isDataMode(mode)) return type.toLowerCase().startsWith(`${mode.toLowerCase()}/`);
  return !/\.data\//i.test(type);
}

function isDataMode(mode: string): boolean {
  return /\.data$/i.test(mode);
}

/** One name may be an alias of several types. */
function distinct(options: readonly EditorOption[]): readonly EditorOption[] {
  const best = new Map<string, EditorOption>();
  for (const option of options) {
    const known = best.get(option.label);
    if (known === undefined || (option.rank ?? 0) > (known.rank ?? 0)) best.set(option.label, option);
  }
  return [...best.values()];
}
