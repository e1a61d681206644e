import type { JsonValue } from '@sluice/arm/protocol';
import { parseJson } from '../../http/json/parse-json.ts';
import { isObject } from '../../json-value.ts';
import type { GraphKind } from './graph-object.ts';

const MAX_IDS = 1000;
const ALL: readonly GraphKind[] = ['User', 'ServicePrincipal', 'Group'];

/** The body of `getByIds`: object ids, and the kinds that are wanted; a text says what is wrong with it. No kinds are all of them. */
export function readIds(
  body: string,
): { readonly ids: readonly string[]; readonly kinds: readonly GraphKind[] } | string {
  const { value } = parseJson(body);
  if (!isObject(value)) return 'The request body must be a JSON object.';
  const ids = listOf(value['ids']).filter(id => typeof id === 'string');
  if (ids.length === 0) return "The property 'ids' must be a list of object ids.";
  if (ids.length > MAX_IDS) return `The property 'ids' may have ${MAX_IDS} object ids, not ${ids.length}.`;
  const types = listOf(value['types']).map(type => String(type).toLowerCase());
  // What there is in other directories alone (devices, partners) is asked for along with the rest.
  const kinds = ALL.filter(kind => types.includes(kind.toLowerCase()));
  return { ids, kinds: types.length === 0 || types.includes('directoryobject') ? ALL : kinds };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
