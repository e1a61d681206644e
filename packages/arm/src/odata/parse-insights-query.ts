import { checkColumn, checkFilterColumns, columnsAfterApply } from './apply-columns.ts';
import type { ODataApplyStep, ODataParsed } from './ast.ts';
import { parseApply } from './parse-apply.ts';
import { type ODataExpand, parseExpand } from './parse-expand.ts';
import {
  type ODataQuery,
  type ODataQueryParsed,
  type ODataQueryProblem,
  parseODataQuery,
} from './parse-query.ts';
import { parseODataTime } from './parse-time.ts';
import { readOption } from './read-option.ts';

/** What a query of policy insights asks for; absent options are undefined. */
export type InsightsQuery = ODataQuery & {
  /** The pipeline; here `$filter` acts before it. */
  readonly apply: readonly ODataApplyStep[] | undefined;
  readonly expand: readonly ODataExpand[] | undefined;
  /** ISO 8601 in UTC, not after `to`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
};

/** What can be expanded, in lower case, and whether it takes options in parentheses. */
const EXPANDABLE: ReadonlyMap<string, boolean> = new Map([
  ['policyevaluationdetails', false],
  ['components', true],
]);

/**
 * The options of a query of policy states or events, names in lower case; empty texts count as absent. Fails with the first option
 * that cannot be read. A key of `$orderby` without direction is descending, as Azure's reference of
 * policy insights has it; `$top` may be 0, which the official examples ask a summary for (no assignments).
 */
export function parseInsightsQuery(query: ReadonlyMap<string, string>): ODataQueryParsed<InsightsQuery> {
  const common = parseODataQuery(query, { direction: 'desc', leastTop: 0 });
  if (common.problem !== undefined) return common;
  const apply = readOption(query, '$apply', parseApply);
  const expand = readOption(query, '$expand', parseInsightsExpand);
  const from = readOption(query, '$from', parseODataTime);
  const to = readOption(query, '$to', parseODataTime);
  for (const { problem } of [apply, expand, from, to]) if (problem !== undefined) return { problem };
  if (from.value !== undefined && to.value !== undefined && Date.parse(from.value) > Date.parse(to.value))
    return { problem: { option: '$from', message: "'$from' is later than '$to'.", position: 0 } };
  return {
    value: {
      ...common.value,
      apply: apply.value,
      expand: expand.value,
      from: from.value,
      to: to.value,
    },
  };
}

/**
 * What is wrong with the names of a query over rows with `columns`: `$filter` and `$apply` name these, `$orderby` and `$select` what
 * `$apply` leaves of them.
 */
export function checkInsightsColumns(
  {
    filter,
    apply = [],
    orderBy = [],
    select = [],
  }: Pick<InsightsQuery, 'filter' | 'apply' | 'orderBy' | 'select'>,
  columns: readonly string[],
): ODataQueryProblem | undefined {
  const filtered = filter && checkFilterColumns(filter, columns);
  if (filtered !== undefined) return { ...filtered, option: '$filter' };
  const left = columnsAfterApply(apply, columns);
  if (left.problem !== undefined) return { ...left.problem, option: '$apply' };
  for (const [option, names] of [
    ['$orderby', orderBy],
    ['$select', select],
  ] as const) {
    for (const name of names) {
      const problem = checkColumn(name, left.value, apply);
      if (problem !== undefined) return { ...problem, option };
    }
  }
  return undefined;
}

function parseInsightsExpand(text: string): ODataParsed<readonly ODataExpand[]> {
  const parsed = parseExpand(text);
  for (const { name, position, filter, apply } of parsed.value ?? []) {
    const takesOptions = EXPANDABLE.get(name.toLowerCase());
    if (takesOptions === undefined) {
      const message = `'${name}' cannot be expanded; PolicyEvaluationDetails and components can.`;
      return { problem: { message, position } };
    }
    if (!takesOptions && (filter ?? apply) !== undefined)
      return { problem: { message: `'${name}' takes no options.`, position } };
  }
  return parsed;
}
