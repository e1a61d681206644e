import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bindParameters,
  checkDefinition,
  compile,
  createVocabulary,
  type EvaluationContext,
  FUNCTIONS,
  type JsonObject,
  type JsonValue,
  OPERATORS,
  type ParsedDefinition,
  type Program,
  parseDefinition,
} from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createRun } from '../../packages/language/src/runtime/create-run.ts';
import { createNames } from '../../packages/language/src/runtime/names.ts';
import { EvaluationError } from '../../packages/language/src/runtime/run.ts';

// Runs conformance/operators and conformance/functions: reads a case, evaluates it, compares. Says nothing by itself.

type OperatorCase = {
  readonly name: string;
  readonly source: string;
  readonly if: JsonObject;
  readonly resource: JsonObject;
  readonly expect: { outcome?: string; error?: string; diagnostic?: string; severity?: string; at?: string };
};

type FunctionCase = {
  readonly name: string;
  readonly source: string;
  readonly args?: readonly JsonValue[];
  readonly expression?: string;
  readonly if?: JsonObject;
  readonly resource?: JsonObject;
  readonly parameters?: JsonObject;
  readonly context?: EvaluationContext;
  readonly expect: { value?: JsonValue; error?: string; outcome?: string };
};

const ROOT = join(import.meta.dirname, '../../conformance');
const VOCABULARY = createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() });
const NOON: EvaluationContext = { now: '2026-01-31T12:00:00Z' };

function namesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).map(file => file.replace(/\.yaml$/, ''));
}

function casesOf<Case>(folder: string, name: string): readonly Case[] {
  return parse(readFileSync(join(ROOT, folder, `${name}.yaml`), 'utf8'));
}

function define(condition: JsonObject, parameters: JsonObject = {}): ParsedDefinition {
  const declared = Object.entries(parameters).map(([name, value]) => [name, { type: typeOf(value) }]);
  const source: JsonObject = {
    mode: 'All',
    parameters: Object.fromEntries(declared),
    policyRule: { if: condition, then: { effect: 'audit' } },
  };
  const { definition, diagnostics } = parseDefinition(source);
  if (definition === undefined) throw new Error(JSON.stringify(diagnostics));
  return definition;
}

function typeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return { string: 'String', boolean: 'Boolean' }[typeof value as string] ?? 'Object';
}

function compileCase(condition: JsonObject, parameters: JsonObject = {}): Program {
  const definition = define(condition, parameters);
  return compile(definition, bindParameters(definition, parameters).parameters, VOCABULARY);
}

function outcomeOf(program: Program, resource: JsonObject, context: EvaluationContext): object {
  const outcome = program.evaluate({ resource, context });
  return outcome.kind === 'error' ? { error: outcome.code } : { outcome: outcome.kind };
}

/** What an expression gives, read from the trace: it shows values as they are. */
function evaluated(
  expression: string,
  { resource = {}, parameters = {}, context = NOON }: FunctionCase,
): object {
  const { outcome, root } = compileCase({ value: expression, exists: true }, parameters).explain({
    resource,
    context,
  });
  if (outcome.kind === 'error') return { error: outcome.code };
  return { value: root?.kind === 'condition' ? (root.expressionValue ?? null) : undefined };
}

function call(
  name: string,
  args: readonly JsonValue[],
  { resource = {}, context = NOON }: FunctionCase,
): object {
  const fn = FUNCTIONS.find(candidate => candidate.name === name);
  const run = createRun({ resource, context }, createNames(VOCABULARY, new Map(), { rawPaths: false }));
  try {
    return {
      value: fn?.evaluate(
        args.map(value => () => value),
        run,
      ),
    };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.code };
    throw error;
  }
}

function answer(name: string, given: FunctionCase): object {
  if (given.args !== undefined) return call(name, given.args, given);
  if (given.expression !== undefined) return evaluated(given.expression, given);
  return outcomeOf(
    compileCase(given.if ?? {}, given.parameters),
    given.resource ?? {},
    given.context ?? NOON,
  );
}

describe.each(namesIn('operators'))('operator %s', operator => {
  test.each(casesOf<OperatorCase>('operators', operator))(
    '$name',
    ({ if: condition, resource, expect: expected }) => {
      const { diagnostic, severity, at, ...outcome } = expected;
      if (diagnostic !== undefined) {
        const found = checkDefinition(define(condition), VOCABULARY).find(({ code }) => code === diagnostic);
        expect(found).toMatchObject({ severity, pointer: `/policyRule${at}` });
      }
      if (Object.keys(outcome).length > 0) {
        expect(outcomeOf(compileCase(condition), resource, NOON)).toEqual(outcome);
      }
    },
  );
});

describe.each(namesIn('functions'))('function %s', name => {
  test.each(casesOf<FunctionCase>('functions', name))('$name', given => {
    expect(answer(name, given)).toEqual(given.expect);
  });
});

describe('the cases themselves', () => {
  test('every operator has a file of cases, and every file an operator', () => {
    expect(namesIn('operators').sort()).toEqual(OPERATORS.map(operator => operator.name).sort());
  });

  test('every function has a file of cases, and every file a function', () => {
    expect(namesIn('functions').sort()).toEqual(FUNCTIONS.map(fn => fn.name).sort());
  });

  const files = ['operators', 'functions'].flatMap(folder => namesIn(folder).map(name => ({ folder, name })));

  test.each(files)(
    '$folder/$name: each case has what its schema asks for, and a name of its own',
    ({ folder, name }) => {
      const file = join(ROOT, 'schema', `${folder.slice(0, -1)}-case.json`);
      const { items, $defs } = JSON.parse(readFileSync(file, 'utf8'));
      const cases = casesOf<FunctionCase | OperatorCase>(folder, name);
      for (const given of cases) {
        expect(Object.keys(items.properties)).toEqual(expect.arrayContaining(Object.keys(given)));
        expect(Object.keys(given)).toEqual(expect.arrayContaining(items.required));
        expect(Object.keys($defs.expectation.properties)).toEqual(
          expect.arrayContaining(Object.keys(given.expect)),
        );
      }
      expect(new Set(cases.map(given => given.name)).size).toBe(cases.length);
    },
  );

  test.each(files)('$folder/$name: shows what holds and what does not', ({ folder, name }) => {
    const answers = casesOf<FunctionCase | OperatorCase>(folder, name).map(given =>
      JSON.stringify(given.expect),
    );
    expect(new Set(answers).size).toBeGreaterThan(1);
  });
});
