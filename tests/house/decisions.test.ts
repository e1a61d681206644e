import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyChanges, checkChanges, decide } from '@sluice/engine';
import type { Decision, EvaluationRequest } from '@sluice/engine/model';
import { toRequest } from '@sluice/providers/enforcement';
import { describe, expect, test } from 'vitest';
import {
  type CaseResult,
  DECISION_FILES,
  type DecisionCase,
  initiativesOf,
  partsOf,
} from './decision-cases.ts';
import {
  assignmentChanges,
  changesOfPut,
  definitionChanges,
  emptyWorld,
  NOW,
  prepared,
  withPuts,
  withVersionsAndInitiatives,
} from './decision-world.ts';
import { schemaProblems } from './schema-problems.ts';

// Runs conformance/decisions through `decide`: reads a case, decides, compares. Says nothing by itself.

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../conformance/schema/decision-case.json'), 'utf8'),
);
const OCCASIONS = { PUT: 'write', PATCH: 'write', DELETE: 'delete', SCAN: 'scan' } as const;
const EMPTY = emptyWorld();

describe.each(DECISION_FILES)('%s', (_, file) => {
  const definitions = definitionChanges(
    file.cases.flatMap(each => each.assign),
    file,
  );
  const defined = withVersionsAndInitiatives(applyChanges(EMPTY, 2, definitions), file);

  test('follows its schema, and no two cases have one name', () => {
    expect(schemaProblems(SCHEMA, file)).toEqual([]);
    expect(new Set(file.cases.map(each => each.name)).size).toBe(file.cases.length);
  });

  test('its definitions and assignments are ones that the API would take', () => {
    expect(checkChanges(EMPTY, definitions).problems).toEqual([]);
    for (const each of file.cases) {
      const refused = checkChanges(defined, assignmentChanges(each.assign, file)).problems.length > 0;
      expect([each.name, refused]).toEqual([
        each.name,
        each.assign.some(given => given.arrivedAnyhow === true),
      ]);
      const assigned = applyChanges(defined, 3, assignmentChanges(each.assign, file));
      for (const { id, body } of partsOf(each)) {
        const { problems } = checkChanges(assigned, changesOfPut(id, body, assigned));
        expect([id, problems]).toEqual([id, []]);
      }
    }
    for (const { id, body } of initiativesOf(file)) {
      const { problems } = checkChanges(defined, changesOfPut(id, body, defined));
      expect([id, problems]).toEqual([id, []]);
    }
  });

  test.each(file.cases.map(each => [each.name, each] as const))('%s', (_, each) => {
    const decision = decideCase(each, OCCASIONS[each.request.verb]);
    expect([decision.verdict, decision.results.map(shown)]).toEqual([
      each.expect.verdict,
      each.expect.results.map(({ scan: _, ...result }) => result),
    ]);
    const { becomes } = each.expect;
    if (becomes !== undefined) {
      expect(decision.resource).toMatchObject(becomes);
      expect(decision.resource['tags']).toEqual(becomes['tags']);
    }
    const brief = decideCase(each, OCCASIONS[each.request.verb], { refusalsOnly: true });
    expect([brief.verdict, refusals(brief), brief.resource]).toEqual([
      decision.verdict,
      refusals(decision),
      decision.resource,
    ]);
    if (each.request.verb === 'DELETE') return;
    // What a write left is what a scan finds.
    const left = decision.verdict === 'allow' ? { resource: decision.resource } : {};
    const scan = decideCase(each, 'scan', left);
    expect([scan.verdict, scan.results.map(({ complianceState }) => complianceState)]).toEqual([
      'allow',
      each.expect.results.map(({ state, scan = state }) => scan),
    ]);
  });

  function decideCase(
    each: DecisionCase,
    occasion: EvaluationRequest['occasion'],
    more: Partial<Pick<EvaluationRequest, 'refusalsOnly' | 'resource'>> = {},
  ): Decision {
    const assigned = applyChanges(defined, 3, assignmentChanges(each.assign, file));
    const snapshot = withPuts(assigned, partsOf(each));
    const request = toRequest({
      ...prepared(each.request, snapshot),
      decisionId: 'case',
      at: NOW,
      occasion,
      snapshot,
      apiVersion: '2024-10-01',
      correlationId: 'case',
      action: 'case/write',
    });
    return decide(snapshot, { ...request, ...more });
  }
});

function refusals({ results }: Decision): Decision['results'] {
  return results.filter(({ refuses }) => refuses);
}

function shown(result: Decision['results'][number]): CaseResult {
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
