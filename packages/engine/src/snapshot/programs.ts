import {
  type BoundParameters,
  bindParameters,
  type CompiledDetails,
  compile,
  compileDetails,
  type JsonObject,
  type ParameterProblem,
  type ParsedDefinition,
  type Program,
  parseDefinition,
  type Vocabulary,
} from '@sluice/language';
import { memberOf, textOf } from '../json.ts';
import type { PolicyDefinition } from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';
import { canonicalJson } from './canonical-json.ts';

/** A compiled rule, or why there is none. */
export type Compiled =
  | {
      readonly program: Program;
      /** `then.details` made ready for the same parameters, on first use; undefined when the rule has none. */
      details(): CompiledDetails | undefined;
    }
  | { readonly program?: undefined; readonly code: ProblemCode; readonly message: string };

/**
 * Programs by content: the same definition with the same parameters is compiled once for the same names, whichever records
 * carry it and at whatever revision. Shared by all snapshots that come from one `createSnapshot`.
 */
export type ProgramCache = {
  programOf(definition: PolicyDefinition, given: JsonObject, vocabulary: Vocabulary): Compiled;
};

type Source = {
  readonly parsed: ParsedDefinition | undefined;
  readonly problem: string;
  /** By parameters; those for names that nobody has any more go with them. */
  readonly programs: WeakMap<Vocabulary, Map<string, Compiled>>;
};

/** Far above what is in use at once; the oldest go first, and an assignment keeps its own program anyway. */
const MAX_SOURCES = 4_096;
const MAX_PROGRAMS = 1_024;

/** Remembers nothing yet. */
export function createProgramCache(): ProgramCache {
  const sources = new Map<string, Source>();
  const conditions = new WeakMap<Vocabulary, Map<string, Program>>();
  const texts = new WeakMap<JsonObject, string>();
  return {
    programOf(definition, given, vocabulary) {
      let text = texts.get(definition.document);
      if (text === undefined) {
        text = canonicalJson(ruleOf(definition.document));
        texts.set(definition.document, text);
      }
      const source = remember(sources, text, MAX_SOURCES, () => readSource(definition.document));
      const programs = source.programs.get(vocabulary) ?? new Map<string, Compiled>();
      source.programs.set(vocabulary, programs);
      return remember(programs, canonicalJson(given), MAX_PROGRAMS, () =>
        compileSource(source, definition.document, given, vocabulary, alikeIn(conditions, vocabulary)),
      );
    },
  };
}

/** What of a document decides its program; a new description compiles nothing. */
function ruleOf(document: JsonObject): JsonObject {
  const { mode = null, parameters = null, policyRule = null } = document;
  return { mode, parameters, policyRule };
}

function readSource(document: JsonObject): Source {
  const { definition, diagnostics } = parseDefinition(document);
  const problem = diagnostics.find(diagnostic => diagnostic.severity === 'error')?.message;
  return { parsed: definition, problem: problem ?? 'it could not be parsed', programs: new WeakMap() };
}

/** Programs by what their conditions say; those for names that nobody has any more go with them. */
function alikeIn(
  conditions: WeakMap<Vocabulary, Map<string, Program>>,
  vocabulary: Vocabulary,
): Map<string, Program> {
  const known = conditions.get(vocabulary) ?? new Map<string, Program>();
  conditions.set(vocabulary, known);
  return known;
}

function compileSource(
  source: Source,
  document: JsonObject,
  given: JsonObject,
  vocabulary: Vocabulary,
  conditions: Map<string, Program>,
): Compiled {
  if (!source.parsed)
    return { code: 'InvalidPolicyRule', message: `The policy rule is not valid: ${source.problem}` };
  const { parameters, problems } = bindParameters(source.parsed, given);
  const [problem] = problems;
  if (problem) return { code: 'InvalidPolicyParameters', message: sayProblem(problem) };
  const { parsed } = source;
  const key = conditionKey(document, parameters);
  const alike = key === undefined ? undefined : conditions.get(key);
  const program = compile(parsed, parameters, vocabulary, alike === undefined ? {} : { alike });
  if (key !== undefined && alike === undefined) conditions.set(key, program);
  let details: { readonly compiled: CompiledDetails | undefined } | undefined;
  return {
    program,
    details() {
      details ??= { compiled: compileDetails(parsed, parameters, vocabulary) };
      return details.compiled;
    },
  };
}

const NAMED_PARAMETER = /parameters\(\s*'([^']+)'\s*\)/gi;
const ANY_PARAMETER = /parameters\(/gi;

/**
 * What decides what a condition compiles to: many built-in definitions differ in nothing but their details. Undefined where it cannot be
 * told without evaluating (a parameter that is named by an expression).
 */
function conditionKey(document: JsonObject, { values }: BoundParameters): string | undefined {
  const rule = memberOf(document, 'policyRule');
  const text = JSON.stringify(memberOf(rule, 'if') ?? null);
  const names = [...text.matchAll(NAMED_PARAMETER)].map(([, name = '']) => name.toLowerCase());
  if (names.length !== [...text.matchAll(ANY_PARAMETER)].length) return undefined;
  const read = [...new Set(names)].sort().map(name => [name, values.get(name) ?? null]);
  const effect = textOf(memberOf(memberOf(rule, 'then'), 'effect')).toLowerCase();
  const named = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/.exec(effect)?.[1];
  const given = named === undefined ? effect : textOf(values.get(named)).toLowerCase();
  if (given.startsWith('[')) return undefined;
  return JSON.stringify([memberOf(document, 'mode') ?? null, text, read, given.endsWith('ifnotexists')]);
}

function sayProblem(problem: ParameterProblem): string {
  const said = {
    undefined: 'is not defined',
    missing: 'has no value',
    notAllowed: 'has a value that is not allowed',
    wrongType: 'has a value of the wrong type',
  };
  return `The parameter '${problem.parameter}' ${said[problem.kind]}.`;
}

function remember<V>(memory: Map<string, V>, key: string, limit: number, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size >= limit) {
    for (const oldest of memory.keys()) {
      memory.delete(oldest);
      break;
    }
  }
  memory.set(key, made);
  return made;
}
