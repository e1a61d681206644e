import type { InsightsQuery, ODataExpand } from '@sluice/arm/odata';
import { type ArmResponse, encodePath, type JsonObject, type JsonValue } from '@sluice/arm/protocol';
import { type Snapshot, scopeContext } from '@sluice/engine';
import type { StateResult } from '@sluice/engine/model';
import type { EventRow, StateRow, Storage } from '@sluice/storage';
import type { Call, CollectionCall } from '../../arm/route.ts';
import { componentExpander } from './expand-components.ts';
import { type InsightsTarget, requireInsightsPlace } from './insights-place.ts';
import type { InsightsPage } from './insights-query.ts';
import { detailsToWire, type RowFacts } from './row-to-wire.ts';
import { ruleParameters } from './rule-parameters.ts';

/** The answer of a query: rows with the names of OData around them. A place where nothing is found must exist. */
export async function queryResults(
  call: CollectionCall,
  entity: string,
  target: InsightsTarget,
  { rows, next }: InsightsPage<JsonObject>,
): Promise<ArmResponse> {
  if (rows.length === 0) await requireInsightsPlace(call, target);
  const context = metadataUrl(call, entity, target, target.set);
  return {
    status: 200,
    body: {
      '@odata.context': context,
      '@odata.count': rows.length,
      ...(next === undefined ? {} : { '@odata.nextLink': next }),
      value: rows.map(row => ({ '@odata.id': null, '@odata.context': `${context}/$entity`, ...row })),
    },
  };
}

/** What `@odata.context` names. */
export function metadataUrl(
  { request }: Call,
  entity: string,
  { under }: InsightsTarget,
  fragment: string,
): string {
  return `${request.baseUrl}${encodePath(under)}/providers/Microsoft.PolicyInsights/${entity}/$metadata#${fragment}`;
}

/** Only what `$select` names, in its order. */
export function selectColumns({
  select,
}: Pick<InsightsQuery, 'select'>): (row: Readonly<Record<string, JsonValue>>) => JsonObject {
  if (select === undefined) return row => row;
  return row => {
    const names = new Map(Object.keys(row).map(name => [name.toLowerCase(), name]));
    return Object.fromEntries(
      select.flatMap(({ path }) => {
        const name = names.get(path.toLowerCase());
        const value = name === undefined ? undefined : row[name];
        return name === undefined || value === undefined ? [] : [[name, value]];
      }),
    );
  };
}

/** What rows need beside themselves, fetched for all of them at once. */
export async function rowFacts(
  { snapshot, storage }: { readonly snapshot: Snapshot; readonly storage: Pick<Storage, 'insights'> },
  rows: readonly (StateRow | EventRow)[],
  isCurrent: boolean,
): Promise<(row: StateRow | EventRow) => RowFacts> {
  const keys = [...new Set(rows.map(({ resourceKey }) => resourceKey))];
  const [parameters, tags] = await Promise.all([
    ruleParameters(rows, snapshot, storage, isCurrent),
    // Tags of the past are not kept.
    isCurrent ? storage.insights.tagsOf(keys) : new Map<string, string>(),
  ]);
  return row => ({
    parameters: parameters(row),
    tags: tags.get(row.resourceKey) ?? '',
    managementGroups: scopeContext(snapshot, row.resourceKey).managementGroups,
  });
}

/** What `$expand` adds to a row. `toComponent`: a component as it is shown, with these columns. */
export function expander(
  expand: readonly ODataExpand[] | undefined,
  columns: readonly string[],
  toComponent: (result: StateResult, row: StateRow | EventRow) => JsonObject,
): (row: StateRow | EventRow) => JsonObject {
  const wanted = new Map((expand ?? []).map(each => [each.name.toLowerCase(), each]));
  const components = wanted.get('components');
  const expandComponents = components && componentExpander(components, columns);
  const withDetails = wanted.has('policyevaluationdetails');
  return row => ({
    ...(withDetails ? { policyEvaluationDetails: detailsToWire(row.result) } : {}),
    ...(expandComponents === undefined
      ? {}
      : { components: expandComponents(row.components.map(each => toComponent(each, row))) }),
  });
}
