import type { JsonObject, JsonValue } from '@sluice/language';

// The tables of section 4.1 of the language, as plainly as they can be written. Slow on purpose.

/** A field that leads to nothing is undefined. */
export type Value = JsonValue | undefined;

export function isObject(value: Value): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** One form for all texts that count as the same: each character by itself, lower, upper and lower again. */
export function fold(text: string): string {
  return [...text.normalize('NFC')]
    .map(character => (character === 'ı' ? character : character.toLowerCase().toUpperCase()))
    .map(character =>
      character === 'ı' ? character : [...character].map(each => each.toLowerCase()).join(''),
    )
    .join('')
    .normalize('NFC');
}

export function numberIn(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

/** The table of coercions: what equals what. */
export function isEqual(left: Value, right: Value): boolean {
  const a = left ?? null;
  const b = right ?? null;
  if (a === null && b === null) return true;
  if (a === null || b === null) return a === '' || b === '';
  if (typeof a === 'string' && typeof b === 'string') return fold(a) === fold(b);
  if (typeof a === 'string' && typeof b === 'number') return numberIn(a) === b;
  if (typeof a === 'number' && typeof b === 'string') return numberIn(b) === a;
  if (typeof a === 'string' && typeof b === 'boolean') return fold(a) === String(b);
  if (typeof a === 'boolean' && typeof b === 'string') return fold(b) === String(a);
  return isSame(a, b);
}

/** Deep equality without coercion. */
export function isSame(a: JsonValue, b: JsonValue): boolean {
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((member, index) => isSame(member, b[index] ?? null));
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every(name => Object.hasOwn(b, name) && isSame(a[name] ?? null, b[name] ?? null))
    );
  }
  return a === b;
}

/** Negative, 0 or positive; undefined for two values that have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, y] = [asNumber(a), asNumber(b)];
    return x === undefined || y === undefined ? undefined : x - y;
  }
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  const [x, y] = [ticksIn(a), ticksIn(b)];
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0;
  return compareTexts(fold(a), fold(b));
}

function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? numberIn(value) : undefined;
}

/** By code point. */
export function compareTexts(a: string, b: string): number {
  const [x, y] = [[...a], [...b]].map(text => text.map(character => character.codePointAt(0) ?? 0));
  const at = (x ?? []).findIndex((code, index) => code !== y?.[index]);
  if (at < 0) return (x?.length ?? 0) - (y?.length ?? 0);
  return (x?.[at] ?? 0) - (y?.[at] ?? -1);
}

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):?(\d\d))?$/i;

/** A date with a time part, in ticks of 100 nanoseconds. */
export function ticksIn(text: string): bigint | undefined {
  const [, y, mo, d, h, mi, s = '0', fraction = '', sign, zh = '0', zm = '0'] = DATE_TIME.exec(text) ?? [];
  if (y === undefined) return undefined;
  const day = new Date(`${y}-${mo}-${d}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== `${y}-${mo}-${d}` || y === '0000')
    return undefined;
  if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59 || Number(zh) > 14 || Number(zm) > 59)
    return undefined;
  const offset = (Number(zh) * 60 + Number(zm)) * (sign === '-' ? -1 : 1);
  const seconds = day.getTime() / 1000 + Number(h) * 3600 + (Number(mi) - offset) * 60 + Number(s);
  return BigInt(seconds) * 10_000_000n + BigInt(fraction.slice(0, 7).padEnd(7, '0'));
}

/** A scalar as text; undefined for what is none. */
export function textOf(value: Value): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
}

/** The property of that name in any letter case; the very spelling first. */
export function propertyOf(object: JsonObject, name: string): Value {
  if (Object.hasOwn(object, name)) return object[name];
  const spelt = Object.keys(object).find(key => key.toLowerCase() === name.toLowerCase());
  return spelt === undefined ? undefined : object[spelt];
}
