import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { isInRanges, type Place, toPlaces, toRanges } from '../query/insights/places.ts';
import type { FoundResource, ResourceSearch, SearchedResources } from '../storage.ts';
import { isAmong } from './key-range.ts';

/** What a search looks at, however much fits it. */
const MOST_COUNTED = 5_000;
const MOST_FOUND = 1_000;
/** Longer words begin nothing that has a name. */
const LONGEST = 400;

/** Resources by the words of their names (`sluice.search_lexemes`). */
export async function searchResources(
  database: Database,
  { words, mode, types, under }: ResourceSearch,
): Promise<SearchedResources> {
  const places = toPlaces(under);
  const terms = words.filter(word => WORD.test(word)).map(word => `'${word.slice(0, LONGEST)}':*`);
  if (terms.length === 0 || types.length === 0 || places.length === 0) return NOTHING;
  const place = sql<boolean>`${isAmong('r.type_key', types)} and ${isIn(places)}`;
  const fitting = (query: string, most: number) => sql`
    select r.key, r.id, r.type_key
    from sluice.resources r
    where sluice.search_lexemes(r.key) @@ ${query}::tsquery and ${place}
    limit ${most}`;
  const matched = sql.join(
    terms.map(term => sql`(l.lexemes @@ ${term}::tsquery)::integer`),
    sql` + `,
  );
  const best = sql`(select ${matched} from (select sluice.search_lexemes(f.key) as lexemes) l) desc,`;
  const query = terms.join(mode === 'all' ? ' & ' : ' | ');
  // Where there are too many, some of each type.
  const { rows } = await database.run(db =>
    sql<FoundRow & { readonly n: number }>`
      with fitting as materialized (${fitting(query, MOST_COUNTED + 1)})
      select f.key, f.id, f.type_key, f.n
      from (
        select *, count(*) over (partition by type_key) as n,
          row_number() over (partition by type_key order by key) as place
        from fitting
      ) f
      order by ${mode === 'all' ? sql`` : best} f.place, f.type_key
      limit ${MOST_FOUND}`.execute(db),
  );
  const counts = new Map(rows.map(row => [row.type_key, row.n]));
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (total <= MOST_FOUND) return { found: rows.map(toFound), counts, isWhole: true };
  // Of more than can be looked at, what is called just so is there for certain.
  const { rows: named } = await database.run(db =>
    sql<FoundRow>`${fitting(`'${words.join('').slice(0, LONGEST)}'`, MOST_FOUND)}`.execute(db),
  );
  const known = new Set(named.map(({ key }) => key));
  return {
    found: [...named, ...rows.filter(({ key }) => !known.has(key))].map(toFound),
    counts,
    isWhole: total <= MOST_COUNTED,
  };
}

const NOTHING: SearchedResources = { found: [], counts: new Map(), isWhole: true };
/** What may stand in a query between quotes. */
const WORD = /^[\p{L}\p{N}\p{M}]+$/u;

type FoundRow = { readonly key: string; readonly id: string; readonly type_key: string };

function toFound({ key, id, type_key }: FoundRow): FoundResource {
  return { key, id, typeKey: type_key };
}

function isIn(places: readonly Place[]): RawBuilder<boolean> {
  if (places.some(({ key }) => key === '')) return sql<boolean>`true`;
  return isInRanges(sql.ref('r.key'), toRanges(places));
}
