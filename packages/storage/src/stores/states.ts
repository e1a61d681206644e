import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Storage } from '../storage.ts';
import { isAmong, keyRangeBelow } from './key-range.ts';
import { toResource } from './resources.ts';
import { membersOf, toStateResults } from './state-results.ts';

export function createStates(database: Database): Storage['states'] {
  return {
    async get(resourceKey) {
      const row = await database.run(db =>
        db
          .selectFrom('resource_states')
          .selectAll()
          .select(membersOf(sql`set_id`).as('members'))
          .where('resource_key', '=', resourceKey)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      return {
        resourceKey: row.resource_key,
        resourceId: row.resource_id,
        resourceType: row.resource_type,
        location: row.location,
        etag: row.etag,
        revision: row.revision,
        at: row.at,
        results: toStateResults(row),
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
    async prune(olderThan) {
      const { rows } = await database.run(db =>
        sql<{
          pruned: number;
        }>`select sluice.prune_state_history(${olderThan}::timestamptz) as pruned`.execute(db),
      );
      return rows[0]?.pruned ?? 0;
    },
    async nonCompliant({ assignmentKey, referenceId, under, top, after }) {
      const { from, to } = keyRangeBelow(under);
      const rows = await database.run(db => {
        const query = db
          .selectFrom('resource_states as s')
          .innerJoin('resources as r', 'r.key', 's.resource_key')
          .selectAll('r')
          .where(
            sql<boolean>`s.set_id in (
              select t.id from sluice.state_sets t where t.members && array(
                select m.id from sluice.state_members m
                where m.assignment_key = ${assignmentKey} and m.compliance_state = 'NonCompliant' and m.component is null
                  and lower(m.definition_reference_id) is not distinct from ${referenceId?.toLowerCase() ?? null}))`,
          )
          .where(eb =>
            eb.or([
              eb('s.resource_key', '=', under),
              eb.and([eb('s.resource_key', '>=', from), eb('s.resource_key', '<', to)]),
            ]),
          )
          .orderBy('s.resource_key')
          .limit(top);
        return (after === undefined ? query : query.where('s.resource_key', '>', after)).execute();
      });
      return rows.map(toResource);
    },
  };
}
