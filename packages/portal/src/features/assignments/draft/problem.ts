import type { TabId } from './tabs.ts';

/** Something that is wrong with a draft, and where it is mended. */
export type Problem = {
  readonly tab: TabId;
  /** `scope`, `name`, `parameters/effect`, `overrides/0`; '' is nowhere in particular. */
  readonly field: string;
  readonly message: string;
};

/** What is said at a field: the first of its problems. */
export function problemAt(problems: readonly Problem[], field: string): string | undefined {
  return problems.find(problem => problem.field === field)?.message;
}
