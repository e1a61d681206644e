import type { JsonValue } from '../values/json.ts';
import type { Alias } from './vocabulary.ts';

/** Aliases by the resource type that has them; types as their source spells them. */
export type AliasTable = ReadonlyMap<string, readonly Alias[]>;

/** A part of an alias document that is not what it should be; it was left out. */
export type AliasProblem = { readonly pointer: string; readonly message: string };

/** What could be read of an alias document, and what could not. */
export type AliasDocument = { readonly aliases: AliasTable; readonly problems: readonly AliasProblem[] };

/** One table of several: of two aliases with one name on one type, ignoring case, the later counts. */
export function mergeAliases(tables: readonly AliasTable[]): AliasTable {
  const merged = new Map<string, { readonly type: string; readonly aliases: Map<string, Alias> }>();
  for (const table of tables) {
    for (const [type, aliases] of table) {
      const known = merged.get(type.toLowerCase()) ?? { type, aliases: new Map<string, Alias>() };
      for (const alias of aliases) known.aliases.set(alias.name.toLowerCase(), alias);
      merged.set(type.toLowerCase(), known);
    }
  }
  return new Map([...merged.values()].map(({ type, aliases }) => [type, [...aliases.values()]]));
}

/** Finds fault with a document while it is read. */
export function createProblems(): {
  readonly found: readonly AliasProblem[];
  expected(what: string, found: JsonValue | undefined, path: readonly (string | number)[]): void;
} {
  const found: AliasProblem[] = [];
  return {
    found,
    expected(what, value, path) {
      const escaped = path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
      found.push({ pointer: escaped.join(''), message: `Expected ${what}, found ${kindOf(value)}.` });
    },
  };
}

function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
