import type { JsonObject, JsonValue } from '@sluice/language';
import { fail } from './failure.ts';
import {
  compare,
  compareTexts,
  fold,
  isList,
  isObject,
  isSame,
  numberIn,
  propertyOf,
  ticksIn,
} from './values.ts';

type Values = readonly JsonValue[];
type Fn = (...args: Values) => JsonValue;

/** Functions of nothing but their arguments (section 9.5), names in lower case. Those that need not evaluate all are elsewhere. */
export const FUNCTIONS: Readonly<Record<string, Fn>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  not: value => !truth(value),
  bool: value => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return value !== 0;
    const said = { true: true, '1': true, false: false, '0': false }[text(value).toLowerCase()];
    return said ?? fail('says neither true nor false');
  },
  less: (a, b) => ordered(a, b) < 0,
  lessorequals: (a, b) => ordered(a, b) <= 0,
  greater: (a, b) => ordered(a, b) > 0,
  greaterorequals: (a, b) => ordered(a, b) >= 0,

  concat: (...args) => {
    if (args.some(isList)) return args.flatMap(list);
    return args.map(scalar).join('');
  },
  contains: (whole, part) => {
    if (isList(whole)) return whole.some(member => isSame(member, part ?? null));
    // What is no key is refused, also where there are no keys to compare it with.
    const key = scalar(part);
    if (isObject(whole)) return Object.keys(whole).some(name => fold(name) === fold(key));
    return text(whole).includes(key);
  },
  startswith: (whole, part) => fold(text(whole)).startsWith(fold(text(part))),
  endswith: (whole, part) => fold(text(whole)).endsWith(fold(text(part))),
  indexof: (whole, part) => placesOf(text(whole), text(part))[0] ?? -1,
  lastindexof: (whole, part) => placesOf(text(whole), text(part)).at(-1) ?? -1,
  format: (pattern, ...args) =>
    text(pattern).replaceAll(/\{(\d+)\}/g, (_, place) =>
      Number(place) < args.length ? shown(args[Number(place)]) : fail('no such argument'),
    ),
  base64: value => Buffer.from(text(value)).toString('base64'),
  base64tostring: value => fromBase64(text(value)),
  base64tojson: value => readJson(fromBase64(text(value))),
  datauri: value => `data:text/plain;charset=utf8;base64,${Buffer.from(text(value)).toString('base64')}`,
  datauritostring: value => {
    const [, header, data] = /^data:([^,]*),(.*)$/is.exec(text(value)) ?? fail('no data URI');
    return /;base64$/i.test(String(header)) ? fromBase64(String(data)) : decodeURIComponent(String(data));
  },
  uricomponent: value =>
    encodeURIComponent(text(value).toWellFormed()).replaceAll(
      /[!'()*]/g,
      sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  uricomponenttostring: value => decodeURIComponent(text(value)),
  length: value =>
    isObject(value) ? Object.keys(value).length : isList(value) ? value.length : [...text(value)].length,
  empty: value => {
    if (value === null || value === '') return true;
    if (typeof value === 'string') return false;
    if (isList(value)) return value.length === 0;
    return isObject(value) ? Object.keys(value).length === 0 : fail('cannot be empty');
  },
  first: value => (isList(value) ? (value[0] ?? null) : ([...text(value)][0] ?? '')),
  last: value => (isList(value) ? (value.at(-1) ?? null) : ([...text(value)].at(-1) ?? '')),
  replace: (whole, old, by) => {
    const [inside, from, to] = [text(whole), text(old), text(by)];
    return from === '' ? fail('nothing to replace') : inside.split(from).join(to);
  },
  split: (whole, at) => {
    const signs = (isList(at) ? at : [at]).map(text).filter(sign => sign !== '');
    signs.sort((a, b) => b.length - a.length);
    const pieces = [''];
    for (let rest = text(whole); rest !== ''; ) {
      const sign = signs.find(each => rest.startsWith(each));
      if (sign === undefined) pieces.push((pieces.pop() ?? '') + rest[0]);
      else pieces.push('');
      rest = rest.slice(sign?.length ?? 1);
    }
    return pieces;
  },
  substring: (whole, start, length) => {
    const characters = [...text(whole)];
    const from = integer(start);
    const to = length === undefined ? characters.length : from + integer(length);
    if (from < 0 || from > to || to > characters.length) return fail('outside of the text');
    return characters.slice(from, to).join('');
  },
  take: (value, count) => {
    const most = Math.max(0, integer(count));
    return isList(value) ? value.slice(0, most) : [...text(value)].slice(0, most).join('');
  },
  skip: (value, count) => {
    const least = Math.max(0, integer(count));
    return isList(value) ? value.slice(least) : [...text(value)].slice(least).join('');
  },
  tolower: value => text(value).toLowerCase(),
  toupper: value => text(value).toUpperCase(),
  trim: value => text(value).trim(),
  padleft: (value, width, filler = ' ') => {
    if ([...text(filler)].length !== 1) return fail('fills with one character');
    const shown = typeof value === 'number' ? String(value) : text(value);
    return text(filler).repeat(Math.max(0, integer(width) - [...shown].length)) + shown;
  },
  string: shown,
  join: (members, between) => list(members).map(shown).join(text(between)),
  json: value => readJson(text(value)),

  array: value => (isList(value) ? value : [value ?? null]),
  createarray: (...args) => args,
  createobject: (...args) => {
    const names = args.filter((_, index) => index % 2 === 0);
    if (args.length % 2 === 1) return fail('a name without value');
    return Object.fromEntries(
      names.map((name, index) => [
        typeof name === 'number' ? String(name) : text(name),
        args[index * 2 + 1] ?? null,
      ]),
    );
  },
  union: (...args) => {
    if (isList(args[0])) return unique(args.flatMap(list));
    return args.map(object).reduce(merge);
  },
  intersection: (start, ...others) => {
    if (isList(start)) {
      const lists = others.map(list);
      return unique(start).filter(member => lists.every(other => other.some(each => isSame(each, member))));
    }
    const objects = others.map(object);
    return Object.fromEntries(
      Object.entries(object(start)).filter(([name, value]) =>
        objects.every(other => Object.hasOwn(other, name) && isSame(other[name] ?? null, value)),
      ),
    );
  },
  indexfromend: (members, place) => {
    const all = list(members);
    return integer(place) < 1 || integer(place) > all.length
      ? fail('no member')
      : (all.at(-integer(place)) ?? null);
  },
  tryindexfromend: (members, place) => list(members).toReversed()[integer(place) - 1] ?? null,
  range: (start, count) => {
    if (integer(count) < 0 || integer(count) > 10_000) return fail('too many numbers');
    if (integer(start) + integer(count) > 2_147_483_647) return fail('numbers too large');
    return Array.from({ length: integer(count) }, (_, index) => integer(start) + index);
  },
  items: value =>
    Object.entries(object(value))
      .sort(([a], [b]) => compareTexts(fold(a), fold(b)) || compareTexts(a, b))
      .map(([key, each]) => ({ key, value: each })),
  min: (...args) => Math.min(...numbers(args)),
  max: (...args) => Math.max(...numbers(args)),
  tryget: (value, ...keys) => keys.reduce((of, key) => get(of, key) ?? null, value ?? null),

  claims: () => ({}),
  iprangecontains: (range, target) => {
    const [[first, last], [start, end]] = [addresses(text(range)), addresses(text(target))];
    return first <= start && end <= last;
  },

  add: (a, b) => exact(number(a) + number(b)),
  sub: (a, b) => exact(number(a) - number(b)),
  mul: (a, b) => exact(number(a) * number(b)),
  div: (a, b) => (integer(b) === 0 ? fail('by zero') : Math.trunc(integer(a) / integer(b)) + 0),
  mod: (a, b) => (integer(b) === 0 ? fail('by zero') : (integer(a) % integer(b)) + 0),
  adddays: (date, days) => {
    const ticks = ticksIn(text(date)) ?? ticksIn(`${text(date)}T00:00`) ?? fail('no date');
    return writeTicks(ticks + BigInt(integer(days)) * 864_000_000_000n).replace(/\.?0*Z$/, 'Z');
  },

  int: value => exact(Math.trunc(spelled(value)) + 0),
  float: value => spelled(value),
};

/** In how many characters a text folds to one that begins with the part: never within a letter and its accents. */
function placesOf(whole: string, part: string): readonly number[] {
  const letters = whole.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return [...letters.keys(), letters.length]
    .filter(at => fold(letters.slice(at).join('')).startsWith(fold(part)))
    .map(at => [...letters.slice(0, at).join('')].length);
}

function readJson(written: string): JsonValue {
  try {
    return JSON.parse(written);
  } catch {
    return fail('no JSON');
  }
}

function fromBase64(written: string): string {
  const digits = written.replaceAll(/\s/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return fail('no base64');
  return Buffer.from(digits, 'base64').toString();
}

/** The first and the last address of an IPv4 range, as numbers. The reference knows no IPv6. */
function addresses(range: string): readonly [number, number] {
  const [, start, prefix] = /^([^/]*)\/(\d+)$/.exec(range) ?? [];
  if (start !== undefined) {
    const size = 2 ** (32 - Number(prefix));
    const first = Math.floor(addressOf(start) / size) * size;
    return size < 1 ? fail('no such prefix') : [first, first + size - 1];
  }
  const [from = '', to = from] = range.split('-');
  return addressOf(from) <= addressOf(to) ? [addressOf(from), addressOf(to)] : fail('ends before it begins');
}

function addressOf(written: string): number {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(written)) return fail('no address');
  return written.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** `yyyy-MM-ddTHH:mm:ss.fffffffZ` */
export function writeTicks(ticks: bigint): string {
  const fraction = ((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const seconds = Number((ticks - fraction) / 10_000_000n);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(7, '0')}Z`;
}

/** `of.key`, `of[key]`; undefined where there is none. */
export function get(of: JsonValue, key: JsonValue): JsonValue | undefined {
  if (isList(of)) return typeof key === 'number' ? of[key] : undefined;
  return isObject(of) && typeof key === 'string' ? propertyOf(of, key) : undefined;
}

export function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : fail('no text');
}

export function truth(value: JsonValue | undefined): boolean {
  return typeof value === 'boolean' ? value : fail('neither true nor false');
}

function number(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : fail('no number');
}

function integer(value: JsonValue | undefined): number {
  return Number.isSafeInteger(value) ? number(value) : fail('no whole number');
}

function spelled(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : (numberIn(text(value)) ?? fail('spells no number'));
}

function exact(value: number): number {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : fail('not exact any more');
}

function list(value: JsonValue | undefined): Values {
  return isList(value) ? value : fail('no array');
}

function object(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : fail('no object');
}

function numbers(args: Values): readonly number[] {
  if (!isList(args[0])) return args.map(number);
  return args.length > 1 || args[0].length === 0
    ? fail('an array beside numbers, or an empty one')
    : args[0].map(number);
}

/** A value in a text, as .NET writes it. */
function shown(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function scalar(value: JsonValue | undefined): string {
  return typeof value === 'object' && value !== null ? fail('no text, number or boolean') : shown(value);
}

function ordered(a: JsonValue | undefined, b: JsonValue | undefined): number {
  return compare(a, b) ?? fail('no order');
}

function unique(members: Values): Values {
  return members.filter((member, index) => members.findIndex(other => isSame(other, member)) === index);
}

function merge(a: JsonObject, b: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = Object.hasOwn(a, name) ? a[name] : undefined;
    merged[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}
