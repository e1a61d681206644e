import type { EvaluationInput } from '../runtime/run.ts';
import type { JsonValue } from '../values/json.ts';

/** One rule over one resource. `error` means that it could not be evaluated: a request is refused, a scan says Error. */
export type Outcome =
  | { readonly kind: 'matched' }
  | { readonly kind: 'notMatched' }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly pointer: string };

/** One leaf that supports the verdict, as a denial shows it (Azure's names and spelling). */
export type EvaluatedExpression = {
  readonly result: 'True' | 'False';
  readonly expressionKind: 'Field' | 'Value' | 'Count';
  readonly expression: string;
  readonly path?: string;
  /** Absent when the property is missing. */
  readonly expressionValue?: JsonValue;
  readonly targetValue: JsonValue;
  readonly operator: string;
};

/** The tree of conditions with what each saw. Children that a short circuit skipped are not among them. */
export type TraceNode =
  | {
      readonly kind: 'allOf' | 'anyOf' | 'not';
      readonly pointer: string;
      readonly result: boolean;
      readonly children: readonly TraceNode[];
      /** Pointers of the children that nobody looked at, since what came before had decided; absent: there are none. */
      readonly skipped?: readonly string[];
    }
  | ({ readonly kind: 'condition'; readonly pointer: string; readonly result: boolean } & Omit<
      EvaluatedExpression,
      'result'
    > & {
        /** Members for which `where` held, for a count. */
        readonly members?: readonly TraceNode[];
      });

export type Trace = {
  readonly outcome: Outcome;
  readonly root?: TraceNode;
  /** The leaves that support the verdict, in document order. */
  readonly evaluatedExpressions: readonly EvaluatedExpression[];
};

/** A definition compiled for one set of parameters. Immutable, free of I/O, safe to share; not sendable to another thread. */
export type Program = {
  /** The effect as the definition or the parameter spells it (`Deny`). */
  readonly effect: string;
  /** `then.details` with parameters still in place, when there are any. */
  readonly details?: JsonValue;
  /** Resource or component types (lower case) that the rule can match at all; undefined: any type. */
  readonly pins: readonly string[] | undefined;
  /** True when a condition reads tags: decides whether a tag-only PATCH is judged. */
  readonly readsTags: boolean;
  /** True when a condition reads `requestContext().identity`: a scan cannot judge it. */
  readonly readsIdentity: boolean;
  /** True when a condition reads `policy()`: its answer is for one assignment alone. */
  readonly readsPolicy: boolean;
  /** True when a condition reads `utcNow()`, that of related resources too: its answer changes by itself. */
  readonly readsClock: boolean;
  /** The reduced `if` (type, name, kind only): does the rule count for this resource at all? */
  applies(input: EvaluationInput): boolean;
  evaluate(input: EvaluationInput): Outcome;
  /** Evaluates again with the recorder. Slower; for denials and explanations. */
  explain(input: EvaluationInput): Trace;
};
