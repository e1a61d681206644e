export type {
  ComparisonOperator,
  ODataCall,
  ODataFilter,
  ODataLiteral,
  ODataOperand,
  ODataParsed,
  ODataProblem,
  ODataProperty,
  Position,
} from './ast.ts';
export { MAX_FILTER_DEPTH, parseODataFilter } from './parse-filter.ts';
export {
  type ODataQuery,
  type ODataQueryProblem,
  type OrderKey,
  parseODataQuery,
  parseOrderBy,
  parseSelect,
  parseTop,
} from './parse-query.ts';
