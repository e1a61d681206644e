import type { ProblemCode } from '../problem-code.ts';

/** Why a change cannot be made. The message says what to do. */
export type ChangeProblem = {
  readonly code: ProblemCode;
  readonly message: string;
  /** The record that is wrong (its id), or a JSON pointer into its `properties`. */
  readonly target?: string;
  /** One for each thing that is wrong, where there can be many. */
  readonly details?: readonly { readonly code: string; readonly message: string; readonly target?: string }[];
};

/** Something that is allowed but likely not meant. */
export type Warning = {
  readonly code: string;
  readonly message: string;
  readonly target: string;
};

/** What checking one change found. */
export type Findings = { readonly problems: readonly ChangeProblem[]; readonly warnings: readonly Warning[] };

/** Nothing wrong. */
export const NOTHING_FOUND: Findings = { problems: [], warnings: [] };
