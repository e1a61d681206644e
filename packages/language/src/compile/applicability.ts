import type { Condition, LeafCondition } from '../syntax/ast.ts';
import { leavesOf } from '../syntax/walk.ts';
import { compileTemplate } from './compile-expression.ts';
import type { CompileContext } from './context.ts';

type Kept = ReadonlySet<string>;
const TRUE = (leaf: LeafCondition): Condition => ({ kind: 'allOf', conditions: [], at: leaf.at });
const FALSE = (leaf: LeafCondition): Condition => ({ kind: 'anyOf', conditions: [], at: leaf.at });

/**
 * The part of an `if` that says whether a rule counts for a resource at all: conditions on type, name and kind keep
 * their meaning, every other one is true, or false where an odd number of `not`s is around it.
 *
 * Rules with an IfNotExists effect and Kubernetes rules keep the whole `if`; other data-plane rules keep type only
 * (Network: also name). Source: Azure Policy documentation, "Azure Policy applicability".
 */
export function reduceCondition(
  condition: Condition,
  mode: string,
  effect: string,
  context: CompileContext,
): Condition {
  const kept = keptFields(condition, mode.toLowerCase(), effect.toLowerCase(), context);
  return kept === undefined ? condition : reduce(condition, kept, true, context);
}

function keptFields(
  condition: Condition,
  mode: string,
  effect: string,
  context: CompileContext,
): Kept | undefined {
  if (effect.endsWith('ifnotexists') || mode === 'microsoft.kubernetes.data') return undefined;
  if (mode.endsWith('.data')) return new Set(mode === 'microsoft.network.data' ? ['type', 'name'] : ['type']);
  const fields = [...leavesOf(condition)].map(leaf => fieldOf(leaf, context));
  const all = new Set(['type', 'name', 'kind']);
  const hasOthers = fields.some(field => field === undefined || !all.has(field));
  if (hasOthers) return all;
  return new Set(fields.includes('type') ? ['type'] : []);
}

/** The field that a leaf is about, in lower case; undefined for values and counts. */
export function fieldOf(leaf: LeafCondition, context: CompileContext): string | undefined {
  if (leaf.subject.kind !== 'field') return undefined;
  const name = compileTemplate(leaf.subject.field, context);
  return name.constant && typeof name.value === 'string' ? name.value.toLowerCase() : undefined;
}

function reduce(condition: Condition, kept: Kept, positive: boolean, context: CompileContext): Condition {
  switch (condition.kind) {
    case 'allOf':
    case 'anyOf':
      return {
        ...condition,
        conditions: condition.conditions.map(child => reduce(child, kept, positive, context)),
      };
    case 'not':
      return { ...condition, condition: reduce(condition.condition, kept, !positive, context) };
    case 'leaf':
      if (kept.has(fieldOf(condition, context) ?? '')) return condition;
      return positive ? TRUE(condition) : FALSE(condition);
  }
}
