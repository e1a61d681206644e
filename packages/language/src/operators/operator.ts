import type { JsonValue } from '../values/json.ts';

/** Says whether a left value satisfies the operator; `undefined` is a field that leads to nothing. Never throws. */
export type Test = (left: JsonValue | undefined) => boolean;

/**
 * One condition operator of the language.
 *
 * `prepare` gets the right side after expressions were evaluated, and is called once per compiled rule when that is
 * constant: do the work there (fold, split, build a Set), so that the test it returns is cheap.
 */
export type Operator = {
  /** Spelled as the language spells it. */
  readonly name: string;
  /** Spelled as a denial shows it (`NotEquals`). */
  readonly displayName: string;
  /** What the right side must be when it is a literal: checked when a definition is saved. */
  readonly operand: 'any' | 'scalar' | 'text' | 'list' | 'boolean';
  /** The operator that says the exact opposite, where there is one. */
  readonly opposite?: string;
  prepare(operand: JsonValue): Test;
};
