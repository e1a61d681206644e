import type { EvaluationContext, EvaluationInput, Outcome } from '@sluice/language';
import { EFFECTS } from '../effects/index.ts';
import type { EvaluationRequest, RelatedQuery, RuleResult } from '../model/decision.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { attestedState } from './attested.ts';
import { type Changed, type Contradictions, changedBy } from './changed-by.ts';
import { judgeRelated } from './judge-related.ts';
import { messageFor } from './messages.ts';
import { exempting, isEnforced, type Place } from './standing.ts';
import type { Subject } from './subject.ts';
import { inapplicable, unheard } from './uncounted.ts';

/** What one request looks like to every rule; `policy()` is added per rule. */
export type View = {
  readonly snapshot: Snapshot;
  readonly request: EvaluationRequest;
  readonly place: Place;
  readonly context: EvaluationContext;
};

/** What the request is to the rules. */
export function viewOf(snapshot: Snapshot, request: EvaluationRequest, place: Place): View {
  const { context, apiVersion } = request;
  return {
    snapshot,
    request,
    place,
    context: {
      now: request.at,
      ...(context.subscription && { subscription: context.subscription }),
      ...(context.resourceGroup && { resourceGroup: context.resourceGroup }),
      requestContext: { apiVersion, identity: request.caller ?? {} },
    },
  };
}

/** What a rule is evaluated on. */
export function inputOf(view: View, rule: BoundRule, subject: Subject): EvaluationInput {
  return {
    resource: subject.content,
    context: { ...view.context, policy: rule.policy },
    apiVersion: view.request.apiVersion,
  };
}

/** A result, and what has to be fetched to settle it. */
export type Judged = { readonly result: RuleResult; readonly query?: RelatedQuery };

/**
 * One rule over one subject; undefined when the rule does not count for it (another mode, not applicable, disabled, not of this
 * occasion).
 *
 * An evaluation error refuses like a deny, whatever the effect acts on a write with; an assignment that is not enforced never refuses. A
 * rule that reads the caller's identity cannot be judged in a scan that is nobody's. What is exempt is not evaluated.
 * Source: Azure Policy documentation, "Evaluation failures", "Enforcement mode"; conformance/decisions.
 */
export function judge(
  view: View,
  rule: BoundRule,
  subject: Subject,
  changed: Changed,
  torn: Contradictions,
): Judged | undefined {
  const { request, place, snapshot } = view;
  if (unheard(rule, subject, request) !== undefined) return undefined;
  const { program } = rule;
  const input = inputOf(view, rule, subject);
  if (request.refusalsOnly && !changed.has(rule.key)) {
    // What does not match has nothing against the request, whether it applies or is exempt.
    if (subject.answers.evaluate(program, input).kind === 'notMatched') return undefined;
  }
  if (inapplicable(rule, subject, input, request) !== undefined) return undefined;
  const behaviour = EFFECTS[rule.effect];
  const isDelete = request.occasion === 'delete';

  const { exemption, expired } = exempting(snapshot, rule, place);
  const enforced = isEnforced(snapshot, rule, place);
  const common = commonOf(rule, subject, expired);
  if (exemption)
    return {
      result: {
        ...common,
        exemption,
        outcome: 'exempt',
        complianceState: 'Exempt',
        enforced: false,
        refuses: false,
      },
    };
  if (request.occasion === 'scan' && request.caller === undefined && program.readsIdentity)
    return {
      result: {
        ...common,
        outcome: 'notMatched',
        complianceState: 'NotApplicable',
        enforced,
        refuses: false,
      },
    };

  const stateOnly = request.tagsOnly === true && !program.readsTags;
  const passed = stateOnly ? { ...common, enforced, stateOnly: true as const } : { ...common, enforced };
  const acts = enforced && !stateOnly && request.occasion !== 'scan';
  const message = messageFor(rule.assignment, rule.reference?.referenceId);
  const told = () => ({
    ...passed,
    evaluatedExpressions: program.explain(input).evaluatedExpressions,
    ...(program.readsClock && { readsClock: true as const }),
    ...(message !== undefined && { message }),
  });
  const outcome = subject.answers.evaluate(program, input);
  if (outcome.kind === 'error')
    return { result: failed(told(), outcome, acts && REFUSED_BY_ERRORS.has(behaviour.phase)) };
  const contradiction = torn.get(rule.key);
  const made = changed.get(rule.key) ?? (contradiction && { changes: [] });
  if (made !== undefined)
    return {
      result: changedBy(
        made,
        contradiction,
        outcome,
        outcome.kind === 'matched' || made.refusal ? told() : passed,
        acts,
      ),
    };
  if (outcome.kind === 'notMatched')
    return {
      // What an IfNotExists or manual rule does not match it does not apply to.
      result: { ...passed, outcome: 'notMatched', complianceState: 'Compliant', refuses: false },
    };

  switch (behaviour.phase) {
    case 'afterwards': {
      const { query, ...said } = judgeRelated(rule, input, request.related ?? []);
      // What is pending is judged again, with what was found.
      const base = said.outcome === 'notMatched' || said.outcome === 'pending' ? passed : told();
      return { result: { ...base, ...said, refuses: false }, ...(query && { query }) };
    }
    case 'report': {
      const complianceState = attestedState(snapshot, rule, place, input);
      return { result: { ...passed, outcome: 'matched', complianceState, refuses: false } };
    }
    default: {
      const refuses = acts && behaviour.refuses && isDelete === (behaviour.phase === 'delete');
      return { result: { ...told(), outcome: 'matched', complianceState: behaviour.matchedState, refuses } };
    }
  }
}

/** Of most rules over most resources: one object, made at once. */
function commonOf(
  { key, assignment, definition, reference, effectText, effect }: BoundRule,
  { component }: Subject,
  expired: readonly string[],
) {
  const plain = { key, assignment, definition, effect: effectText, effectName: effect };
  if (reference === undefined && component === undefined && expired.length === 0) return plain;
  return {
    ...plain,
    ...(reference && { reference }),
    ...(component && { component }),
    ...(expired.length > 0 && { exemptionIds: expired }),
  };
}

/** What acts later, or only reports, does not hold up a request that it cannot judge. */
const REFUSED_BY_ERRORS: ReadonlySet<string> = new Set(['change', 'deny', 'audit', 'delete']);

function failed(
  told: Omit<RuleResult, 'outcome' | 'complianceState' | 'refuses'>,
  { code, message }: Extract<Outcome, { kind: 'error' }>,
  refuses: boolean,
): RuleResult {
  return { ...told, outcome: 'error', complianceState: 'Error', refuses, error: { code, message } };
}
