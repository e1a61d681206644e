/**
 * What a field name is, by its form alone: one of the resource's own fields, a tag, or something that only an alias
 * table can tell (`other`).
 */
export type FieldName =
  | { readonly kind: 'own'; readonly path: string }
  | { readonly kind: 'fullName' }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'other' };

/** Fields of a resource that need no alias, in lower case, with the property each one reads. */
const OWN_FIELDS: ReadonlyMap<string, string> = new Map([
  ['name', 'name'],
  ['type', 'type'],
  ['kind', 'kind'],
  ['location', 'location'],
  ['id', 'id'],
  ['tags', 'tags'],
]);

/** Names of the fields that need no alias, as the language spells them: for 'did you mean'. */
export const OWN_FIELD_NAMES: readonly string[] = [
  'name',
  'fullName',
  'type',
  'kind',
  'location',
  'id',
  'identity.type',
  'tags',
];

/** Reads a field name; letter case does not matter except in the name of a tag, which is kept. */
export function parseFieldName(name: string): FieldName {
  const lower = name.toLowerCase();
  const own = OWN_FIELDS.get(lower);
  if (own !== undefined) return { kind: 'own', path: own };
  if (lower === 'fullname') return { kind: 'fullName' };
  if (/^identity(?:\.[^.[\]]+)+$/.test(lower)) return { kind: 'own', path: name };
  const tag = lower.startsWith('tags') ? parseTag(name.slice('tags'.length)) : undefined;
  return tag === undefined ? { kind: 'other' } : { kind: 'tag', tag };
}

/**
 * The tag that the text after `tags` names: `.n`, `['n']` (a doubled apostrophe is one), `[n]` up to the last `]`.
 * `[*]` names no tag; `[]`, as an empty parameter makes it, the tag without a name, which nothing has.
 */
function parseTag(rest: string): string | undefined {
  if (rest.startsWith('.')) return rest.length > 1 ? rest.slice(1) : undefined;
  if (!rest.startsWith('[') || !rest.endsWith(']') || rest === '[*]') return undefined;
  const inner = rest.slice(1, -1);
  const quoted = /^'(?<tag>(?:[^']|'')+)'$/.exec(inner)?.groups?.['tag'];
  return quoted === undefined ? inner : quoted.replaceAll("''", "'");
}
