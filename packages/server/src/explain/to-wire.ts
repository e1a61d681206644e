import { toErrorBody } from '@sluice/arm/errors';
import type { JsonObject } from '@sluice/arm/protocol';
import type { Alternative, Considered, ProposedChange, Snapshot, WhyNot } from '@sluice/engine';
import type { EvaluationRequest, PolicyAssignment, RuleReference, RuleResult } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { objectAt, textAt } from '../json-value.ts';
import type { Explained } from './explain.ts';
import { assignmentScopeName } from './names.ts';
import type { PolicyReader } from './policy-reader.ts';
import { refusalsOf, refusalToWire } from './refusal.ts';
import { allowanceSentence, refusalSentence } from './sentence.ts';
import { traceToWire } from './trace-to-wire.ts';

/** Who asked what: what a decision, a rehearsal and a trial say of their request. Who asked is the one of the claims, if nobody else is named. */
export function askedToWire(
  snapshot: Snapshot,
  request: EvaluationRequest,
  principalId = textAt(request.caller, 'oid'),
): JsonObject {
  const { resource, caller } = request;
  const type = textAt(resource, 'type');
  return {
    resourceId: textAt(resource, 'id') ?? '',
    ...(type !== undefined && { resourceType: type }),
    occasion: request.occasion,
    action: request.action,
    apiVersion: request.apiVersion,
    correlationId: request.correlationId,
    ...(caller && { caller }),
    ...(principalId !== undefined && { principal: principalToWire(snapshot, principalId, caller) }),
  };
}

/** By the name that is known here, or else the one that the claims give. */
function principalToWire(snapshot: Snapshot, id: string, claims: JsonObject | undefined): JsonObject {
  const known = snapshot.principals.get(id.toLowerCase());
  const displayName = known?.displayName ?? textAt(claims, 'name') ?? textAt(claims, 'upn');
  return {
    id,
    ...(displayName === undefined ? {} : { displayName }),
    ...(known && { principalType: known.kind }),
  };
}

/** A decision in full: what was asked, every assignment considered, what each rule said, and for a denial what would have passed. */
export function explanationToWire(snapshot: Snapshot, explained: Explained): JsonObject {
  const { mayReadPolicy, request, decision, considered, whyNot, alternatives } = explained;
  const denial = decision.verdict === 'deny' ? toDenial(decision).detail : undefined;
  const refusals = refusalsOf(snapshot, decision.results, mayReadPolicy);
  return {
    recomputedVerdict: decision.verdict,
    recomputedRevision: decision.revision,
    sentence: denial === undefined ? allowanceSentence(decision) : refusalSentence(refusals),
    refusals: refusals.map(refusalToWire),
    request: { ...request },
    components: decision.components.map(each => ({ ...each })),
    ...(decision.resource !== request.resource && { changedResource: decision.resource }),
    results: decision.results.map(result => resultToWire(snapshot, result, mayReadPolicy)),
    considered: considered.map(row => consideredToWire(snapshot, row, mayReadPolicy)),
    ...(denial && { message: denial.message, ...toErrorBody(denial) }),
    ...(whyNot && { wouldPass: whyNotToWire(whyNot) }),
    ...(alternatives && { alternatives: alternatives.map(alternativeToWire) }),
  };
}

function resultToWire(snapshot: Snapshot, result: RuleResult, mayRead: PolicyReader): JsonObject {
  const { definition, component, error, message, changes, unchanged, exemption, related } = result;
  return {
    ...assignmentToWire(snapshot, result, mayRead),
    ...definitionToWire(definition),
    ...referenceToWire(result),
    enforcementMode: result.assignment.enforcementMode,
    effect: result.effect,
    outcome: result.outcome,
    complianceState: result.complianceState,
    refuses: result.refuses,
    ...(component === undefined ? {} : { componentId: component.id, componentType: component.type }),
    ...(message === undefined ? {} : { nonComplianceMessage: message }),
    ...(error === undefined ? {} : { error }),
    ...(exemption === undefined ? {} : { policyExemptionId: exemption.id }),
    ...(changes === undefined ? {} : { changes: changes.map(change => ({ ...change })) }),
    ...(unchanged === undefined ? {} : { unchanged }),
    ...(related === undefined ? {} : { related: { ...related } }),
    evaluatedExpressions: (result.evaluatedExpressions ?? []).map(each => ({ ...each })),
  };
}

function consideredToWire(snapshot: Snapshot, row: Considered, mayRead: PolicyReader): JsonObject {
  const { definition, component, result, trace } = row;
  return {
    ...assignmentToWire(snapshot, row, mayRead),
    ...(definition && definitionToWire(definition)),
    ...referenceToWire(row),
    enforcementMode: row.assignment.enforcementMode,
    ...(row.effect === undefined ? {} : { effect: row.effect }),
    ...(component && { componentId: component.id, componentType: component.type }),
    applied: result !== undefined && result.outcome !== 'exempt',
    standing: row.standing,
    why: row.why,
    ...(trace && { trace: traceToWire(trace, definition?.document ?? {}) }),
  };
}

function assignmentToWire(
  snapshot: Snapshot,
  { assignment }: { readonly assignment: PolicyAssignment },
  mayRead: PolicyReader,
): JsonObject {
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentDisplayName: assignment.displayName ?? assignment.name,
    policyAssignmentScope: assignment.scope,
    policyAssignmentScopeDisplayName: assignmentScopeName(snapshot, assignment, mayRead),
  };
}

function definitionToWire({ id, version, name, displayName = name }: RuleResult['definition']): JsonObject {
  return {
    policyDefinitionId: id,
    policyDefinitionVersion: version,
    policyDefinitionDisplayName: displayName,
  };
}

function referenceToWire({ reference }: { readonly reference?: RuleReference }): JsonObject {
  if (reference === undefined) return {};
  const { initiative, referenceId } = reference;
  return {
    policySetDefinitionId: initiative.id,
    policySetDefinitionDisplayName: initiative.displayName ?? initiative.name,
    policyDefinitionReferenceId: referenceId,
  };
}

function whyNotToWire(answer: WhyNot): JsonObject {
  const { asked: decisionsAsked } = answer;
  if (!answer.found) return { found: false, complete: answer.complete, decisionsAsked };
  return { found: true, changes: answer.changes.map(changeToWire), decisionsAsked };
}

function changeToWire(change: ProposedChange): JsonObject {
  return { ...change };
}

/** As `deployableModels` shows a model, and how the resource would name it. */
function alternativeToWire({ path, value, facts }: Alternative): JsonObject {
  const model = objectAt(facts, 'model');
  const named = SHOWN.flatMap(([name, fact]) => {
    const text = textAt(model, fact);
    return text === undefined ? [] : [[name, text]];
  });
  return { ...Object.fromEntries(named), path, value };
}

const SHOWN = [
  ['assetId', 'assetId'],
  ['registry', 'registryName'],
  ['name', 'name'],
  ['version', 'version'],
  ['publisher', 'publisher'],
  ['licence', 'licence'],
  ['task', 'task'],
  ['format', 'format'],
] as const;
