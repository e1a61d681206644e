import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyChanges, checkChanges, decide } from '@sluice/engine';
import type { Decision } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { toRequest } from '@sluice/providers/enforcement';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  assignmentChanges,
  type DecisionCase,
  type DecisionFile,
  definitionChanges,
  emptyWorld,
  NOW,
  prepared,
} from './decision-world.ts';
import { schemaProblems } from './schema-problems.ts';

// Runs conformance/decisions through `decide`: reads a case, decides, compares. Says nothing by itself.

const FOLDER = join(import.meta.dirname, '../../conformance');
const SCHEMA = JSON.parse(readFileSync(join(FOLDER, 'schema/decision-case.json'), 'utf8'));
const OCCASIONS = { PUT: 'write', PATCH: 'write', DELETE: 'delete', SCAN: 'scan' } as const;
const EMPTY = emptyWorld();

describe.each(readdirSync(join(FOLDER, 'decisions')))('%s', name => {
  const file: DecisionFile = parse(readFileSync(join(FOLDER, 'decisions', name), 'utf8'));
  const defined = applyChanges(EMPTY, 2, definitionChanges(file));

  test('follows its schema, and no two cases have one name', () => {
    expect(schemaProblems(SCHEMA, file)).toEqual([]);
    expect(new Set(file.cases.map(each => each.name)).size).toBe(file.cases.length);
  });

  test('its definitions and assignments are ones that the API would take', () => {
    expect(checkChanges(EMPTY, definitionChanges(file)).problems).toEqual([]);
    for (const each of file.cases) {
      const refused = checkChanges(defined, assignmentChanges(file, each)).problems.length > 0;
      expect([each.name, refused]).toEqual([
        each.name,
        each.assign.some(given => given.arrivedAnyhow === true),
      ]);
    }
  });

  test.each(file.cases.map(each => [each.name, each] as const))('%s', (_, each) => {
    const decision = decideCase(file, each);
    expect([decision.verdict, decision.results.map(shown)]).toEqual([
      each.expect.verdict,
      each.expect.results,
    ]);
  });

  function decideCase(from: DecisionFile, each: DecisionCase): Decision {
    const snapshot = applyChanges(defined, 3, assignmentChanges(from, each));
    const request = toRequest({
      ...prepared(each.request, snapshot),
      decisionId: 'case',
      at: NOW,
      occasion: OCCASIONS[each.request.verb],
      snapshot,
      apiVersion: '2024-10-01',
      correlationId: 'case',
      action: 'case/write',
    });
    return decide(snapshot, request);
  }
});

function shown({
  assignment,
  component,
  outcome,
  complianceState,
  refuses,
  message,
}: Decision['results'][number]): JsonObject {
  return {
    assignment: assignment.name,
    subject: component ? 'component' : 'resource',
    outcome,
    state: complianceState,
    ...(refuses && { refuses }),
    ...(message !== undefined && { message }),
  };
}
