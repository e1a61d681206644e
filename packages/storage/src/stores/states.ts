import { sql } from 'kysely';
import { readResults } from '../commit/results.ts';
import type { Database } from '../database/connect.ts';
import type { Storage } from '../storage.ts';
import { isAmong, keyRangeBelow } from './key-range.ts';
import { toResource } from './resources.ts';

export function createStates(database: Database): Storage['states'] {
  return {
    async get(resourceKey) {
      const row = await database.run(db =>
        db
          .selectFrom('resource_states')
          .selectAll()
          .where('resource_key', '=', resourceKey)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      return {
        resourceKey: row.resource_key,
        resourceId: row.resource_id,
        resourceType: row.resource_type,
        etag: row.etag,
        revision: row.revision,
        at: row.at,
        results: readResults(row.results),
      };
    },
    async outdated({ under, types, revision, top, after }) {
      if (types.length === 0) return [];
      const { from, to } = keyRangeBelow(under);
      const rows = await database.run(db => {
        const query = db
          .selectFrom('resources as r')
          .leftJoin('resource_states as s', 's.resource_key', 'r.key')
          .selectAll('r')
          .where(eb =>
            eb.or([eb('r.key', '=', under), eb.and([eb('r.key', '>=', from), eb('r.key', '<', to)])]),
          )
          .where(isAmong('r.type_key', types))
          .where(eb => eb.or([eb('s.revision', 'is', null), eb('s.revision', '<', revision)]))
          .orderBy('r.key')
          .limit(top);
        return (after === undefined ? query : query.where('r.key', '>', after)).execute();
      });
      return rows.map(toResource);
    },
    async nonCompliant({ assignmentKey, referenceId, under, top, after }) {
      const { from, to } = keyRangeBelow(under);
      const rows = await database.run(db => {
        const query = db
          .selectFrom('state_exceptions as e')
          .innerJoin('resources as r', 'r.key', 'e.resource_key')
          .selectAll('r')
          .where('e.assignment_key', '=', assignmentKey)
          .where('e.compliance_state', '=', 'NonCompliant')
          .where('e.component_id', 'is', null)
          .where(
            sql<boolean>`lower(e.definition_reference_id) is not distinct from ${referenceId?.toLowerCase() ?? null}`,
          )
          .where(eb =>
            eb.or([
              eb('e.resource_key', '=', under),
              eb.and([eb('e.resource_key', '>=', from), eb('e.resource_key', '<', to)]),
            ]),
          )
          .orderBy('e.resource_key')
          .limit(top);
        return (after === undefined ? query : query.where('e.resource_key', '>', after)).execute();
      });
      return rows.map(toResource);
    },
  };
}
