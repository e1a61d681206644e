// Plays conformance/decisions through the command line: the rules of each case, one by one, over what the case sends. What stands around
// a rule (scopes, exemptions, enforcement) has no offline form; whether it matches must not depend on the door.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyChanges, decide } from '@sluice/engine';
import type { Decision } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { toRequest } from '@sluice/providers/enforcement';
import { afterAll, describe, expect, it } from 'vitest';
import { DECISION_FILES, type DecisionCase, type DecisionFile, partsOf } from '../house/decision-cases.ts';
import {
  assignmentChanges,
  definitionChanges,
  emptyWorld,
  NOW,
  prepared,
  withPuts,
  withVersionsAndInitiatives,
} from '../house/decision-world.ts';

const API_VERSION = '2024-10-01';
const OCCASIONS = { PUT: 'write', PATCH: 'write', DELETE: 'delete', SCAN: 'scan' } as const;

const folder = mkdtempSync(join(tmpdir(), 'sluice-decisions-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(DECISION_FILES)('%s by the command line', (name, file) => {
  it('has the same verdict of every rule', () => {
    const cases = file.cases.flatMap(each => ruleCasesOf(each, file));
    const path = join(folder, `${name}.cases.json`);
    writeFileSync(path, JSON.stringify(cases));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['packages/cli/bin/sluice.mjs', 'test', path],
      { encoding: 'utf8' },
    );
    expect([status, status === 0 ? '' : stdout, stderr]).toEqual([0, '', '']);
    expect(stdout).toContain(`${cases.length} passed`);
  });
});

it('most cases have a rule that is asked', () => {
  const cases = DECISION_FILES.flatMap(([, file]) => file.cases.map(each => ruleCasesOf(each, file)));
  expect(cases.filter(asked => asked.length > 0).length).toBeGreaterThan(cases.length * 0.7);
});

/** A case of `sluice test` for each rule that a decision case says something of. */
function ruleCasesOf(each: DecisionCase, file: DecisionFile): readonly object[] {
  // What the API would not take `sluice test` does not take either.
  if (each.assign.some(({ arrivedAnyhow }) => arrivedAnyhow)) return [];
  const assigned = file.cases.flatMap(({ assign }) => assign);
  const world = applyChanges(emptyWorld(), 2, definitionChanges(assigned, file));
  const defined = withVersionsAndInitiatives(world, file);
  const snapshot = withPuts(applyChanges(defined, 3, assignmentChanges(each.assign, file)), partsOf(each));
  const request = toRequest({
    ...prepared(each.request, snapshot),
    decisionId: 'case',
    at: NOW,
    occasion: OCCASIONS[each.request.verb],
    snapshot,
    apiVersion: API_VERSION,
    correlationId: 'case',
    action: 'case/write',
  });
  const { results, resource } = decide(snapshot, request);
  return results.flatMap((result, at) => {
    const told = each.expect.results[at];
    const parameters = parametersOf(result, file);
    // What is exempt, or cannot be judged without a caller, no rule is asked about.
    if (told === undefined || parameters === undefined) return [];
    if (told.outcome === 'exempt' || told.state === 'NotApplicable') return [];
    return {
      name: `${each.name}: ${told.assignment} ${at}`,
      definition: { properties: result.definition.document },
      parameters,
      resource: result.component?.content ?? resource,
      context: request.context,
      requestContext: { apiVersion: API_VERSION, identity: {} },
      apiVersion: API_VERSION,
      expect: { outcome: told.outcome },
    };
  });
}

/** Undefined for a member of an initiative that is passed what only its assignment says. */
function parametersOf(
  { assignment, reference }: Decision['results'][number],
  file: DecisionFile,
): JsonObject | undefined {
  if (reference === undefined) return assignment.parameters;
  const name = assignment.policyDefinitionId.split('/').at(-1) ?? '';
  const member = file.initiatives?.[name]?.policyDefinitions.find(
    ({ policyDefinitionReferenceId }) => policyDefinitionReferenceId === reference.referenceId,
  );
  const given = Object.entries((member?.['parameters'] ?? {}) as Record<string, JsonObject>);
  if (given.some(([, { value }]) => JSON.stringify(value).startsWith('"['))) return undefined;
  return Object.fromEntries(given.map(([key, { value = null }]) => [key, value]));
}
