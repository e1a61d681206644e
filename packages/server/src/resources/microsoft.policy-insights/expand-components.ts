import { badRequest } from '@sluice/arm/errors';
import { columnsAfterApply, type ODataApplyStep, type ODataExpand } from '@sluice/arm/odata';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { textAt } from '../../json-value.ts';
import { compileFilter } from '../filter.ts';

const COLUMNS = ['id', 'type', 'name', 'complianceState'] as const;

/**
 * The components of a row as `$expand=components($filter=...;$apply=...)` asks for them: there are a few, so that they are filtered and
 * grouped here. Throws 400 for what components do not have; of aggregates they can only be counted.
 */
export function componentExpander({
  filter,
  apply = [],
}: ODataExpand): (components: readonly JsonObject[]) => readonly JsonObject[] {
  const { problem } = columnsAfterApply(apply, COLUMNS);
  if (problem !== undefined)
    throw invalid(`${problem.message} (at character ${problem.position} of $expand)`);
  const fits =
    filter === undefined ? () => true : compileFilter<JsonObject>(filter, { properties: PROPERTIES });
  const steps = apply.map(compileStep);
  return components =>
    steps.reduce<readonly JsonObject[]>((rows, step) => step(rows), components.filter(fits));
}

const PROPERTIES = Object.fromEntries(
  COLUMNS.map(name => [name.toLowerCase(), (item: JsonObject) => textAt(item, name)]),
);

type Step = (rows: readonly JsonObject[]) => readonly JsonObject[];

function compileStep(step: ODataApplyStep): Step {
  if (step.kind === 'filter') {
    const fits = compileFilter<JsonObject>(step.filter, { properties: PROPERTIES });
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
      ...Object.fromEntries(names.map(name => [spelt(name), memberOf(group[0] ?? {}, name)])),
      ...Object.fromEntries(counted.map(alias => [alias, group.length])),
    }));
  };
}

function memberOf(row: JsonObject, name: string): JsonValue {
  const found = Object.entries(row).find(([each]) => each.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? null;
}

function spelt(name: string): string {
  return COLUMNS.find(each => each.toLowerCase() === name.toLowerCase()) ?? name;
}

function invalid(message: string) {
  return badRequest('InvalidQueryParameter', `Invalid $expand: ${message}.`, '$expand');
}
