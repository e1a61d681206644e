import {
  aliasesFromProviderList,
  bindParameters,
  checkDefinition,
  compile,
  createVocabulary,
  type DataMode,
  type Diagnostic,
  type EvaluationContext,
  FUNCTIONS,
  type JsonObject,
  type JsonValue,
  type ParsedDefinition,
  type Program,
  parseDefinition,
  type Vocabulary,
} from '@sluice/language';
import { createRun } from '../../packages/language/src/runtime/create-run.ts';
import { createNames } from '../../packages/language/src/runtime/names.ts';
import { EvaluationError } from '../../packages/language/src/runtime/run.ts';

// What the language answers to a case of conformance/, in the form in which the case says what it expects. Runs in Node
// and in a browser: it gets cases as JSON and reads nothing.

/** The folders of cases of the language. */
export const FAMILIES = ['operators', 'functions', 'fields', 'effects', 'expressions'] as const;
export type Family = (typeof FAMILIES)[number];

/** One case; which of these it has says its family's schema. */
export type LanguageCase = {
  readonly name: string;
  readonly source: string;
  readonly if?: JsonObject;
  readonly field?: string;
  readonly args?: readonly JsonValue[];
  readonly expression?: JsonValue;
  readonly resource?: JsonObject;
  readonly parameters?: JsonObject;
  readonly context?: EvaluationContext;
  readonly apiVersion?: string;
  readonly mode?: string;
  readonly effect?: string;
  readonly details?: JsonValue;
  readonly expect: Expectation;
};

export type Expectation = {
  readonly value?: JsonValue;
  readonly missing?: true;
  readonly outcome?: string;
  readonly error?: string;
  readonly accepted?: true;
  readonly diagnostic?: string;
  readonly severity?: string;
  readonly at?: string;
};

/** What conformance/aliases.json holds: the names that the cases may use. */
export type CaseAliases = { readonly providers: JsonValue; readonly dataModes: readonly DataMode[] };

const NOON: EvaluationContext = { now: '2026-01-31T12:00:00Z' };

/** Makes the names of the cases ready, once; the answer says what the language makes of one case of a file. */
export function createAnswer(
  names: CaseAliases,
): (family: Family, file: string, given: LanguageCase) => Expectation {
  const vocabulary = createVocabulary({
    aliases: aliasesFromProviderList(names.providers).aliases,
    dataModes: names.dataModes,
    tracked: new Map(),
  });
  return (family, file, given) => {
    const { expect: expected } = given;
    if (family === 'effects') return diagnosed(given.effect ?? file, given, vocabulary);
    if (given.args !== undefined) return called(file, given.args, given, vocabulary);
    const condition = given.if ?? conditionOf(given);
    if (expected.diagnostic === undefined) return judged(condition, given, vocabulary);
    const found = diagnosed('audit', { ...given, if: condition }, vocabulary);
    const { diagnostic: _, severity: _severity, at: _at, ...rest } = expected;
    return Object.keys(rest).length === 0 ? found : { ...judged(condition, given, vocabulary), ...found };
  };
}

/** A condition that shows what a field or an expression is. */
function conditionOf({ field, expression }: LanguageCase): JsonObject {
  return field === undefined ? { value: expression ?? null, exists: true } : { field, exists: true };
}

function judged(condition: JsonObject, given: LanguageCase, vocabulary: Vocabulary): Expectation {
  const input = {
    resource: given.resource ?? {},
    context: given.context ?? NOON,
    ...(given.apiVersion === undefined ? {} : { apiVersion: given.apiVersion }),
  };
  const program = compileCase(condition, given, vocabulary);
  const { outcome, root } = program.explain(input);
  if (outcome.kind === 'error') return { error: outcome.code };
  if (given.if !== undefined) return { outcome: program.evaluate(input).kind };
  const value = root?.kind === 'condition' ? root.expressionValue : undefined;
  if (value !== undefined) return { value };
  return given.field === undefined ? { value: null } : { missing: true };
}

function called(
  name: string,
  args: readonly JsonValue[],
  given: LanguageCase,
  vocabulary: Vocabulary,
): Expectation {
  const fn = FUNCTIONS.find(candidate => candidate.name === name);
  if (fn === undefined) return { error: `no function ${name}` };
  const run = createRun(
    { resource: given.resource ?? {}, context: given.context ?? NOON },
    createNames(vocabulary, new Map(), { rawPaths: false }),
  );
  try {
    return {
      value: fn.evaluate(
        args.map(value => () => value),
        run,
      ),
    };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.code };
    throw error;
  }
}

/** The problem that the case expects, or else all that there are; accepted when there is none. */
function diagnosed(effect: string, given: LanguageCase, vocabulary: Vocabulary): Expectation {
  const { definition, diagnostics } = parse(given.if ?? { field: 'type', equals: 'A.B/c' }, effect, given);
  const all = [...diagnostics, ...(definition === undefined ? [] : checkDefinition(definition, vocabulary))];
  const found = all.find(({ code }) => code === given.expect.diagnostic);
  if (found !== undefined) return told(found, given.expect);
  const errors = all.filter(({ severity }) => severity === 'error');
  return errors.length === 0 ? { accepted: true } : { diagnostic: errors.map(({ code }) => code).join(' ') };
}

function told({ code, severity, pointer }: Diagnostic, expected: Expectation): Expectation {
  return {
    diagnostic: code,
    ...(expected.severity === undefined ? {} : { severity }),
    ...(expected.at === undefined ? {} : { at: pointer.replace(/^\/policyRule/, '') }),
  };
}

function compileCase(condition: JsonObject, given: LanguageCase, vocabulary: Vocabulary): Program {
  const { definition, diagnostics } = parse(condition, 'audit', given);
  if (definition === undefined)
    throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  return compile(definition, bindParameters(definition, given.parameters ?? {}).parameters, vocabulary);
}

function parse(
  condition: JsonObject,
  effect: string,
  { parameters = {}, mode = 'All', details }: LanguageCase,
): { readonly definition?: ParsedDefinition; readonly diagnostics: readonly Diagnostic[] } {
  return parseDefinition({
    mode,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, { type: typeOf(value) }]),
    ),
    policyRule: { if: condition, then: { effect, ...(details === undefined ? {} : { details }) } },
  });
}

function typeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return { string: 'String', boolean: 'Boolean' }[typeof value as string] ?? 'Object';
}
