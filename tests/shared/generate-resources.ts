import type { AliasTable, JsonObject, JsonValue } from '@sluice/language';

/** A condition on a field of a rule, with its right side where that is known without evaluating. */
export type Leaf = { readonly field: string; readonly operator: string; readonly operand: JsonValue };

/** Every field that a rule's JSON names, also inside expressions and counts, with what it is compared with. */
export function leavesIn(json: JsonValue, parameters: ReadonlyMap<string, JsonValue>): readonly Leaf[] {
  if (typeof json === 'string') {
    return [...json.matchAll(/(?:field|current)\('((?:[^']|'')+)'\)/gi)].map(([, field = '']) => ({
      field: field.replaceAll("''", "'"),
      operator: 'exists',
      operand: true,
    }));
  }
  if (typeof json !== 'object' || json === null) return [];
  const inside = Object.values(json).flatMap(value => leavesIn(value, parameters));
  const { field } = json as JsonObject;
  if (typeof field !== 'string') return inside;
  const name = known(field, parameters);
  if (typeof name !== 'string') return inside;
  const [operator = 'exists'] = Object.keys(json).filter(
    key => !['field', 'where'].includes(key.toLowerCase()),
  );
  return [
    { field: name, operator, operand: known((json as JsonObject)[operator] ?? true, parameters) },
    ...inside,
  ];
}

/** A parameter's value for an expression that is nothing else; a tag named by one; any other expression as it stands. */
function known(value: JsonValue, parameters: ReadonlyMap<string, JsonValue>): JsonValue {
  if (typeof value !== 'string') return value;
  const whole = /^\[parameters\('([^']+)'\)\]$/i.exec(value)?.[1];
  if (whole !== undefined) return parameters.get(whole.toLowerCase()) ?? value;
  const tag = /^\[concat\('tags\[',\s*parameters\('([^']+)'\),\s*'\]'\)\]$/i.exec(value)?.[1];
  return tag === undefined ? value : `tags[${String(parameters.get(tag.toLowerCase()))}]`;
}

/**
 * Resources of one type that make a rule's conditions true and false: nothing but the type; all true; all false; each one
 * false with the others true; arrays with none, one and both.
 */
export function resourcesFor(
  type: string,
  leaves: readonly Leaf[],
  aliases: AliasTable,
): readonly JsonObject[] {
  const paths = new Map(
    (aliases.get(type) ?? []).map(alias => [alias.name.toLowerCase(), alias.defaultPath]),
  );
  const places = leaves.flatMap(leaf => {
    const path = pathOf(leaf.field, paths);
    return path === undefined ? [] : [{ path, ...valuesFor(leaf) }];
  });
  const build = (members: number, holds: (index: number) => boolean): JsonObject => {
    const resource: Json = { type, name: 'one', id: idOf(type), location: 'westeurope' };
    for (const [index, { path, whenTrue, whenFalse }] of places.entries()) {
      const [first, second] = holds(index) ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
      put(resource, path, members, [first, second]);
    }
    return { ...resource, type } as JsonObject;
  };
  const toggled = places.slice(0, 8).map((_, toggled) => build(1, index => index !== toggled));
  return [
    { type },
    build(1, () => true),
    build(1, () => false),
    build(0, () => true),
    build(2, () => true),
    ...toggled,
  ];
}

function idOf(type: string): string {
  const [namespace = '', ...names] = type.split('/');
  const path = names.map(name => `${name}/one`).join('/');
  return `/subscriptions/s/resourceGroups/g/providers/${namespace}/${path}`;
}

type Json = { [name: string]: unknown };
type Path = readonly (string | typeof MEMBERS)[];
const MEMBERS = Symbol('[*]');

function pathOf(field: string, aliases: ReadonlyMap<string, string>): Path | undefined {
  const tag = /^tags(?:\.|\[')?\[?(.+?)(?:'?\])?$/i.exec(field)?.[1];
  if (tag !== undefined) return ['tags', tag];
  if (/^(name|kind|location|tags|identity\.[\w.]+)$/i.test(field)) return field.split('.');
  return aliases
    .get(field.toLowerCase())
    ?.split(/\.|(?=\[\*\])/)
    .map(part => (part === '[*]' ? MEMBERS : part));
}

/** Puts a value at a path; arrays get so many members, the first with the first value, the others with the second. */
function put(into: Json, path: Path, members: number, [first, second]: readonly [unknown, unknown]): void {
  const [name, next, ...rest] = path;
  if (typeof name !== 'string') return;
  if (next === undefined) {
    if (first !== undefined && !(typeof into[name] === 'object')) into[name] = first;
    return;
  }
  if (next === MEMBERS) {
    const array: unknown[] = Array.isArray(into[name])
      ? into[name]
      : Array.from({ length: members }, () => undefined);
    into[name] = array;
    for (const index of array.keys()) {
      const value = index === 0 ? first : second;
      if (rest.length === 0) array[index] ??= value;
      else putBelow(array, index, rest, members, [value, value]);
    }
    return;
  }
  putBelow(into, name, [next, ...rest], members, [first, second]);
}

function putBelow(
  into: Json | unknown[],
  key: string | number,
  path: Path,
  members: number,
  values: readonly [unknown, unknown],
): void {
  const holder = into as Json;
  const below = holder[key];
  const child: Json =
    typeof below === 'object' && below !== null && !Array.isArray(below) ? (below as Json) : {};
  holder[key] = child;
  put(child, path, members, values);
}

type Values = { readonly whenTrue: unknown; readonly whenFalse: unknown };

function valuesFor({ operator, operand }: Leaf): Values {
  const name = operator.toLowerCase();
  if (name.startsWith('not')) {
    const { whenTrue, whenFalse } = valuesFor({ field: '', operator: name.slice(3), operand });
    return { whenTrue: whenFalse, whenFalse: whenTrue };
  }
  const list = Array.isArray(operand) ? operand : [operand];
  const text = String(list[0] ?? '');
  switch (name) {
    case 'equals':
      return { whenTrue: operand, whenFalse: typeof operand === 'boolean' ? !operand : 'another' };
    case 'in':
      return { whenTrue: list[0] ?? 'one', whenFalse: 'none of these' };
    case 'like':
      return { whenTrue: text.replaceAll('*', 'x'), whenFalse: 'zz' };
    case 'match':
    case 'matchinsensitively':
      return { whenTrue: text.replaceAll('#', '1').replaceAll('?', 'a'), whenFalse: '~' };
    case 'contains':
      return { whenTrue: `x${text}y`, whenFalse: '~' };
    case 'containskey':
      return { whenTrue: { [text]: 1 }, whenFalse: {} };
    case 'less':
    case 'lessorequals':
      return typeof operand === 'number'
        ? { whenTrue: operand - 1, whenFalse: operand + 1 }
        : { whenTrue: '', whenFalse: `${text}~` };
    case 'greater':
    case 'greaterorequals':
      return typeof operand === 'number'
        ? { whenTrue: operand + 1, whenFalse: operand - 1 }
        : { whenTrue: `${text}~`, whenFalse: '' };
    default: {
      const present = 'a value';
      return String(operand).toLowerCase() === 'false'
        ? { whenTrue: undefined, whenFalse: present }
        : { whenTrue: present, whenFalse: undefined };
    }
  }
}
