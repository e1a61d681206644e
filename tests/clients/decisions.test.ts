// Plays the rules of conformance/decisions through the command line one by one, as cases of single rules: whether a rule matches must
// not depend on what stands around it. (offline-commands.test.ts plays the decisions as they are.)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { afterAll, describe, expect, it } from 'vitest';
import { decideCase, definedWorld } from '../../packages/cli/src/decisions/decide-case.ts';
import type { DecisionCase, DecisionFile } from '../../packages/cli/src/decisions/decision-case.ts';
import { DECISION_FILES } from '../house/decision-files.ts';

const API_VERSION = '2024-10-01';

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
  const { request, decision } = decideCase(definedWorld(file), file, each);
  const { results, resource } = decision;
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
      // What satisfies is another resource's matter: the rule itself matched, or would not have looked.
      expect: { outcome: result.related === undefined ? told.outcome : 'matched' },
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
