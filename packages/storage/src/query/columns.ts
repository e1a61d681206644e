import { type RawBuilder, sql } from 'kysely';

/**
 * What a column holds. `text` compares without case, and so does `key`, which is kept in lower case (so that an index is of use);
 * `textArray` is a collection of texts.
 */
export type ColumnKind = 'text' | 'key' | 'time' | 'number' | 'boolean' | 'textArray';

/** What a query may name, and what it is in SQL. */
export type Column = {
  /** As it is spelt in answers. */
  readonly name: string;
  readonly kind: ColumnKind;
  readonly sql: RawBuilder<unknown>;
  readonly filterable: boolean;
  readonly groupable: boolean;
  readonly sortable: boolean;
  /** Whether no value and the empty text are the same. */
  readonly emptyIsNull: boolean;
  /** Whether all rows here have whatever value it is compared with: `eq` holds, `ne` does not. */
  readonly every: boolean;
};

/**
 * The columns of one entity by name in lower case, as OData properties compare. `grammar`: what a filter may say, `comparisons` of a
 * property with a value (texts by eq and ne, and by what they contain, start or end with), or all of it.
 */
export type ColumnTable = {
  readonly entity: string;
  readonly grammar: 'comparisons' | 'full';
  readonly columns: ReadonlyMap<string, Column>;
};

/** A column of which only the kind and the SQL must be said: one can filter, group and sort by it, but not group or sort by a collection. */
export type ColumnSpec = Pick<Column, 'kind' | 'sql'> & Partial<Omit<Column, 'name'>>;

/** `entity`: words for messages, such as `the activity log`. Names as they are spelt in answers. */
export function createColumnTable(
  entity: string,
  columns: Readonly<Record<string, ColumnSpec>>,
  grammar: ColumnTable['grammar'] = 'full',
): ColumnTable {
  const entries = Object.entries(columns).map(([name, spec]) => {
    const isScalar = spec.kind !== 'textArray';
    const column: Column = {
      filterable: true,
      groupable: isScalar,
      sortable: isScalar,
      emptyIsNull: false,
      every: false,
      ...spec,
      name,
    };
    return [name.toLowerCase(), column] as const;
  });
  return { entity, grammar, columns: new Map(entries) };
}

/** A text column of which no entry has an empty text: it is asked for as null or as ''. */
const text = (column: string): ColumnSpec => ({ kind: 'text', sql: sql.ref(column), emptyIsNull: true });

/** `resourceId` is what az sends for `resourceUri`. All our entries are in the channels that old clients ask for. */
export const ACTIVITY_LOG_COLUMNS: ColumnTable = createColumnTable(
  'the activity log',
  {
    eventTimestamp: { kind: 'time', sql: sql.ref('at') },
    resourceGroupName: text('resource_group'),
    resourceUri: text('resource_id'),
    resourceId: text('resource_id'),
    resourceProvider: text('resource_provider'),
    resourceType: text('resource_type'),
    correlationId: text('correlation_id'),
    caller: text('caller'),
    status: text('status'),
    category: text('category'),
    operationName: text('operation'),
    level: text('level'),
    subscriptionId: text('subscription_id'),
    eventDataId: text('event_id'),
    eventChannels: { kind: 'text', sql: sql`''`, every: true },
  },
  'comparisons',
);

/** What is known of a decision without reading its request. */
export const DECISION_COLUMNS: ColumnTable = createColumnTable(
  'the decisions',
  {
    at: { kind: 'time', sql: sql.ref('at') },
    // Written in lower case: there is an index of denials.
    verdict: { kind: 'key', sql: sql.ref('verdict') },
    resourceId: { kind: 'key', sql: sql.ref('resource_key') },
    resourceType: text('resource_type'),
    principalId: text('principal_id'),
  },
  'comparisons',
);
