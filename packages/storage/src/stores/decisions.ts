import type { DecisionRecord } from '@sluice/engine/model';
import type { Database } from '../database/connect.ts';
import type { Storage } from '../storage.ts';

export function createDecisions(database: Database): Storage['decisions'] {
  return {
    async get(id) {
      const row = await database.run(db =>
        db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      return {
        id: row.id,
        at: row.at,
        revision: row.revision,
        engineVersion: row.engine_version,
        verdict: row.verdict as DecisionRecord['verdict'],
        resourceKey: row.resource_key,
        request: row.request as DecisionRecord['request'],
      };
    },
  };
}
