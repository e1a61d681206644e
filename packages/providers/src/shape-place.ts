import type { JsonValue } from '@sluice/language';

/** What is wrong at one place of a body. `notYet`: the value is legal, but we do not have the feature. */
export type ShapeProblem = { readonly pointer: string; readonly message: string; readonly notYet?: boolean };

/** Where a value stands while it is fitted, and where its problems go. */
export type Place = {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly depth: number;
  readonly patch: boolean;
  readonly problems: ShapeProblem[];
};

/** Deeper values are refused, so that nothing behind this needs to fear for its stack. */
export const MAX_DEPTH = 1000;

/** A body may be wrong in a hundred thousand places; nobody reads more than this. */
const MAX_PROBLEMS = 100;

/** The place of a property or element of what stands at `place`. */
export function inside(place: Place, name: string | number): Place {
  return { ...place, pointer: pointerTo(place.pointer, String(name)), depth: place.depth + 1 };
}

/** A JSON pointer one level down. */
export function pointerTo(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Notes a problem; gives undefined, as a value that does not fit is. */
export function report({ pointer, problems }: Place, message: string, notYet = false): undefined {
  if (problems.length < MAX_PROBLEMS) problems.push({ pointer, message, ...(notYet ? { notYet } : {}) });
  return undefined;
}

/** Notes that a value of another type was expected. */
export function reportType(place: Place, expected: string, found: JsonValue): undefined {
  return report(place, `must be ${expected}, found ${describe(found)}`);
}

/** A text as a message shows it. */
export function quote(text: string): string {
  return `'${text.length > 60 ? `${text.slice(0, 60)}...` : text}'`;
}

function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `the string ${quote(value)}` : `the ${typeof value} ${value}`;
}
