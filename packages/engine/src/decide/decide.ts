import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import { byKey } from '../snapshot/scope-assignments.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { changeRequest, contradictionsOver } from './change-request.ts';
import { judge, viewOf } from './judge.ts';
import { isJudged } from './judged-types.ts';
import { unreached } from './reach.ts';
import { type Place, placeOf } from './standing.ts';
import { componentSubject, resourceSubject, type Subject } from './subject.ts';

type Match = { readonly rule: BoundRule; readonly subject: Subject };

/**
 * Judges one request by every assignment above it: synchronous, total, without any effect of its own.
 *
 * Append and modify change the resource first; its components come from the changed one. Then all of it is judged together, and
 * everything that refuses is listed, not only the first. Nothing is weighed: one refusal anywhere above refuses. A delete is judged
 * by effects on deletes alone. Results are in the order of assignment ids (members of an initiative by reference id), of one rule the
 * resource before its components. Costs what the rules cost that can match the subjects' types.
 *
 * Rules that look for related resources are `pending` until the request carries what their queries found.
 * Source: Azure Policy documentation, "Understand Azure Policy effects", "Layering policy definitions".
 */
export function decide(snapshot: Snapshot, request: EvaluationRequest): Decision {
  const { resource } = request;
  const typeKey = textOf(resource['type']).toLowerCase();
  if (!isJudged(snapshot.types, typeKey)) return unjudged(snapshot, request);

  const place = placeOf(snapshot, request);
  const view = viewOf(snapshot, request, place);
  const asked = resourceSubject(snapshot.types, typeKey, resource);
  const rules = rulesOver(snapshot, place, typeKey);
  const { resource: left, changed } = changeRequest(view, rules, asked);
  const subject = left === resource ? asked : resourceSubject(snapshot.types, typeKey, left);
  const torn = contradictionsOver(view, rules, subject);
  const components =
    request.occasion === 'delete'
      ? []
      : (snapshot.types.get(typeKey)?.componentsOf?.(left, request.facts) ?? []);
  const matches: Match[] = [
    ...rules.map(rule => ({ rule, subject })),
    ...components
      .map(componentSubject)
      .flatMap(component =>
        rulesOver(snapshot, place, component.typeKey).map(rule => ({ rule, subject: component })),
      ),
  ];
  const judged = matches
    .flatMap(({ rule, subject: each }) => judge(view, rule, each, changed, torn) ?? [])
    .sort((one, other) => byKey(one.result, other.result));
  const results = judged.map(({ result }) => result);
  return {
    id: request.decisionId,
    revision: snapshot.revision,
    verdict: results.some(result => result.refuses) ? 'deny' : 'allow',
    resource: left,
    components,
    results,
    pending: judged.flatMap(({ query }) => query ?? []),
  };
}

function unjudged(snapshot: Snapshot, { decisionId, resource }: EvaluationRequest): Decision {
  return {
    id: decisionId,
    revision: snapshot.revision,
    verdict: 'allow',
    resource,
    components: [],
    results: [],
    pending: [],
  };
}

/** The rules above a resource that can match the type, without those whose assignments exclude or do not select it. */
function rulesOver(snapshot: Snapshot, place: Place, typeKey: string): readonly BoundRule[] {
  const found: BoundRule[] = [];
  for (const scope of place.chain) {
    for (const rule of snapshot.rulesAt(scope, typeKey)) {
      if (unreached(rule, place) === undefined) found.push(rule);
    }
  }
  return found;
}
