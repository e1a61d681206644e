import type { Operator } from '../operators/operator.ts';
import type { Expression, LeafCondition, Template } from '../syntax/ast.ts';
import { callsOf, templatesOf } from '../syntax/walk.ts';
import type { CheckContext } from './check-context.ts';

/** Aliases whose value is the id of a model version. */
const ASSET_ID = /\/model\.assetid$/i;

const SUBSTRING = "'.../versions/3' is also found in '.../versions/30', and a name in longer names";
const EXACT = 'another version of the same model, or one that comes by a label, is not in the list';

/** Warns where a rule says of a model's asset id something else than its author most likely means. */
export function checkTraps(leaf: LeafCondition, operator: Operator, context: CheckContext): void {
  const { report } = context;
  const name = operator.name.toLowerCase();
  if (namesAssetId(leaf)) {
    if (['contains', 'notcontains'].includes(name)) {
      report.warning(
        'trap/substring-match',
        `${operator.name} matches part of an asset id: ${SUBSTRING}.`,
        leaf.operandAt,
      );
    } else if (['like', 'notlike'].includes(name) && isUnanchored(leaf.operand)) {
      report.warning(
        'trap/substring-match',
        `This pattern may end or begin inside a segment of an asset id: ${SUBSTRING}. Put a / beside each *.`,
        leaf.operandAt,
      );
    } else if (['in', 'notin', 'equals', 'notequals'].includes(name)) {
      report.warning('trap/exact-id', `${operator.name} compares whole asset ids: ${EXACT}.`, leaf.operandAt);
    }
  }
  for (const template of templatesOf(leaf)) {
    for (const call of callsOf(template)) {
      if (!['contains', 'startswith', 'endswith', 'indexof'].includes(call.name.toLowerCase())) continue;
      if (!call.args.slice(0, 1).some(readsAssetId)) continue;
      report.warning(
        'trap/substring-match',
        `${call.name}() matches part of an asset id: ${SUBSTRING}.`,
        template.kind === 'expression' ? template.at : leaf.at,
      );
    }
  }
}

function namesAssetId(leaf: LeafCondition): boolean {
  const { subject } = leaf;
  if (subject.kind === 'field')
    return subject.field.kind === 'constant' && ASSET_ID.test(String(subject.field.value));
  return (
    subject.kind === 'value' && subject.value.kind === 'expression' && readsAssetId(subject.value.expression)
  );
}

/** `field('.../model.assetId')`, perhaps with its letter case changed. */
function readsAssetId(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const name = expression.name.toLowerCase();
  const [argument] = expression.args;
  if (argument === undefined) return false;
  if (name === 'field') return argument.kind === 'literal' && ASSET_ID.test(String(argument.value));
  return ['tolower', 'toupper', 'trim', 'string'].includes(name) && readsAssetId(argument);
}

/** True when a `*` of the pattern has a character other than / beside it, as far as the pattern is known. */
function isUnanchored(pattern: Template): boolean {
  if (pattern.kind === 'constant') return typeof pattern.value === 'string' && hasLooseStar(pattern.value);
  if (pattern.kind !== 'expression') return false;
  const { expression } = pattern;
  if (expression.kind !== 'call' || expression.name.toLowerCase() !== 'concat') return false;
  return hasLooseStar(
    expression.args
      .map(argument => (argument.kind === 'literal' ? String(argument.value) : UNKNOWN))
      .join(''),
  );
}

/** Stands for text that is known only when the definition is assigned. */
const UNKNOWN = '\u0000';

function hasLooseStar(pattern: string): boolean {
  return /[^/*]\*|\*[^/*]/.test(pattern);
}
