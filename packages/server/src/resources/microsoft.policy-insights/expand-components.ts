import { badRequest } from '@sluice/arm/errors';
import { columnsAfterApply, type ODataApplyStep, type ODataExpand } from '@sluice/arm/odata';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { textAt } from '../../json-value.ts';
import { compileFilter, type FilterWords } from '../filter.ts';

/**
 * The components of a row as `$expand=components($filter=...;$apply=...)` asks for them: there are a few, so that they are filtered and
 * grouped here. Throws 400 for what components do not have; of aggregates they can only be counted.
 */
export function componentExpander(
  { filter, apply = [] }: ODataExpand,
  columns: readonly string[],
): (components: readonly JsonObject[]) => readonly JsonObject[] {
  const properties: Properties = Object.fromEntries(
    columns.map(name => [name.toLowerCase(), (item: JsonObject) => textAt(item, name)]),
  );
  const { problem } = columnsAfterApply(apply, columns);
  if (problem !== undefined)
    throw invalid(`${problem.message} (at character ${problem.position} of $expand)`);
  const fits = filter === undefined ? () => true : compileFilter<JsonObject>(filter, { properties });
  const steps = apply.map(step => compileStep(step, columns, properties));
  return components =>
    steps.reduce<readonly JsonObject[]>((rows, step) => step(rows), components.filter(fits));
}

type Properties = NonNullable<FilterWords<JsonObject>['properties']>;

type Step = (rows: readonly JsonObject[]) => readonly JsonObject[];

function compileStep(step: ODataApplyStep, columns: readonly string[], properties: Properties): Step {
  if (step.kind === 'filter') {
    const fits = compileFilter<JsonObject>(step.filter, { properties });
    return rows => rows.filter(fits);
  }
  const counted = step.aggregates.map(({ method, alias, position }) => {
    if (method === 'count') return alias;
    throw invalid(`Components can be counted; they have no ${method} (at character ${position} of $expand)`);
  });
  const names = step.kind === 'groupby' ? step.properties.map(({ path }) => path) : [];
  return rows => {
    const groups = Map.groupBy(rows, row => JSON.stringify(names.map(name => memberOf(row, name))));
    if (names.length === 0 && groups.size === 0) groups.set('', []);
    return [...groups.values()].map(group => ({
      ...Object.fromEntries(names.map(name => [spelt(name, columns), memberOf(group[0] ?? {}, name)])),
      ...Object.fromEntries(counted.map(alias => [alias, group.length])),
    }));
  };
}

function memberOf(row: JsonObject, name: string): JsonValue {
  const found = Object.entries(row).find(([each]) => each.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? null;
}

function spelt(name: string, columns: readonly string[]): string {
  return columns.find(each => each.toLowerCase() === name.toLowerCase()) ?? name;
}

function invalid(message: string) {
  return badRequest('InvalidQueryParameter', `Invalid $expand: ${message}.`, '$expand');
}
