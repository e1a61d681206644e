import { parseResourceId } from '@sluice/arm/ids';
import { applyChanges, decide, type Snapshot } from '@sluice/engine';
import type { Decision, EvaluationRequest, RelatedAnswer, RelatedQuery } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { toRequest } from '@sluice/providers/enforcement';
import type { Decided } from '../cases/trace-decision.ts';
import type { CaseResult, DecisionCase, DecisionFile } from './decision-case.ts';
import { partsOf } from './decision-file.ts';
import {
  assignmentChanges,
  definitionChanges,
  emptyWorld,
  existing,
  NOW,
  prepared,
  withPuts,
  withVersionsAndInitiatives,
} from './decision-world.ts';

const OCCASIONS = { PUT: 'write', PATCH: 'write', DELETE: 'delete', SCAN: 'scan' } as const;

/** The world of a file with all that its cases assign defined, and nothing assigned. */
export function definedWorld(file: DecisionFile): Snapshot {
  const definitions = definitionChanges(
    file.cases.flatMap(each => each.assign),
    file,
  );
  return withVersionsAndInitiatives(applyChanges(emptyWorld(file.place), 2, definitions), file);
}

/** What is answered to the request of a case; or, of a scan, what is found later. */
export function decideCase(
  defined: Snapshot,
  file: DecisionFile,
  each: DecisionCase,
  more: Partial<Pick<EvaluationRequest, 'refusalsOnly' | 'resource' | 'occasion'>> = {},
): Decided {
  const assigned = applyChanges(defined, 3, assignmentChanges(each.assign, file));
  const snapshot = withPuts(assigned, partsOf(each, file.place));
  const request = toRequest({
    ...prepared(each.request, snapshot, file.place),
    decisionId: 'case',
    at: NOW,
    occasion: more.occasion ?? OCCASIONS[each.request.verb],
    snapshot,
    apiVersion: '2024-10-01',
    correlationId: 'case',
    action: 'case/write',
  });
  const asked = { ...request, ...more };
  const decision = decide(snapshot, asked);
  if (asked.occasion === 'delete' && decision.verdict === 'allow') {
    const kept = keptInside(snapshot, asked, existing(each, snapshot, file.place));
    if (kept !== undefined) return kept;
  }
  if (decision.pending.length === 0) return { request: asked, decision };
  const there = [decision.resource, ...existing(each, snapshot, file.place)];
  const related = decision.pending.map(query => answer(query, there));
  const complete = { ...asked, related };
  return { request: complete, decision: decide(snapshot, complete) };
}

/** The refusal to delete a resource group because of one of the resources in it: the first that must stay. */
function keptInside(
  snapshot: Snapshot,
  request: EvaluationRequest,
  there: readonly JsonObject[],
): Decided | undefined {
  const group = String(request.resource['id']).toLowerCase();
  return there
    .filter(({ id }) => String(id).toLowerCase().startsWith(`${group}/providers/`))
    .map((resource): Decided => {
      const asked: EvaluationRequest = { ...request, resource, cascade: 'resourceGroup' };
      return { request: asked, decision: decide(snapshot, asked) };
    })
    .find(({ decision }) => decision.verdict === 'deny');
}

/** What there is of a type below a scope, by its exact name where one is asked for. The judged resource is first of `there`. */
function answer({ key, type, name, scope }: RelatedQuery, there: readonly JsonObject[]): RelatedAnswer {
  const [own] = there;
  const resources = there.filter(resource => {
    const id = parseResourceId(String(resource['id']));
    if (id?.typeKey !== type || !id.key.startsWith(`${scope.toLowerCase()}/`)) return false;
    // Of its own type a resource asks for itself by name.
    if (name === undefined) return resource !== own;
    const names = id.names.map(each => each.toLowerCase()).join('/');
    return names === name.toLowerCase() || names.endsWith(`/${name.toLowerCase()}`);
  });
  return { key, resources };
}

/** A result of a decision, as a case expects it. */
export function toCaseResult(result: Decision['results'][number]): CaseResult {
  const { assignment, component, outcome, complianceState, refuses, message, reference } = result;
  return {
    assignment: assignment.name,
    ...(reference && { member: reference.referenceId }),
    subject: component ? 'component' : 'resource',
    outcome,
    state: complianceState,
    ...(refuses && { refuses }),
    ...(message !== undefined && { message }),
  };
}
