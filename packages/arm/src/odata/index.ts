export { checkFilterColumns, columnsAfterApply } from './apply-columns.ts';
export type {
  AggregateMethod,
  ComparisonOperator,
  ODataAggregate,
  ODataApplyStep,
  ODataCall,
  ODataFilter,
  ODataLambda,
  ODataList,
  ODataLiteral,
  ODataMembership,
  ODataOperand,
  ODataParsed,
  ODataProblem,
  ODataProperty,
  Position,
} from './ast.ts';
export { MAX_FILTER_DEPTH, MAX_OPERANDS } from './cursor.ts';
export { MAX_APPLY_COLUMNS, MAX_APPLY_STEPS, parseApply } from './parse-apply.ts';
export { type ODataExpand, parseExpand } from './parse-expand.ts';
export { parseODataFilter } from './parse-filter.ts';
export { checkInsightsColumns, type InsightsQuery, parseInsightsQuery } from './parse-insights-query.ts';
export { MAX_NAMES, type OrderKey, parseOrderBy, parseSelect, type SelectedName } from './parse-names.ts';
export {
  type ODataQuery,
  type ODataQueryParsed,
  type ODataQueryProblem,
  type ODataQueryRules,
  parseODataQuery,
  parseTop,
} from './parse-query.ts';
export { parseODataTime } from './parse-time.ts';
