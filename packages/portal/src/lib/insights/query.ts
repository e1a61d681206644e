import type { JsonObject } from '@sluice/arm/protocol';
import { API, arm } from '../arm.ts';
import { isObject, numberAt, objectsAt, textAt } from '../json.ts';
import { type Page, readLink } from '../pages.ts';

// Queries of policy insights are POSTs without a body; what they ask stands in the query (docs/compliance.md).

/** What can be asked of, and the set of its rows. */
export type InsightsSet = 'policyStates/latest' | 'policyEvents/default' | 'componentPolicyStates/latest';

/** Options of a query, such as `$filter`; those that are undefined are not asked. */
export type InsightsOptions = Readonly<Record<string, string | undefined>>;

/** Rows of a page: what fits a screen a few times, so that a page comes fast and scrolling seldom waits. */
const PAGE_ROWS = 100;

/** A page of rows at a scope (a resource id) and below; the first one, or the one that a `next` names. */
export async function queryPage(
  scope: string,
  set: InsightsSet,
  options: InsightsOptions,
  next?: string,
  rows = PAGE_ROWS,
): Promise<Page<JsonObject>> {
  const from =
    next === undefined
      ? { path: pathOf(scope, set, 'queryResults'), query: given(options), apiVersion: API.states }
      : readLink(next);
  const { body } = await arm().act(from.path, from.apiVersion, undefined, {
    query: from.query,
    headers: { prefer: `odata.maxpagesize=${rows}` },
  });
  return { items: objectsAt(body, 'value'), next: textAt(body, '@odata.nextLink') };
}

/** How many rows there are in all. */
export async function countRows(scope: string, set: InsightsSet, options: InsightsOptions): Promise<number> {
  const { items } = await queryPage(scope, set, {
    ...options,
    $apply: 'aggregate($count as rowCount)',
    $orderby: undefined,
    $expand: undefined,
  });
  return numberAt(items[0], 'rowCount') ?? 0;
}

/** The values that a field has in the rows, most frequent first. */
export async function valuesOf(
  scope: string,
  set: InsightsSet,
  field: string,
  options: InsightsOptions = {},
): Promise<readonly string[]> {
  const { items } = await queryPage(scope, set, {
    ...options,
    $apply: `groupby((${field}),aggregate($count as rowCount))`,
    $orderby: 'rowCount desc',
    $top: '100',
  });
  return items.flatMap(item => textAt(item, field) || []);
}

/** What the states at a scope and below come to; undefined when the answer has no summary. */
export async function summarize(scope: string, options: InsightsOptions): Promise<JsonObject | undefined> {
  const path = pathOf(scope, 'policyStates/latest', 'summarize');
  const { body } = await arm().act(path, API.states, undefined, { query: given(options) });
  return isObject(body) ? objectsAt(body, 'value')[0] : undefined;
}

function pathOf(scope: string, set: InsightsSet, action: string): string {
  return `${scope}/providers/Microsoft.PolicyInsights/${set}/${action}`;
}

function given(options: InsightsOptions): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
