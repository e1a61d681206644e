export type {
  ComparisonOperator,
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
export { parseODataFilter } from './parse-filter.ts';
export {
  type ODataQuery,
  type ODataQueryProblem,
  type OrderKey,
  parseODataQuery,
  parseOrderBy,
  parseSelect,
  parseTop,
} from './parse-query.ts';
