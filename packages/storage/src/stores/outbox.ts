import type { ActivityEntry, DecisionRecord, StateResult } from '@sluice/engine/model';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { OutboxEvent } from '../events.ts';
import { toEntry } from './activity-log.ts';
import { toDecisionRecord } from './decisions.ts';
import { type MemberRow, membersOf, toStateResults } from './state-results.ts';

/** What a row of the outbox says of states: numbers of sets, null where there were none. */
type StatesBody = {
  readonly resource_id: string;
  readonly resource_type: string;
  readonly revision: number;
  readonly old_set: number | null;
  readonly new_set: number | null;
  readonly components: unknown;
};
type Row = Selectable<Tables['outbox']>;

/** Rows of the outbox in their order, with all that they refer to. */
export async function readOutbox(
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<readonly OutboxEvent[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where(sql<boolean>`seq = any (${[...seqs]}::bigint[])`)
    .orderBy('seq')
    .execute();
  const sets = await readSets(db, rows);
  const denials = await readDenials(db, rows);
  return rows.flatMap((row): readonly OutboxEvent[] => {
    const base = { seq: row.seq, at: row.at, resourceKey: row.resource_key };
    if (row.kind === 'states') return [{ ...base, kind: 'states', ...toStates(row, sets) }];
    const denial = denials.get(decisionId(row));
    return denial === undefined ? [] : [{ ...base, kind: 'denial', ...denial }];
  });
}

async function readSets(
  db: Kysely<Tables>,
  rows: readonly Row[],
): Promise<ReadonlyMap<number, readonly MemberRow[]>> {
  const ids = new Set(
    rows.filter(({ kind }) => kind === 'states').flatMap(({ body }) => setsOf(body as StatesBody)),
  );
  if (ids.size === 0) return new Map();
  const sets = await db
    .selectFrom('state_sets as s')
    .select(['s.id', membersOf(sql.ref('s.id')).as('members')])
    .where(sql<boolean>`s.id = any (${[...ids]}::integer[])`)
    .execute();
  return new Map(sets.map(({ id, members }) => [id, members]));
}

function setsOf({ old_set, new_set }: StatesBody): readonly number[] {
  return [old_set, new_set].filter(id => id !== null);
}

function toStates({ body }: Row, sets: ReadonlyMap<number, readonly MemberRow[]>) {
  const { resource_id, resource_type, revision, old_set, new_set, components } = body as StatesBody;
  const resultsOf = (set: number | null): readonly StateResult[] =>
    set === null
      ? []
      : toStateResults({ resource_id, components, details: null, members: sets.get(set) ?? [] });
  return {
    resourceId: resource_id,
    resourceType: resource_type,
    revision,
    before: resultsOf(old_set),
    after: resultsOf(new_set),
  };
}

type Denial = {
  readonly decision: DecisionRecord;
  readonly principalId: string | null;
  readonly entry: ActivityEntry | undefined;
};

/** By id of the decision. A decision has its entry of the log from the same commit. */
async function readDenials(db: Kysely<Tables>, rows: readonly Row[]): Promise<ReadonlyMap<string, Denial>> {
  const ids = rows.filter(({ kind }) => kind === 'denial').map(decisionId);
  if (ids.length === 0) return new Map();
  const found = await db.selectFrom('decisions').selectAll().where('id', 'in', ids).execute();
  const decisions = found.map(row => ({ decision: toDecisionRecord(row), principalId: row.principal_id }));
  const correlations = [
    ...new Set(decisions.map(({ decision }) => decision.request.correlationId.toLowerCase())),
  ];
  const entries = await db
    .selectFrom('activity_log')
    .selectAll()
    .where(sql<boolean>`lower(correlation_id) = any (${correlations}::text[])`)
    .where('category', '=', 'Policy')
    .where('status', '=', 'Failed')
    .execute();
  return new Map(
    decisions.map(({ decision, principalId }) => {
      const entry = entries.find(
        each =>
          each.at === decision.at &&
          each.resource_id.toLowerCase() === decision.resourceKey &&
          each.correlation_id.toLowerCase() === decision.request.correlationId.toLowerCase(),
      );
      return [decision.id, { decision, principalId, entry: entry && toEntry(entry) }];
    }),
  );
}

function decisionId({ body }: Row): string {
  return (body as { readonly decision_id: string }).decision_id;
}
