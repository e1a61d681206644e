import { applyChanges, decide, type Snapshot } from '@sluice/engine';
import type { Decision, EvaluationRequest } from '@sluice/engine/model';
import { toRequest } from '@sluice/providers/enforcement';
import type { Decided } from '../cases/trace-decision.ts';
import type { CaseResult, DecisionCase, DecisionFile } from './decision-case.ts';
import { partsOf } from './decision-file.ts';
import {
  assignmentChanges,
  definitionChanges,
  emptyWorld,
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
  return { request: asked, decision: decide(snapshot, asked) };
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
