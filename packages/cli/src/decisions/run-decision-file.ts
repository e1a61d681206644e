import { ApiError } from '@sluice/arm/errors';
import { applyChanges, checkChanges, type Snapshot } from '@sluice/engine';
import type { Decision, SnapshotChange } from '@sluice/engine/model';
import type { JsonValue } from '@sluice/language';
import { toDenial } from '@sluice/providers/enforcement';
import {
  type CaseResult as CaseOutcome,
  compare,
  compareParts,
  type Difference,
} from '../cases/case-result.ts';
import { decideCase, definedWorld, toCaseResult } from './decide-case.ts';
import type { CaseResult, DecisionCase, DecisionFile } from './decision-case.ts';
import { initiativesOf, partsOf } from './decision-file.ts';
import { assignmentChanges, changesOfPut, definitionChanges, emptyWorld } from './decision-world.ts';

/** Runs the cases of one file: each gives what came out otherwise, and why. Throws Error for a file that makes no world. */
export function createDecisionRunner(file: DecisionFile): (given: DecisionCase) => CaseOutcome {
  const definitions = definitionChanges(
    file.cases.flatMap(each => each.assign),
    file,
  );
  const [wrong] = refusals(emptyWorld(file.place), definitions);
  if (wrong !== undefined) throw new Error(wrong);
  const defined = definedWorld(file);
  const wrongSets = initiativesOf(file).flatMap(({ id, body }) =>
    refusals(defined, changesOfPut(id, body, defined)),
  );
  if (wrongSets[0] !== undefined) throw new Error(wrongSets[0]);
  return given => runOne(defined, file, given);
}

function runOne(defined: Snapshot, file: DecisionFile, given: DecisionCase): CaseOutcome {
  const refused = given.assign.some(each => each.arrivedAnyhow) ? [] : refusedParts(defined, file, given);
  if (refused.length > 0)
    return { differences: [{ at: 'assign', expected: 'accepted', got: refused.join('\n') }] };
  try {
    const { decision } = decideCase(defined, file, given);
    const differences = [
      ...differencesOf(decision, given),
      ...(given.request.verb === 'DELETE' ? [] : scanDifferences(defined, file, given, decision)),
    ];
    return differences.length === 0
      ? { differences }
      : { differences, why: decision.results.flatMap(whyLines) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const got = `${error.detail.code}: ${error.detail.message}`;
    return { differences: [{ at: 'request', expected: 'a valid request', got }] };
  }
}

/** Why the server would not take an assignment, exemption, enrollment or attestation of the case. */
function refusedParts(defined: Snapshot, file: DecisionFile, given: DecisionCase): readonly string[] {
  const changes = assignmentChanges(given.assign, file);
  const refused = refusals(defined, changes);
  if (refused.length > 0) return refused;
  const assigned = applyChanges(defined, 3, changes);
  return partsOf(given, file.place).flatMap(({ id, body }) =>
    refusals(assigned, changesOfPut(id, body, assigned)),
  );
}

function refusals(snapshot: Snapshot, changes: readonly SnapshotChange[]): readonly string[] {
  return checkChanges(snapshot, changes).problems.map(({ message }) => message);
}

function differencesOf(decision: Decision, { expect }: DecisionCase): readonly Difference[] {
  const { verdict, results, resource } = decision;
  const { becomes } = expect;
  const expected = expect.results.map(({ scan: _, ...result }) => result);
  return [
    ...compare('verdict', expect.verdict, verdict),
    ...(verdict === 'deny' && expect.verdict === 'deny'
      ? compare('code', expect.conflict ?? 'RequestDisallowedByPolicy', toDenial(decision).detail.code)
      : []),
    ...compareResults(expected, results.map(toCaseResult)),
    ...(becomes === undefined ? [] : compareParts('becomes', becomes, resource)),
    ...(becomes?.['tags'] === undefined ? [] : compare('becomes.tags', becomes['tags'], resource['tags'])),
  ];
}

/** One by one, so that a case with many assignments shows the one that differs. */
function compareResults(expected: readonly CaseResult[], got: readonly CaseResult[]): readonly Difference[] {
  const length = Math.max(expected.length, got.length);
  return Array.from({ length }, (_, index) => index).flatMap(index =>
    compare(`results[${index}]`, asJson(expected[index]), asJson(got[index])),
  );
}

/** Members in one order, so that what is shown differs only where it does. */
function asJson(result: CaseResult | undefined): JsonValue | undefined {
  if (result === undefined) return undefined;
  const { assignment, member, subject, outcome, state, refuses, message } = result;
  return JSON.parse(JSON.stringify({ assignment, member, subject, outcome, state, refuses, message }));
}

/** What a write left is what a scan finds; a scan refuses nothing. */
function scanDifferences(
  defined: Snapshot,
  file: DecisionFile,
  given: DecisionCase,
  { verdict, resource }: Decision,
): readonly Difference[] {
  const left = verdict === 'allow' ? { resource } : {};
  const { decision: scan } = decideCase(defined, file, given, { occasion: 'scan', ...left });
  const expected = given.expect.results.map(({ state, scan: later = state }) => later);
  return compare(
    'states in a scan',
    expected,
    scan.results.map(({ complianceState }) => complianceState),
  );
}

function whyLines(result: Decision['results'][number]): readonly string[] {
  const { assignment, reference, component, effect, outcome, complianceState, error } = result;
  const of = reference === undefined ? '' : `, member ${reference.referenceId}`;
  const subject = component === undefined ? '' : ` ${component.type} ${component.name}`;
  const conditions = (result.evaluatedExpressions ?? []).map(
    ({ result: held, expression, operator, targetValue, expressionValue }) => {
      const saw = expressionValue === undefined ? 'there is none' : `is ${JSON.stringify(expressionValue)}`;
      return `  ${held === 'True' ? '✓' : '✗'} ${expression}  ${operator} ${JSON.stringify(targetValue)}  (${saw})`;
    },
  );
  return [
    `${assignment.name}${of}:${subject} ${effect} ${outcome}, ${complianceState}`,
    ...(error === undefined ? [] : [`  ${error.code}: ${error.message}`]),
    ...(result.unchanged === undefined ? [] : [`  ${result.unchanged.code}: ${result.unchanged.message}`]),
    ...(result.exemption === undefined ? [] : [`  exempt by ${result.exemption.id}`]),
    ...conditions,
  ];
}
