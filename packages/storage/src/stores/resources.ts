import type { Resource } from '@sluice/engine/model';
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/schema.ts';
import { isInRanges, toPlaces, toRanges } from '../query/insights/places.ts';
import type { Storage } from '../storage.ts';
import { isAmong, keyRangeBelow } from './key-range.ts';
import { searchResources } from './search-resources.ts';

const DEFAULT_PAGE = 500;

export function createResources(database: Database): Storage['resources'] {
  return {
    async get(key) {
      const [resource] = await byKeys(database, [key]);
      return resource;
    },
    getMany: keys => byKeys(database, keys),
    async list({ types, under, direct = false, top = DEFAULT_PAGE, after }) {
      const { from, to } = keyRangeBelow(under);
      const rows = await database.run(db => {
        let query = db
          .selectFrom('resources')
          .selectAll()
          .orderBy('key')
          .limit(top + 1);
        query = direct
          ? query.where('parent_key', '=', under)
          : query.where('key', '>=', from).where('key', '<', to);
        if (types !== undefined) query = query.where(isAmong('type_key', types));
        if (after !== undefined) query = query.where('key', '>', after);
        return types?.length === 0 ? Promise.resolve([]) : query.execute();
      });
      return toPage(rows, top);
    },
    async listAt({ types, parents, top = DEFAULT_PAGE, after }) {
      if (types.length === 0 || parents.length === 0) return { items: [] };
      const rows = await database.run(db => {
        const query = db
          .selectFrom('resources')
          .selectAll()
          .where(isAmong('parent_key', parents))
          .where(isAmong('type_key', types))
          .orderBy('key')
          .limit(top + 1);
        return (after === undefined ? query : query.where('key', '>', after)).execute();
      });
      return toPage(rows, top);
    },
    async existsBelow(key) {
      const { from, to } = keyRangeBelow(key);
      const row = await database.run(db =>
        db
          .selectFrom('resources')
          .select('key')
          .where('key', '>=', from)
          .where('key', '<', to)
          .limit(1)
          .executeTakeFirst(),
      );
      return row !== undefined;
    },
    search: query => searchResources(database, query),
    async countModelReferences({ types, under }) {
      const places = toPlaces(under);
      if (types.length === 0 || places.length === 0) return [];
      const key = sql.ref('r.key');
      const { rows } = await database.run(db =>
        sql<{ type_key: string; model_reference: string; n: number }>`
          select r.type_key, r.model_reference, count(*) as n
          from sluice.resources r
          where ${isAmong('r.type_key', types)} and r.model_reference is not null
            and ${places.some(place => place.key === '') ? sql`true` : isInRanges(key, toRanges(places))}
          group by r.type_key, r.model_reference`.execute(db),
      );
      return rows.map(row => ({
        typeKey: row.type_key,
        properties: JSON.parse(row.model_reference),
        deployments: row.n,
      }));
    },
  };
}

/** Before every write: kept prepared by each session, past the query builder. */
async function byKeys(database: Database, keys: readonly string[]): Promise<readonly Resource[]> {
  if (keys.length === 0) return [];
  const { rows } = await database.run(() =>
    database.pool.query<ResourceRow>({
      name: 'sluice-resources',
      text: 'select * from sluice.resources where key = any ($1)',
      values: [keys],
    }),
  );
  return rows.map(toResource);
}

/** `rows` may have one more than a page holds: the sign that there is a next one. */
function toPage(
  rows: readonly ResourceRow[],
  top: number,
): { readonly items: readonly Resource[]; readonly next?: string } {
  const items = rows.slice(0, top).map(toResource);
  const last = items.at(-1);
  return rows.length > top && last !== undefined ? { items, next: last.key } : { items };
}

type ResourceRow = Selectable<Tables['resources']>;

export function toResource(row: ResourceRow): Resource {
  return {
    id: row.id,
    key: row.key,
    type: row.type,
    name: row.name,
    body: row.body as Resource['body'],
    systemData: row.system_data as Resource['systemData'],
    etag: row.etag,
    instanceId: row.instance_id,
    apiVersion: row.api_version,
    ...(row.secrets === null ? {} : { secrets: row.secrets as NonNullable<Resource['secrets']> }),
  };
}
