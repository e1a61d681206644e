import { dirname, join } from 'node:path';
import {
  type Diagnostic,
  diagnose,
  type EvaluationInput,
  type JsonObject,
  type JsonValue,
  type Trace,
  type TraceNode,
  type Vocabulary,
} from '@sluice/language';
import { inputOf } from '../evaluate/case-context.ts';
import { contextOfId } from '../evaluate/context-of-id.ts';
import { judgeResource, type Verdict } from '../evaluate/judge-resource.ts';
import { type PreparedRule, prepareRule } from '../evaluate/prepare-rule.ts';
import { relatedTo } from '../evaluate/related-to.ts';
import { readObject, readResources } from '../files/read-document.ts';
import type { CaseFile } from './case-file.ts';
import { type CaseResult, compare, compareParts, type Difference } from './case-result.ts';
import type { RuleCase, RuleExpectation } from './rule-case.ts';
import { type CaseRule, ruleOfCase } from './rule-of-case.ts';

/** The time of a case that names none: cases come out the same on every day. */
export const CASE_TIME = '2026-01-31T12:00:00Z';

/** Runs one case of a rule over a resource. Throws Error for a file that cannot be read; all else is in the result. */
export function runRuleCase(given: RuleCase, file: CaseFile, vocabulary: Vocabulary): CaseResult {
  const folder = dirname(file.path);
  const { expect: expected } = given;
  const rule = ruleOfCase(given, { folder, subject: file.subject, definitionPath: file.definitionPath });
  const told = compareDiagnostic(expected, rule, vocabulary);
  if (!asksForVerdict(expected)) return { differences: told };
  const prepared = prepareRule({ ...rule, vocabulary, reading: readingOf(given, rule) });
  if ('stage' in prepared)
    return {
      differences: [...told, { at: 'rule', expected: 'a rule that can be evaluated', got: prepared.message }],
    };
  const input = inputFor(given, folder, rule);
  const trace = prepared.program.explain(input);
  const verdict = judgeResource(prepared, input, relatedFor(given, folder, prepared));
  return {
    differences: [...told, ...compareVerdict(given, verdict, trace)],
    seen: { definition: prepared.definition, file: rule.file, traces: rootsOf(trace) },
  };
}

function readingOf({ rawPaths }: RuleCase, rule: CaseRule): 'strict' | 'lenient' | 'asWritten' {
  if (rawPaths === true) return 'lenient';
  return rule.isPart ? 'asWritten' : 'strict';
}

function rootsOf({ root }: Trace): readonly TraceNode[] {
  return root === undefined ? [] : [root];
}

function asksForVerdict({ outcome, effect, details, value, error }: RuleExpectation): boolean {
  return [outcome, effect, details, value, error].some(asked => asked !== undefined);
}

function inputFor(given: RuleCase, folder: string, rule: CaseRule): EvaluationInput {
  const resource =
    typeof given.resource === 'string' ? readObject(join(folder, given.resource)) : (given.resource ?? {});
  const context = given.context ?? contextOfId(resource) ?? (rule.isPart ? {} : undefined);
  const now = context?.['now'];
  const input = inputOf(
    { resource, context, requestContext: given.requestContext, apiVersion: given.apiVersion },
    typeof now === 'string' ? now : CASE_TIME,
  );
  // A condition alone stands in no request, unless its case says so.
  const { requestContext, ...outside } = input.context;
  const isAsked = !rule.isPart || Object.keys(requestContext ?? {}).length > 0;
  return isAsked ? input : { ...input, context: outside };
}

function relatedFor({ related }: RuleCase, folder: string, { program }: PreparedRule): readonly JsonObject[] {
  const listed = typeof related === 'string' ? [related] : (related ?? []);
  const resources = listed.flatMap(each =>
    typeof each === 'string' ? readResources(join(folder, each)) : [each],
  );
  return relatedTo(program.details, resources);
}

function compareVerdict(given: RuleCase, verdict: Verdict, trace: Trace): readonly Difference[] {
  const { outcome, effect, details, value, error } = given.expect;
  const isCall = given.if === undefined && given.expression === undefined && given.args !== undefined;
  const failed = verdict.kind === 'error' ? `${verdict.code} (${verdict.message})` : undefined;
  const kind = verdict.kind === 'error' ? 'error' : trace.outcome.kind;
  const differences: Difference[] = [];
  if (outcome !== undefined) differences.push(...compare('outcome', outcome, kind));
  if (error !== undefined && (verdict.kind !== 'error' || verdict.code !== error))
    differences.push({ at: 'error', expected: error, got: failed ?? 'none' });
  if (effect !== undefined) differences.push(...compareEffect(effect, verdict));
  if (details !== undefined)
    differences.push(
      ...compareParts('details', details, verdict.kind === 'effect' ? verdict.details : undefined),
    );
  if (value !== undefined) differences.push(...compare('value', value, failed ?? valueIn(trace, isCall)));
  return differences;
}

function compareEffect(expected: string, verdict: Verdict): readonly Difference[] {
  const got = effectOf(verdict);
  return got.toLowerCase() === expected.toLowerCase() ? [] : [{ at: 'effect', expected, got }];
}

function effectOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'effect':
      return verdict.effect;
    case 'none':
      return 'none';
    case 'error':
      return `error ${verdict.code} (${verdict.message})`;
  }
}

/** The value of the expression that is the left side of the one condition; that of a called function is in an array. */
function valueIn({ root }: Trace, isCall: boolean): JsonValue | undefined {
  if (root?.kind !== 'condition') return undefined;
  const { expressionValue = null } = root;
  return isCall && Array.isArray(expressionValue) ? expressionValue[0] : expressionValue;
}

function compareDiagnostic(
  { diagnostic, severity, at }: RuleExpectation,
  rule: CaseRule,
  vocabulary: Vocabulary,
): readonly Difference[] {
  if (diagnostic === undefined) return [];
  const { diagnostics: all } = diagnose(rule.definition, vocabulary);
  const isWanted = (found: Diagnostic): boolean =>
    found.code === diagnostic &&
    (severity === undefined || found.severity === severity) &&
    (at === undefined || isAt(found.pointer, at));
  if (all.some(isWanted)) return [];
  const describe = (...parts: (string | undefined)[]): string =>
    parts.filter(part => part !== undefined).join(' ');
  const got = all.map(found => describe(found.severity, found.code, found.pointer)).join(', ');
  return [{ at: 'diagnostic', expected: describe(severity, diagnostic, at), got: got === '' ? 'none' : got }];
}

/** A pointer is given from the rule, from the definition, or from the document around it. */
function isAt(pointer: string, at: string): boolean {
  return [at, `/policyRule${at}`, `/properties${at}`, `/properties/policyRule${at}`].includes(pointer);
}
