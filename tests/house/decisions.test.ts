import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyChanges, checkChanges } from '@sluice/engine';
import type { Decision } from '@sluice/engine/model';
import { describe, expect, test } from 'vitest';
import { decideCase, definedWorld, toCaseResult } from '../../packages/cli/src/decisions/decide-case.ts';
import { initiativesOf, partsOf } from '../../packages/cli/src/decisions/decision-file.ts';
import {
  assignmentChanges,
  changesOfPut,
  definitionChanges,
  emptyWorld,
} from '../../packages/cli/src/decisions/decision-world.ts';
import { DECISION_FILES } from './decision-files.ts';
import { schemaProblems } from './schema-problems.ts';

// Runs conformance/decisions through `decide`: reads a case, decides, compares. Says nothing by itself.

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../conformance/schema/decision-case.json'), 'utf8'),
);

describe.each(DECISION_FILES)('%s', (_, file) => {
  const definitions = definitionChanges(
    file.cases.flatMap(each => each.assign),
    file,
  );
  const defined = definedWorld(file);

  test('follows its schema, and no two cases have one name', () => {
    const { path: _path, place: _place, ...written } = file;
    expect(schemaProblems(SCHEMA, written)).toEqual([]);
    expect(new Set(file.cases.map(each => each.name)).size).toBe(file.cases.length);
  });

  test('its definitions and assignments are ones that the API would take', () => {
    expect(checkChanges(emptyWorld(file.place), definitions).problems).toEqual([]);
    for (const each of file.cases) {
      const refused = checkChanges(defined, assignmentChanges(each.assign, file)).problems.length > 0;
      expect([each.name, refused]).toEqual([
        each.name,
        each.assign.some(given => given.arrivedAnyhow === true),
      ]);
      const assigned = applyChanges(defined, 3, assignmentChanges(each.assign, file));
      for (const { id, body } of partsOf(each, file.place)) {
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
    const { decision } = decideCase(defined, file, each);
    expect([decision.verdict, decision.results.map(toCaseResult)]).toEqual([
      each.expect.verdict,
      each.expect.results.map(({ scan: _, ...result }) => result),
    ]);
    const { becomes } = each.expect;
    if (becomes !== undefined) {
      expect(decision.resource).toMatchObject(becomes);
      expect(decision.resource['tags']).toEqual(becomes['tags']);
    }
    const { decision: brief } = decideCase(defined, file, each, { refusalsOnly: true });
    expect([brief.verdict, refusals(brief), brief.resource]).toEqual([
      decision.verdict,
      refusals(decision),
      decision.resource,
    ]);
    if (each.request.verb === 'DELETE') return;
    // What a write left is what a scan finds.
    const left = decision.verdict === 'allow' ? { resource: decision.resource } : {};
    const { decision: scan } = decideCase(defined, file, each, { occasion: 'scan', ...left });
    expect([scan.verdict, scan.results.map(({ complianceState }) => complianceState)]).toEqual([
      'allow',
      each.expect.results.map(({ state, scan = state }) => scan),
    ]);
  });
});

function refusals({ results }: Decision): Decision['results'] {
  return results.filter(({ refuses }) => refuses);
}
