import type { EvaluationInput } from '@sluice/language';
import { EFFECTS } from '../effects/index.ts';
import { memberOf, textOf } from '../json.ts';
import type { EvaluationRequest } from '../model/decision.ts';
import type { BoundRule } from '../snapshot/snapshot.ts';
import type { Subject } from './subject.ts';

/** Why a rule has nothing to say of a subject, whatever that holds. */
export type Unheard = 'disabled' | 'otherMode' | 'otherOccasion';

/** Undefined for a rule that looks at subjects like this one on occasions like this one. */
export function unheard(
  { effect, mode }: BoundRule,
  subject: Subject,
  { occasion }: EvaluationRequest,
): Unheard | undefined {
  const { phase } = EFFECTS[effect];
  if (phase === 'never') return 'disabled';
  if (!subject.seenBy(mode)) return 'otherMode';
  return occasion === 'delete' && phase !== 'delete' ? 'otherOccasion' : undefined;
}

/** Why a rule that looks at a subject does not count for it. */
export type Inapplicable = 'notApplicable' | 'cascades';

/**
 * Undefined for a rule that counts. One on deletes lets a resource go because its group goes: always in mode All, in mode Indexed where
 * the definition says so.
 * Source: Azure Policy documentation, "Applicability"; "denyAction, cascade behaviors".
 */
export function inapplicable(
  rule: BoundRule,
  { answers }: Subject,
  input: EvaluationInput,
  { occasion, cascade }: EvaluationRequest,
): Inapplicable | undefined {
  if (!answers.applies(rule.program, input)) return 'notApplicable';
  return occasion === 'delete' && cascade !== undefined && letsCascade(rule, input) ? 'cascades' : undefined;
}

function letsCascade(rule: BoundRule, input: EvaluationInput): boolean {
  if (rule.mode.kind !== 'indexed') return true;
  const resolved = rule.details()?.resolve(input);
  const details = resolved !== undefined && 'details' in resolved ? resolved.details : undefined;
  return textOf(memberOf(memberOf(details, 'cascadeBehaviors'), 'resourceGroup')).toLowerCase() === 'allow';
}
