import type { Report } from '../source/report.ts';
import type { ParsedDefinition } from '../syntax/ast.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** What one check of a definition knows and counts. */
export type CheckContext = {
  readonly definition: ParsedDefinition;
  readonly vocabulary: Vocabulary;
  readonly report: Report;
  /** Fields may be raw paths: for cases from elsewhere. */
  readonly rawPaths: boolean;
  /** Parameters that are declared, but not well, in lower case: of a definition of which parts could not be read. */
  readonly malformedParameters: ReadonlySet<string>;
  /** Parameters that something refers to, in lower case. */
  readonly usedParameters: Set<string>;
  readonly tally: { functions: number; valueCounts: number; readonly fieldCounts: Map<string, number> };
};

/** A count around the place that is being checked, innermost first in a list. */
export type CheckFrame = {
  readonly kind: 'field' | 'value';
  readonly key: string;
  readonly iterations: number | undefined;
};

/** What holds at one place of the rule. */
export type Surroundings = {
  readonly frames: readonly CheckFrame[];
  /** Functions that may not be called here, in lower case. */
  readonly without: readonly string[];
};

export const TOP: Surroundings = { frames: [], without: [] };
