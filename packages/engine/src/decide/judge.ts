import type { EvaluationContext, EvaluationInput } from '@sluice/language';
import { EFFECTS } from '../effects/index.ts';
import type { EvaluationRequest, RuleResult } from '../model/decision.ts';
import type { BoundAssignment } from '../snapshot/snapshot.ts';
import { messageFor } from './messages.ts';
import type { Subject } from './subject.ts';

/** What one request looks like to every rule; `policy()` is added per assignment. */
export type View = {
  readonly occasion: EvaluationRequest['occasion'];
  readonly tagsOnly: boolean;
  readonly apiVersion: string;
  readonly context: EvaluationContext;
};

/** What the request is to the rules. */
export function viewOf(request: EvaluationRequest): View {
  const { context, apiVersion } = request;
  return {
    occasion: request.occasion,
    tagsOnly: request.tagsOnly === true,
    apiVersion,
    context: {
      now: request.at,
      ...(context.subscription && { subscription: context.subscription }),
      ...(context.resourceGroup && { resourceGroup: context.resourceGroup }),
      requestContext: { apiVersion, identity: request.caller ?? {} },
    },
  };
}

/**
 * One rule over one subject; undefined when the rule does not count for it (another mode, not applicable, disabled).
 *
 * An evaluation error refuses like a deny, whatever the effect; an assignment that is not enforced never refuses. A rule that
 * reads the caller's identity cannot be judged in a scan.
 * Source: Azure Policy documentation, "Evaluation failures", "Enforcement mode"; conformance/decisions.
 */
export function judge(bound: BoundAssignment, subject: Subject, view: View): RuleResult | undefined {
  const behaviour = EFFECTS[bound.effect];
  if (behaviour.phase === 'never' || !subject.seenBy(bound.mode)) return undefined;
  const { program } = bound;
  const input: EvaluationInput = {
    resource: subject.content,
    context: { ...view.context, policy: bound.policy },
    apiVersion: view.apiVersion,
  };
  if (!program.applies(input)) return undefined;
  const common = {
    assignment: bound.assignment,
    definition: bound.definition,
    ...(subject.component && { component: subject.component }),
    effect: program.effect,
    effectName: bound.effect,
  };
  if (view.occasion === 'scan' && program.readsIdentity)
    return { ...common, outcome: 'notMatched', complianceState: 'NotApplicable', refuses: false };

  const stateOnly = view.tagsOnly && !program.readsTags;
  const outcome = program.evaluate(input);
  const passed = { ...common, ...(stateOnly && { stateOnly }) };
  if (outcome.kind === 'notMatched')
    return { ...passed, outcome: 'notMatched', complianceState: 'Compliant', refuses: false };

  const enforced = view.occasion === 'write' && bound.assignment.enforcementMode === 'Default' && !stateOnly;
  const { evaluatedExpressions } = program.explain(input);
  const message = messageFor(bound.assignment);
  const told = { ...passed, evaluatedExpressions, ...(message !== undefined && { message }) };
  if (outcome.kind === 'matched') {
    return {
      ...told,
      outcome: 'matched',
      complianceState: behaviour.matchedState,
      refuses: enforced && behaviour.refuses,
    };
  }
  const error = { code: outcome.code, message: outcome.message };
  return { ...told, outcome: 'error', complianceState: 'Error', refuses: enforced, error };
}
