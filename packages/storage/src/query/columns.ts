/**
 * What a `$filter` may name, by entity. `text` compares without case by `eq` and `ne`, and so does `key`, which is kept in lower case
 * (so that an index is of use); `time` by all six operators;
 * `every` is a column that has one value for all rows here: `eq` holds for whatever it is compared with.
 */
export type Column =
  | { readonly kind: 'text' | 'key' | 'time'; readonly column: string }
  | { readonly kind: 'every' };

/** Names in lower case, as OData properties compare. */
export type ColumnTable = {
  readonly entity: string;
  readonly columns: ReadonlyMap<string, Column & { readonly name: string }>;
};

/** `resourceId` is what az sends for `resourceUri`. All our entries are in the channels that old clients ask for. */
export const ACTIVITY_LOG_COLUMNS: ColumnTable = table('the activity log', {
  eventTimestamp: { kind: 'time', column: 'at' },
  resourceGroupName: { kind: 'text', column: 'resource_group' },
  resourceUri: { kind: 'text', column: 'resource_id' },
  resourceId: { kind: 'text', column: 'resource_id' },
  resourceProvider: { kind: 'text', column: 'resource_provider' },
  resourceType: { kind: 'text', column: 'resource_type' },
  correlationId: { kind: 'text', column: 'correlation_id' },
  caller: { kind: 'text', column: 'caller' },
  status: { kind: 'text', column: 'status' },
  category: { kind: 'text', column: 'category' },
  operationName: { kind: 'text', column: 'operation' },
  level: { kind: 'text', column: 'level' },
  eventChannels: { kind: 'every' },
});

/** What is known of a decision without reading its request. */
export const DECISION_COLUMNS: ColumnTable = table('the decisions', {
  at: { kind: 'time', column: 'at' },
  verdict: { kind: 'text', column: 'verdict' },
  resourceId: { kind: 'key', column: 'resource_key' },
});

function table(entity: string, columns: Readonly<Record<string, Column>>): ColumnTable {
  return {
    entity,
    columns: new Map(
      Object.entries(columns).map(([name, column]) => [name.toLowerCase(), { ...column, name }]),
    ),
  };
}
