/** A place in the text of a query, counted in characters from 0. */
export type Position = number;

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** Functions that may stand alone as a condition or as an operand; names are kept in lower case. */
export type ODataCall = {
  readonly kind: 'call';
  /** In lower case: `atscope`, `substringof`, `startswith`... */
  readonly name: string;
  readonly args: readonly ODataOperand[];
  readonly position: Position;
};

/** A property, as written; a path has slashes (`properties/name`). */
export type ODataProperty = { readonly kind: 'property'; readonly path: string; readonly position: Position };

/**
 * A value. `text`: quoted; `timestamp`: an unquoted time, as written; `guid`: unquoted, as written; `word`: a bare word where a value
 * must stand (`policyType -eq Custom`).
 */
export type ODataLiteral =
  | {
      readonly kind: 'text' | 'timestamp' | 'guid' | 'word';
      readonly value: string;
      readonly position: Position;
    }
  | { readonly kind: 'number'; readonly value: number; readonly position: Position }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly position: Position }
  | { readonly kind: 'null'; readonly value: null; readonly position: Position };

export type ODataOperand = ODataProperty | ODataLiteral | ODataCall;

/** Values in parentheses, one or more. */
export type ODataList = {
  readonly kind: 'list';
  readonly items: readonly ODataLiteral[];
  readonly position: Position;
};

/**
 * `groups/any(g: g eq 'x')`: whether the condition holds of some (`any`) or of every (`all`) member of a collection. The variable is a
 * property inside the condition. `groups/any()` has neither, and asks for a member.
 */
export type ODataLambda = {
  readonly kind: 'any' | 'all';
  readonly collection: ODataProperty;
  readonly each: { readonly variable: string; readonly condition: ODataFilter } | undefined;
  readonly position: Position;
};

/** `field in ('a', 'b')`, and `'a' in collection` with a property on the right. */
export type ODataMembership = {
  readonly kind: 'in';
  readonly left: ODataOperand;
  readonly right: ODataList | ODataProperty;
  readonly position: Position;
};

/** What `$filter` says, as a tree. `and` and `or` hold two or more, in the order written. */
export type ODataFilter =
  | { readonly kind: 'and' | 'or'; readonly all: readonly ODataFilter[]; readonly position: Position }
  | { readonly kind: 'not'; readonly of: ODataFilter; readonly position: Position }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: ODataOperand;
      readonly right: ODataOperand;
      readonly position: Position;
    }
  | ODataMembership
  | ODataLambda
  | ODataCall;

export type AggregateMethod = 'count' | 'sum' | 'min' | 'max' | 'average' | 'countdistinct';

/** One column that `aggregate` makes, named by `alias` as written. Only `count` (`$count`) has no property. */
export type ODataAggregate = {
  readonly method: AggregateMethod;
  readonly property: ODataProperty | undefined;
  readonly alias: string;
  readonly aliasPosition: Position;
  readonly position: Position;
};

/** One step of `$apply`. A `groupby` without aggregates gives each combination once. */
export type ODataApplyStep =
  | { readonly kind: 'filter'; readonly filter: ODataFilter; readonly position: Position }
  | {
      readonly kind: 'groupby';
      readonly properties: readonly ODataProperty[];
      readonly aggregates: readonly ODataAggregate[];
      readonly position: Position;
    }
  | {
      readonly kind: 'aggregate';
      readonly aggregates: readonly ODataAggregate[];
      readonly position: Position;
    };

/** A text parser's answer: a value, or what is wrong and where. */
export type ODataParsed<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: ODataProblem };
export type ODataProblem = { readonly message: string; readonly position: Position };
