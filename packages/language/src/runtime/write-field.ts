import { isArray } from '../values/canonical.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { type Copies, createCopies, ownName, withProperty } from './copies.ts';
import type { FieldTarget } from './field-target.ts';
import type { Path } from './path.ts';
import { isObject } from './property.ts';

/** One value that was changed, with where it stands (`properties.rules[0].access`). Absent: it was, or is now, missing. */
export type WrittenPlace = { readonly path: string; readonly before?: JsonValue; readonly after?: JsonValue };

export type WrittenField = {
  /** The very same object when nothing changed. */
  readonly resource: JsonObject;
  readonly places: readonly WrittenPlace[];
  /** How many places of that name the resource has, changed or not: none where the parent is missing. */
  readonly reached: number;
  /** How many were out of reach because something on the way is neither object nor array. */
  readonly blocked: number;
};

/** Whether missing objects on the way are made. Those that every resource can have (`tags`, `properties`...) always are. */
export type MissingParents = 'create' | 'skip';

/** The new value of one place from the one that it has; undefined is no value, before and after. Must not throw. */
export type Change = (before: JsonValue | undefined) => JsonValue | undefined;

/** What stands at a field now. Of several members: present if one is, `null` if one is null. */
export type FieldState = {
  readonly value: 'present' | 'null' | 'absent';
  /** The object that would hold it; that of tags and the like is always there. */
  readonly parent: 'present' | 'absent';
};

/** Where every resource may have an object, whether or not the request spells it out. */
const ENVELOPES: ReadonlySet<string> = new Set(['tags', 'identity', 'properties']);

/**
 * Writes what `read-field.ts` reads: gives every place of the field to `change`, and the resource with its answers.
 *
 * Copies on write and shares the rest. Properties are found in any letter case and keep theirs; a new one is spelled as the
 * path has it. `__proto__` is a name like any other. Under `[*]` each member is a place; of an alias that ends in `[*]` the
 * array itself is. Costs what the objects and arrays that it copies hold; writes that share `copies` copy the objects outside of
 * arrays once, and then change what the one before has returned.
 */
export function writeField(
  resource: JsonObject,
  target: Pick<FieldTarget, 'path'>,
  change: Change,
  missingParents: MissingParents,
  copies: Copies = createCopies(),
): WrittenField {
  const { path } = target;
  const work: Work = { path, change, missingParents, copies, places: [], reached: 0, blocked: 0 };
  const written = writePart(work, resource, 0, '');
  const { places, reached, blocked } = work;
  return { resource: isObject(written) ? written : resource, places, reached, blocked };
}

/** What stands at a field before it is written. */
export function fieldState(resource: JsonObject, target: Pick<FieldTarget, 'path'>): FieldState {
  const values: (JsonValue | undefined)[] = [];
  const look = (before: JsonValue | undefined) => {
    values.push(before);
    return before;
  };
  const { reached } = writeField(resource, target, look, 'skip');
  return { value: stateOf(values), parent: reached > 0 ? 'present' : 'absent' };
}

function stateOf(values: readonly Value[]): FieldState['value'] {
  if (values.some(value => value !== undefined && value !== null)) return 'present';
  return values.includes(null) ? 'null' : 'absent';
}

type Work = {
  readonly path: Path;
  readonly change: Change;
  readonly missingParents: MissingParents;
  readonly copies: Copies;
  readonly places: WrittenPlace[];
  reached: number;
  blocked: number;
};

type Value = JsonValue | undefined;

function writePart(work: Work, value: Value, part: number, at: string): Value {
  return writeKeys(work, value, { part, key: 0 }, at);
}

function writeKeys(work: Work, value: Value, step: { part: number; key: number }, at: string): Value {
  const keys = work.path.parts[step.part] ?? [];
  const key = keys[step.key];
  if (key === undefined) {
    return step.part === work.path.parts.length - 1
      ? writePlace(work, value, at)
      : writeMembers(work, value, step.part, at);
  }
  if (value === undefined || value === null) {
    if (!mayCreate(work, step)) return value;
  } else if (!isObject(value)) {
    work.blocked += 1;
    return value;
  }
  const object = value ?? {};
  const name = ownName(object, key, work.copies);
  const before = name === undefined ? undefined : object[name];
  const spelled = name ?? key.name;
  const after = writeKeys(work, before, { part: step.part, key: step.key + 1 }, join(at, spelled));
  if (after === before) return value;
  // Members are copied each time: a change may have told of the array that holds them.
  return withProperty(object, spelled, after, step.part === 0 ? work.copies : createCopies());
}

function writePlace(work: Work, before: Value, at: string): Value {
  work.reached += 1;
  const after = work.change(before);
  if (after !== before) {
    work.places.push({
      path: at,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    });
  }
  return after;
}

function writeMembers(work: Work, value: Value, part: number, at: string): Value {
  if (value === undefined || value === null) return value;
  if (!isArray(value)) {
    work.blocked += 1;
    return value;
  }
  const members = value.map((member, index) => {
    const written = writePart(work, member, part + 1, `${at}[${index}]`);
    return written === undefined ? member : written;
  });
  return members.some((member, index) => member !== value[index]) ? members : value;
}

/** Whether the object that a step looks into may be made: of the first one, the resource, there is no question. */
function mayCreate(work: Work, { part, key }: { part: number; key: number }): boolean {
  if (work.missingParents === 'create') return true;
  const [first] = work.path.parts[0] ?? [];
  return part === 0 && key === 1 && first !== undefined && ENVELOPES.has(first.lower);
}

function join(at: string, name: string): string {
  if (!/^[\w$-]+$/.test(name)) return `${at}['${name.replaceAll("'", "''")}']`;
  return at === '' ? name : `${at}.${name}`;
}
