import type { ODataFilter } from '@sluice/arm/odata';
import { type RawBuilder, sql } from 'kysely';
import { keyRangeBelow } from '../../stores/key-range.ts';

/** Where rows may be: at or below a key ('': everywhere), or at exactly that one. */
export type Place = { readonly key: string; readonly exact?: true };

/** The keys at or below `under`, none inside another. */
export function toPlaces(under: readonly string[]): readonly Place[] {
  const keys = new Set(under);
  return [...keys]
    .filter(key => ![...keys].some(other => other !== key && isBelow(key, other)))
    .sort()
    .map(key => ({ key }));
}

/**
 * The places that rows can be at which fit the conditions: by `subscriptionId`, `resourceGroup` and `resourceId` where they are compared by
 * eq with a text. Never fewer than there are; the conditions still have to be asked.
 */
export function narrowPlaces(places: readonly Place[], conditions: readonly ODataFilter[]): readonly Place[] {
  const wanted = new Map(
    conditions.flatMap(each => {
      const equal = equalTo(each);
      return equal === undefined ? [] : [equal];
    }),
  );
  const subscription = wanted.get('subscriptionid');
  const group = wanted.get('resourcegroup');
  const resource = wanted.get('resourceid');
  let narrowed = places;
  if (subscription !== undefined)
    narrowed = narrowed.flatMap(place => intersect(place, `/subscriptions/${subscription}`));
  if (group !== undefined)
    narrowed = narrowed.flatMap(place => {
      const own = SUBSCRIPTION.exec(place.key)?.[0];
      return own === undefined ? [place] : intersect(place, `${own}/resourcegroups/${group}`);
    });
  if (resource !== undefined)
    narrowed = narrowed.some(({ key, exact }) => (exact ? key === resource : isBelow(resource, key)))
      ? [{ key: resource, exact: true }]
      : [];
  return narrowed;
}

const SUBSCRIPTION = /^\/subscriptions\/[^/]+/;

/** The part of a place that is at or below the key. */
function intersect(place: Place, key: string): readonly Place[] {
  if (isBelow(place.key, key)) return [place];
  return !place.exact && isBelow(key, place.key) ? [{ key }] : [];
}

function isBelow(key: string, above: string): boolean {
  return above === '' || key === above || key.startsWith(`${above}/`);
}

/** Name and value in lower case of `name eq 'value'`. */
function equalTo(filter: ODataFilter): readonly [name: string, value: string] | undefined {
  if (filter.kind !== 'comparison' || filter.operator !== 'eq') return undefined;
  const { left, right } = filter;
  const [property, value] = left.kind === 'property' ? [left, right] : [right, left];
  if (property.kind !== 'property' || (value.kind !== 'text' && value.kind !== 'guid')) return undefined;
  // An empty text asks for what is in none; a path of more segments fits nothing and narrows nothing.
  const name = property.path.toLowerCase();
  if (value.value === '' || (name !== 'resourceid' && value.value.includes('/'))) return undefined;
  return [name, value.value.toLowerCase()];
}

/** Keys from the first up to before the second. */
export type KeyRange = { readonly from: string; readonly to: string };

/** The ranges of keys that the places are, in order. A key alone is followed by nothing but what has a space or less behind it. */
export function toRanges(places: readonly Place[]): readonly KeyRange[] {
  return places
    .flatMap(({ key, exact }) => {
      if (key === '') return [{ from: '', to: '\u{10ffff}' }];
      const only = { from: key, to: `${key} ` };
      return exact ? [only] : [only, keyRangeBelow(key)];
    })
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}

/**
 * Whether a column of scopes (resource groups, subscriptions) is at or below one of the places; undefined where some place is neither of these
 * nor everything.
 */
export function isInScopes(
  column: RawBuilder<unknown>,
  places: readonly Place[],
): RawBuilder<boolean> | undefined {
  if (places.some(({ key, exact }) => exact || !SCOPE.test(key))) return undefined;
  if (places.some(({ key }) => key === '')) return sql<boolean>`true`;
  const keys = places.map(({ key }) => key);
  const groups = keys.filter(key => key.includes('/resourcegroups/'));
  const subscriptions = keys.filter(key => !groups.includes(key)).map(key => key.split('/')[2] ?? '');
  return sql<boolean>`(split_part(${column}, '/', 3) = any (${subscriptions}::text[]) or ${column} = any (${groups}::text[]))`;
}

const SCOPE = /^(\/subscriptions\/[^/]+(\/resourcegroups\/[^/]+)?)?$/;

/** Whether a column of keys is in one of the ranges. */
export function isInRanges(column: RawBuilder<unknown>, ranges: readonly KeyRange[]): RawBuilder<boolean> {
  if (ranges.length === 0) return sql<boolean>`false`;
  if (ranges.length <= FEW)
    return sql<boolean>`(${sql.join(
      ranges.map(({ from, to }) => sql`(${column} >= ${from} and ${column} < ${to})`),
      sql` or `,
    )})`;
  return sql<boolean>`exists (select from ${unnestRanges(ranges)} where ${column} >= place.low and ${column} < place.high)`;
}

/** More would make statements long, and their plans slow to make. */
const FEW = 32;

/** The ranges as rows `place(low, high)`. */
export function unnestRanges(ranges: readonly KeyRange[]): RawBuilder<unknown> {
  const low = ranges.map(({ from }) => from);
  const high = ranges.map(({ to }) => to);
  return sql`unnest(${low}::text[] collate "C", ${high}::text[] collate "C") as place(low, high)`;
}
