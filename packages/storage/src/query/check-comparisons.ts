import type { ODataFilter } from '@sluice/arm/odata';
import type { ColumnTable } from './columns.ts';
import { queryProblem } from './query-problem.ts';
import { createScope, readName } from './query-scope.ts';

type Comparison = Extract<ODataFilter, { kind: 'comparison' }>;
type Call = Extract<ODataFilter, { kind: 'call' }>;

/** What looks for a value in a property. */
const SEARCHES: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith']);

/** Rejects by `StorageQueryProblem` what is more than comparisons of one property with one value: see `ColumnTable`. */
export function checkComparisons(filter: ODataFilter, table: ColumnTable, option: string): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const each of filter.all) checkComparisons(each, table, option);
      return;
    case 'not':
      checkComparisons(filter.of, table, option);
      return;
    case 'comparison':
      checkComparison(filter, table, option);
      return;
    case 'call':
      checkSearch(filter, table, option);
      return;
    case 'in':
    case 'any':
    case 'all':
      throw queryProblem(
        `'${filter.kind}' cannot be used in a filter of ${table.entity}`,
        filter.position,
        option,
      );
  }
}

function checkSearch({ name, args, position }: Call, table: ColumnTable, option: string): void {
  if (!SEARCHES.has(name)) {
    const what = `The function '${name}' cannot be used in a filter of ${table.entity}`;
    throw queryProblem(what, position, option);
  }
  const [property, value] = args;
  if (property?.kind !== 'property' || value?.kind === 'property' || value?.kind === 'call')
    throw queryProblem(`The function '${name}' needs a property and a value`, position, option);
}

function checkComparison({ left, right, operator }: Comparison, table: ColumnTable, option: string): void {
  const [property, value] = left.kind === 'property' ? [left, right] : [right, left];
  if (property.kind !== 'property')
    throw queryProblem('A comparison needs a property on one side', left.position, option);
  const { kind, label } = readName(property.path, property.position, createScope(table, option));
  if (value.kind === 'property' || value.kind === 'call')
    throw queryProblem(`${label} must be compared with a value`, value.position, option);
  if (kind === 'time' && value.kind === 'null')
    throw queryProblem(
      `${label} must be compared with a time such as 2026-01-31T08:00:00Z`,
      value.position,
      option,
    );
  if (kind !== 'time' && operator !== 'eq' && operator !== 'ne')
    throw queryProblem(`${label} can be compared by eq and ne, not by ${operator}`, value.position, option);
}
