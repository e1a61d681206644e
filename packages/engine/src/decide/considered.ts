import type { Trace } from '@sluice/language';
import { textOf } from '../json.ts';
import type { Component, Decision, EvaluationRequest, RuleReference, RuleResult } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import { keyOf } from '../scope/ancestry.ts';
import { byKey } from '../snapshot/scope-assignments.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { inputOf, type View, viewOf } from './judge.ts';
import { isJudged } from './judged-types.ts';
import { type Unreached, unreached } from './reach.ts';
import { placeOf } from './standing.ts';
import { componentSubject, resourceSubject, type Subject } from './subject.ts';
import { type Inapplicable, inapplicable, type Unheard, unheard } from './uncounted.ts';

/**
 * How a rule stands to a decision. First those that did not apply, in the order in which `decide` asks: out of reach, of another kind,
 * not applicable; then those that had a result, by what came of it.
 */
export type Standing =
  | 'notJudged'
  | 'notSupported'
  | Unreached
  | Unheard
  | 'otherType'
  | Inapplicable
  | 'exempt'
  | 'tagsOnly'
  | 'identityUnknown'
  | 'notEnforced'
  | 'notEnrolled'
  | 'refuses'
  | 'fails'
  | 'pending'
  | 'changed'
  | 'matches'
  | 'passes';

/** One rule of an assignment above a resource, and what became of it. */
export type Considered = {
  /** As `RuleResult.key`. */
  readonly key: string;
  readonly assignment: PolicyAssignment;
  /** Absent: it is gone, or nothing here judges by it. */
  readonly definition?: PolicyDefinition;
  readonly reference?: RuleReference;
  readonly effect?: string;
  /** The subject that it was judged on; absent: the resource itself. */
  readonly component?: Component;
  readonly standing: Standing;
  /** The same as a sentence. */
  readonly why: string;
  readonly result?: RuleResult;
  /** What the rule saw, also where it is exempt or not enforced. */
  readonly trace?: Trace;
};

/**
 * Every rule of every assignment above the resource of a decision, in the order of keys: those that applied with their results and
 * traces, those that did not with the reason.
 *
 * A rule that was judged on a subject is told of for that one; one that was judged on none is told of once, by the reason of the
 * subject that came furthest.
 */
export function considered(
  snapshot: Snapshot,
  request: EvaluationRequest,
  decision: Decision,
): readonly Considered[] {
  const typeKey = textOf(request.resource['type']).toLowerCase();
  const place = placeOf(snapshot, request);
  const view = viewOf(snapshot, request, place);
  const subjects = [
    resourceSubject(snapshot.types, typeKey, decision.resource),
    ...decision.components.map(componentSubject),
  ];
  const above = new Set(place.chain);
  const rows = [...snapshot.assignments].flatMap(([key, assignment]) => {
    if (!above.has(keyOf(assignment.scope))) return [];
    const rules = snapshot.rulesOf(key);
    const keys = [...new Set(rules.map(rule => rule.key))];
    return [
      ...keys.flatMap(each => {
        const variants = rules.filter(rule => rule.key === each);
        return ofVariants(view, variants, subjects, decision);
      }),
      ...leftOut(snapshot, assignment, rules),
    ];
  });
  if (!isJudged(snapshot.types, typeKey)) return rows.map(notJudged).sort(byKey);
  return rows.sort(byKey);
}

/** Of the outcomes that overrides give a rule by location, the one that is for this resource; else any. */
function ofVariants(
  view: View,
  variants: readonly BoundRule[],
  subjects: readonly Subject[],
  decision: Decision,
): readonly Considered[] {
  const reached = variants.find(rule => unreached(rule, view.place) === undefined);
  if (reached) return ofRule(view, reached, subjects, decision);
  const [first] = variants;
  const reason = first && unreached(first, view.place);
  return reason === undefined || first === undefined ? [] : [rowOf(first, reason)];
}

function ofRule(
  view: View,
  rule: BoundRule,
  subjects: readonly Subject[],
  decision: Decision,
): readonly Considered[] {
  const judged: Considered[] = [];
  const reasons: Uncounted[] = [];
  for (const subject of subjects) {
    const reason = uncounted(view, rule, subject);
    if (reason === undefined) judged.push(judgedRow(view, rule, subject, decision));
    else reasons.push(reason);
  }
  if (judged.length > 0) return judged;
  const furthest = FURTHEST.find(reason => reasons.includes(reason)) ?? 'otherMode';
  return [rowOf(rule, furthest)];
}

type Uncounted = Unheard | 'otherType' | Inapplicable;
const FURTHEST: readonly Uncounted[] = [
  'cascades',
  'notApplicable',
  'otherType',
  'otherOccasion',
  'otherMode',
  'disabled',
];

function uncounted(view: View, rule: BoundRule, subject: Subject): Uncounted | undefined {
  const reason = unheard(rule, subject, view.request);
  if (reason !== undefined) return reason;
  if (rule.program.pins?.includes(subject.typeKey) === false) return 'otherType';
  return inapplicable(rule, subject, inputOf(view, rule, subject), view.request);
}

function judgedRow(view: View, rule: BoundRule, subject: Subject, { results }: Decision): Considered {
  const { component } = subject;
  const result = results.find(
    each =>
      each.key === rule.key &&
      each.component?.id === component?.id &&
      each.component?.type === component?.type,
  );
  const trace = rule.program.explain(inputOf(view, rule, subject));
  if (result === undefined) return { ...rowOf(rule, 'notApplicable'), trace };
  const standing = standingOf(result);
  const more = standing === 'exempt' ? ` (${result.exemption?.id})` : '';
  return {
    ...rowOf(rule, standing),
    why: `${SAID[standing]}${more}`,
    ...(component && { component }),
    result,
    trace,
  };
}

function standingOf(result: RuleResult): Standing {
  if (result.refuses) return 'refuses';
  if (result.outcome === 'exempt') return 'exempt';
  if (result.stateOnly) return 'tagsOnly';
  if (result.complianceState === 'NotApplicable') return 'identityUnknown';
  if (!result.enforced) return result.assignment.enforcementMode === 'Enroll' ? 'notEnrolled' : 'notEnforced';
  return result.changes?.length ? 'changed' : OUTCOMES[result.outcome];
}

const OUTCOMES = {
  matched: 'matches',
  notMatched: 'passes',
  error: 'fails',
  pending: 'pending',
  exempt: 'exempt',
} as const satisfies Record<RuleResult['outcome'], Standing>;

function rowOf(rule: BoundRule, standing: Standing): Considered {
  return {
    key: rule.key,
    assignment: rule.assignment,
    definition: rule.definition,
    ...(rule.reference && { reference: rule.reference }),
    effect: rule.effectText,
    standing,
    why: SAID[standing],
  };
}

/** Members of an initiative that nothing here can judge by: they were never bound. */
function leftOut(
  snapshot: Snapshot,
  assignment: PolicyAssignment,
  rules: readonly BoundRule[],
): readonly Considered[] {
  const known =
    rules[0]?.reference?.initiative ?? snapshot.initiatives.get(keyOf(assignment.policyDefinitionId));
  if (known === undefined) return [];
  const bound = new Set(rules.map(({ reference }) => reference?.referenceId.toLowerCase()));
  return known.members
    .filter(({ policyDefinitionReferenceId }) => !bound.has(policyDefinitionReferenceId.toLowerCase()))
    .map(({ policyDefinitionId, policyDefinitionReferenceId: referenceId, groupNames }) => {
      const definition = snapshot.definitions.get(keyOf(policyDefinitionId));
      return {
        key: `${assignment.id.toLowerCase()}#${referenceId.toLowerCase()}`,
        assignment,
        ...(definition && { definition }),
        reference: { initiative: known, referenceId, groupNames },
        standing: 'notSupported',
        why: SAID.notSupported,
      };
    });
}

function notJudged(row: Considered): Considered {
  return { ...row, standing: 'notJudged', why: SAID.notJudged };
}

const SAID: Readonly<Record<Standing, string>> = {
  notJudged: 'Policy does not look at resources of this type.',
  notSupported: 'The mode or the effect of the definition is not one that is judged by here.',
  excluded: 'The assignment excludes the resource, or a scope above it (notScopes).',
  notSelected: 'The resource selectors or overrides of the assignment are for other resources.',
  disabled: 'The effect is disabled.',
  otherMode: 'The mode of the definition does not look at resources like this one.',
  otherOccasion: 'The effect does not act on requests of this kind.',
  otherType: 'The rule is about other resource types.',
  notApplicable: 'The conditions of the rule on type, name and kind do not hold.',
  cascades: 'The resource goes because its resource group goes, and the rule lets that pass.',
  exempt: 'An exemption covers the resource.',
  tagsOnly: 'The request changes nothing but tags, and the rule does not look at tags.',
  identityUnknown: 'The rule asks who calls, and nobody did.',
  notEnforced: 'The assignment is not enforced: it reports and does not act (enforcementMode DoNotEnforce).',
  notEnrolled:
    'The assignment acts only where it is enrolled, and the resource is not (enforcementMode Enroll).',
  refuses: 'The rule refuses the request.',
  fails: 'The rule could not be evaluated.',
  pending: 'The rule looks at related resources, which have not been looked up.',
  changed: 'The rule changed the request before it was judged.',
  matches: 'The rule holds; its effect does not refuse.',
  passes: 'The rule does not hold: there is nothing against the resource.',
};
