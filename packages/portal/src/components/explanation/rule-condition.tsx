import { conditions } from '#strings/conditions';
import { explanation as words } from '#strings/explanation';
import type { Trace } from '../../lib/trace/condition-node.ts';
import { ConditionTree } from '../condition-tree.tsx';

/** The condition of a rule with what it saw, or why it could not be evaluated. */
export function RuleCondition({ name, trace }: { readonly name: string; readonly trace: Trace }) {
  return (
    <>
      {trace.error !== undefined && (
        <p>
          {conditions.cannotEvaluate}: {trace.error}
        </p>
      )}
      {trace.root !== undefined && <ConditionTree label={words.conditionOf(name)} nodes={[trace.root]} />}
    </>
  );
}
