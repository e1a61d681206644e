import { aliasAt } from '../vocabulary/alias-at.ts';
import type { Alias, Vocabulary } from '../vocabulary/vocabulary.ts';
import { parseFieldName } from './field-name.ts';
import { type Path, parsePath, pathOfNames } from './path.ts';

/** What a rule's field is to whoever would write it, on one resource type in one api-version. */
export type FieldTarget = {
  /** The name as the rule has it. */
  readonly field: string;
  readonly path: Path;
  /** The alias ends in `[*]`: what is written is a member of the array, and `path` leads to the array. */
  readonly isMember: boolean;
  /** `text`: one tag. `texts`: all of them. */
  readonly type: Alias['type'] | 'text' | 'texts';
  /** True only where it is known: an alias of which nobody says so is not modifiable. */
  readonly modifiable: boolean;
  /** One text per place: two names of one place have the same. */
  readonly place: string;
};

/** Why a field cannot be written: no such name; a name of other types only; one that no effect may write. */
export type NoTarget = { readonly refusal: 'unknown' | 'notOfType' | 'readOnly'; readonly message: string };

/** Types of which a rule may change the identity. Source: Azure Policy documentation, "modify", supported fields. */
const WITH_IDENTITY: ReadonlySet<string> = new Set([
  'microsoft.compute/virtualmachines',
  'microsoft.compute/virtualmachinescalesets',
]);

/**
 * Finds the place that a field name stands for when it is written. Never throws.
 *
 * Tags and aliases can be written, and the identity's type and user-assigned identities of virtual machines and scale sets.
 * Name, type, id, kind and location cannot: they are settled before a resource is judged. Nor can what the vocabulary holds
 * fixed, by whatever alias it is reached. The alias must be the type's own, as in reading.
 */
export function fieldTarget(
  field: string,
  resourceType: string,
  apiVersion: string,
  vocabulary: Vocabulary,
): FieldTarget | NoTarget {
  const name = parseFieldName(field);
  switch (name.kind) {
    case 'tag':
      return target(field, pathOfNames(field, ['tags', name.tag]), { type: 'text', modifiable: true });
    case 'own':
      return ownTarget(field, name.path.toLowerCase(), resourceType);
    case 'fullName':
      return readOnly(field);
    case 'other':
      return aliasTarget(field, resourceType, apiVersion, vocabulary);
  }
}

function ownTarget(field: string, lower: string, resourceType: string): FieldTarget | NoTarget {
  switch (lower) {
    case 'tags':
      return target(field, pathOfNames('tags', ['tags']), { type: 'texts', modifiable: true });
    case 'identity.type':
    case 'identity.userassignedidentities': {
      if (!WITH_IDENTITY.has(resourceType.toLowerCase()))
        return { refusal: 'notOfType', message: `'${field}' can be changed on virtual machines only.` };
      const isType = lower === 'identity.type';
      const path = pathOfNames(field, ['identity', isType ? 'type' : 'userAssignedIdentities']);
      return target(field, path, { type: isType ? 'String' : 'Object', modifiable: true });
    }
    default:
      return readOnly(field);
  }
}

function aliasTarget(
  field: string,
  resourceType: string,
  apiVersion: string,
  vocabulary: Vocabulary,
): FieldTarget | NoTarget {
  const types = vocabulary.typesOf(field);
  if (types.length === 0)
    return { refusal: 'unknown', message: `'${field}' is neither a tag nor a known alias.` };
  const alias = types.includes(resourceType.toLowerCase())
    ? vocabulary.alias(field, resourceType)
    : undefined;
  if (alias === undefined)
    return { refusal: 'notOfType', message: `'${field}' is no alias of ${resourceType}.` };
  const { path: text, type, modifiable } = aliasAt(alias, apiVersion);
  const path = parsePath(text);
  if (path === undefined || isFixed(path, vocabulary.fixedPaths?.(resourceType) ?? []))
    return readOnly(field);
  return target(field, path, { type, modifiable: modifiable === true });
}

function target(field: string, path: Path, facts: Pick<FieldTarget, 'type' | 'modifiable'>): FieldTarget {
  const isMember = path.parts.length > 1 && path.parts.at(-1)?.length === 0;
  const written: Path = isMember ? { text: path.text.slice(0, -3), parts: path.parts.slice(0, -1) } : path;
  return { field, path: written, isMember, place: placeOf(written), ...facts };
}

function placeOf(path: Path): string {
  return JSON.stringify(path.parts.map(keys => keys.map(key => key.lower)));
}

function readOnly(field: string): NoTarget {
  return { refusal: 'readOnly', message: `'${field}' cannot be written by a policy.` };
}

/** Whether a path is at, above or below one that is fixed. */
function isFixed(path: Path, fixed: readonly string[]): boolean {
  const keys = flatten(path.text);
  return fixed.some(text => {
    const other = flatten(text);
    return other.startsWith(keys) || keys.startsWith(other);
  });
}

function flatten(text: string): string {
  return `${text.toLowerCase().replaceAll('[*]', '.[*]')}.`;
}
