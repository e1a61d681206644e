import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest, RuleResult } from '../model/decision.ts';
import { ancestry } from '../scope/ancestry.ts';
import { byKey } from '../snapshot/scope-assignments.ts';
import type { BoundAssignment, Snapshot } from '../snapshot/snapshot.ts';
import { judge, viewOf } from './judge.ts';
import { isJudged } from './judged-types.ts';
import { componentSubject, resourceSubject, type Subject } from './subject.ts';

type Match = { readonly key: string; readonly bound: BoundAssignment; readonly subject: Subject };

/**
 * Judges one request by every assignment above it: synchronous, total, without any effect of its own.
 *
 * The resource and its components are judged together, and everything that refuses is listed, not only the first. Nothing is
 * weighed: one refusal anywhere above refuses. A delete is judged by effects on deletes alone, of which there are none yet.
 * Results are in the order of assignment ids, of one assignment the resource before its components. Costs what the
 * assignments cost that can match the subjects' types.
 * Source: Azure Policy documentation, "Understand Azure Policy effects", "Layering policy definitions".
 */
export function decide(snapshot: Snapshot, request: EvaluationRequest): Decision {
  const { resource } = request;
  const typeKey = textOf(resource['type']).toLowerCase();
  const facts = snapshot.types.get(typeKey);
  const judged = request.occasion !== 'delete' && isJudged(snapshot.types, typeKey);
  const components = judged ? (facts?.componentsOf?.(resource, request.facts) ?? []) : [];
  const results = judged
    ? judgeAll(snapshot, request, [
        resourceSubject(snapshot.types, typeKey, resource),
        ...components.map(componentSubject),
      ])
    : [];
  return {
    id: request.decisionId,
    revision: snapshot.revision,
    verdict: results.some(result => result.refuses) ? 'deny' : 'allow',
    resource,
    components,
    results,
  };
}

function judgeAll(
  snapshot: Snapshot,
  request: EvaluationRequest,
  subjects: readonly Subject[],
): readonly RuleResult[] {
  const chain = ancestry(snapshot.scopes, textOf(request.resource['id']));
  const matches: Match[] = [];
  for (const scope of chain) {
    for (const subject of subjects) {
      for (const bound of snapshot.assignmentsAt(scope, subject.typeKey)) {
        if (!isExcluded(bound, chain)) matches.push({ key: bound.key, bound, subject });
      }
    }
  }
  const view = viewOf(request);
  return matches.sort(byKey).flatMap(({ bound, subject }) => judge(bound, subject, view) ?? []);
}

function isExcluded(bound: BoundAssignment, chain: readonly string[]): boolean {
  return bound.notScopes.length > 0 && bound.notScopes.some(scope => chain.includes(scope));
}
