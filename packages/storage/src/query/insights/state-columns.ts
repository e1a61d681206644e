import { type RawBuilder, sql } from 'kysely';
import { type ColumnSpec, type ColumnTable, createColumnTable } from '../columns.ts';

/** What is known of a result by its member alone: the rule, and what it said. */
const POLICY_SIDE: Readonly<Record<string, ColumnSpec>> = {
  policyAssignmentId: text('assignment_id'),
  policyAssignmentName: text('assignment_name'),
  policyAssignmentScope: optional('assignment_scope'),
  policyDefinitionId: text('definition_id'),
  policyDefinitionName: text('definition_name'),
  policyDefinitionAction: text('effect'),
  policyDefinitionCategory: optional('definition_category'),
  policyDefinitionVersion: optional('definition_version'),
  policyDefinitionReferenceId: optional('definition_reference_id'),
  policyDefinitionGroupNames: { kind: 'textArray', sql: sql.ref('q.group_names') },
  policySetDefinitionId: optional('initiative_id'),
  policySetDefinitionName: optional('initiative_name'),
  policySetDefinitionCategory: optional('initiative_category'),
  policySetDefinitionVersion: optional('initiative_version'),
  complianceState: text('compliance_state'),
  isCompliant: { kind: 'boolean', sql: sql`(q.compliance_state = 'Compliant')` },
};

const COMPONENT_TYPE = { componentType: optional('component_type') };

/** What is known of a resource without looking at its results, and how many have which is counted by. */
const COUNTED: Readonly<Record<string, ColumnSpec>> = {
  resourceType: text('resource_type'),
  resourceLocation: optional('location'),
};

const RESOURCE_SIDE: Readonly<Record<string, ColumnSpec>> = {
  timestamp: { kind: 'time', sql: sql.ref('q.at') },
  resourceId: text('resource_id'),
  ...COUNTED,
  subscriptionId: {
    kind: 'text',
    emptyIsNull: true,
    sql: sql`(case when lower(split_part(q.resource_id, '/', 2)) = 'subscriptions' then split_part(q.resource_id, '/', 3) end)`,
  },
  resourceGroup: {
    kind: 'text',
    emptyIsNull: true,
    sql: sql`(case when lower(split_part(q.resource_id, '/', 4)) = 'resourcegroups' then split_part(q.resource_id, '/', 5) end)`,
  },
};

/** What only a result of one resource has. */
const BOTH_SIDES: Readonly<Record<string, ColumnSpec>> = {
  complianceStateChangedOn: { kind: 'time', sql: sql.ref('q.since') },
  firstEvaluatedOn: { kind: 'time', sql: sql.ref('q.first_at') },
};

const COMPONENT_ID = sql`coalesce(q.components -> (q.component - 1) ->> 'id', q.resource_id)`;

const COMPONENT: Readonly<Record<string, ColumnSpec>> = {
  componentId: { kind: 'text', sql: COMPONENT_ID },
  componentName: {
    kind: 'text',
    sql: sql`coalesce(q.components -> (q.component - 1) ->> 'name', regexp_replace(${COMPONENT_ID}, '^.*/', ''))`,
  },
};

/** What queries of policy states may name; so do those that follow. All find their columns in a sub-select named `q`. */
export const STATE_COLUMNS: ColumnTable = createColumnTable('policy states', {
  ...RESOURCE_SIDE,
  ...POLICY_SIDE,
  ...BOTH_SIDES,
});

export const COMPONENT_STATE_COLUMNS: ColumnTable = withType(
  createColumnTable('component policy states', {
    ...RESOURCE_SIDE,
    ...POLICY_SIDE,
    ...COMPONENT_TYPE,
    ...BOTH_SIDES,
    ...COMPONENT,
  }),
);

export const EVENT_COLUMNS: ColumnTable = createColumnTable('policy events', {
  ...RESOURCE_SIDE,
  ...POLICY_SIDE,
  principalOid: optional('principal_id'),
});

/** The same over counted results, where groups and subscriptions have columns of their own. */
export const COUNTED_STATE_COLUMNS: ColumnTable = withType(
  createColumnTable('policy states', {
    ...COUNTED,
    subscriptionId: optional('subscription_id'),
    resourceGroup: optional('resource_group'),
    ...POLICY_SIDE,
    ...COMPONENT_TYPE,
  }),
);

/** Clients call the type of a component `type` as well, and have it back by its name. */
function withType(table: ColumnTable): ColumnTable {
  const type = table.columns.get('componenttype');
  return type === undefined ? table : { ...table, columns: new Map([...table.columns, ['type', type]]) };
}

/** The columns of counted rows that a name needs; undefined for a name that they do not know. */
export function countedColumn(name: string): string | undefined {
  return COUNTED_COLUMNS.get(name.toLowerCase());
}

const COUNTED_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['resourcetype', 'resource_type'],
  ['resourcelocation', 'location'],
  ['subscriptionid', 'subscription_id'],
  ['resourcegroup', 'resource_group'],
  ['policyassignmentid', 'assignment_id'],
  ['policyassignmentname', 'assignment_name'],
  ['policyassignmentscope', 'assignment_scope'],
  ['policydefinitionid', 'definition_id'],
  ['policydefinitionname', 'definition_name'],
  ['policydefinitionaction', 'effect'],
  ['policydefinitioncategory', 'definition_category'],
  ['policydefinitionversion', 'definition_version'],
  ['policydefinitionreferenceid', 'definition_reference_id'],
  ['policydefinitiongroupnames', 'group_names'],
  ['policysetdefinitionid', 'initiative_id'],
  ['policysetdefinitionname', 'initiative_name'],
  ['policysetdefinitioncategory', 'initiative_category'],
  ['policysetdefinitionversion', 'initiative_version'],
  ['compliancestate', 'compliance_state'],
  ['iscompliant', 'compliance_state'],
  ['componenttype', 'component_type'],
  ['type', 'component_type'],
]);

/** Which half of a row a column is of. */
export type Side = 'policy' | 'resource' | 'both';

/** By names in lower case. */
export const SIDES: ReadonlyMap<string, Side> = new Map(
  (
    [
      ['policy', { ...POLICY_SIDE, ...COMPONENT_TYPE, type: COMPONENT_TYPE }],
      ['resource', { ...RESOURCE_SIDE, principalOid: RESOURCE_SIDE }],
      ['both', { ...BOTH_SIDES, ...COMPONENT }],
    ] as const
  ).flatMap(([side, columns]) => Object.keys(columns).map(name => [name.toLowerCase(), side] as const)),
);

function text(column: string): ColumnSpec {
  return { kind: 'text', sql: ref(column) };
}

function optional(column: string): ColumnSpec {
  return { kind: 'text', sql: ref(column), emptyIsNull: true };
}

function ref(column: string): RawBuilder<unknown> {
  return sql.ref(`q.${column}`);
}
