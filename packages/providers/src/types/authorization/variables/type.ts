import type { JsonObject } from '@sluice/language';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';
import { refuse } from '../../../refuse.ts';
import type { CompleteInput, ResourceType } from '../../../resource-type.ts';
import { propertiesShape } from '../../../shape-parts.ts';
import { POLICY_NAME } from '../policy-name.ts';
import { VARIABLE_VERSIONS } from '../versions.ts';

const COLUMN_NAME = { kind: 'string', minLength: 1 } as const;

/** Policy variables: tables by name, kept for clients that keep them. The language has no way to read one. */
export const VARIABLES: ResourceType = {
  type: 'Microsoft.Authorization/variables',
  apiVersions: VARIABLE_VERSIONS,
  scopes: ['managementGroup', 'subscription'],
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'NotFound',
  shape: propertiesShape({
    kind: 'object',
    unknown: 'drop',
    required: ['columns'],
    properties: {
      columns: {
        kind: 'array',
        items: {
          kind: 'object',
          unknown: 'drop',
          required: ['columnName'],
          properties: { columnName: COLUMN_NAME },
        },
      },
    },
  }),
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completeVariable,
};

/** The rows of a policy variable: one value for each of its columns. */
export const VARIABLE_VALUES: ResourceType = {
  type: 'Microsoft.Authorization/variables/values',
  apiVersions: VARIABLE_VERSIONS,
  scopes: ['managementGroup', 'subscription'],
  parent: 'Microsoft.Authorization/variables',
  verbs: ['get', 'put', 'delete', 'list'],
  deleteAnswer: 'object',
  notFoundCode: 'NotFound',
  shape: propertiesShape({
    kind: 'object',
    unknown: 'drop',
    required: ['values'],
    properties: {
      values: {
        kind: 'array',
        items: {
          kind: 'object',
          unknown: 'drop',
          required: ['columnName', 'columnValue'],
          properties: { columnName: COLUMN_NAME, columnValue: { kind: 'any' } },
        },
      },
    },
  }),
  tracked: false,
  judged: false,
  namePattern: POLICY_NAME,
  complete: completeValue,
};

function completeVariable(body: JsonObject): JsonObject {
  const properties = objectAt(body, 'properties');
  if (arrayAt(properties, 'columns').length === 0)
    throw refuse('InvalidPolicyVariable', 'A variable needs at least one column.', '/properties/columns');
  checkColumns(properties, 'columns');
  return body;
}

function completeValue(body: JsonObject, { parent }: CompleteInput): JsonObject {
  const properties = objectAt(body, 'properties');
  checkColumns(properties, 'values');
  const known = new Set(namesIn(objectAt(parent?.body, 'properties'), 'columns'));
  const unknown = namesIn(properties, 'values').findIndex(name => !known.has(name));
  if (parent === undefined || unknown === -1) return body;
  throw refuse(
    'InvalidPolicyVariable',
    `The variable '${parent.name}' has no such column.`,
    `/properties/values/${unknown}/columnName`,
  );
}

/** Throws where two columns have one name; names compare without case. */
function checkColumns(properties: JsonObject, list: 'columns' | 'values'): void {
  const seen = new Set<string>();
  for (const [index, name] of namesIn(properties, list).entries()) {
    const pointer = `/properties/${list}/${index}/columnName`;
    if (seen.has(name)) throw refuse('InvalidPolicyVariable', `The column '${name}' occurs twice.`, pointer);
    seen.add(name);
  }
}

/** The names of columns, in lower case. */
function namesIn(properties: JsonObject, list: 'columns' | 'values'): readonly string[] {
  return arrayAt(properties, list).map(column =>
    (isObject(column) ? (textAt(column, 'columnName') ?? '') : '').toLowerCase(),
  );
}
