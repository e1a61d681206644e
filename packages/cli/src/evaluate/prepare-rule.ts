import {
  type BoundParameters,
  bindParameters,
  type CompiledDetails,
  checkDefinition,
  compile,
  compileDetails,
  type Diagnostic,
  diagnose,
  type JsonObject,
  type ParameterProblem,
  type ParsedDefinition,
  type Program,
  parseDefinition,
  type Vocabulary,
} from '@sluice/language';

/**
 * How a rule is read. `strict`: as the server reads it. `lenient`, for suites of cases from elsewhere: a field without
 * alias is a path into the resource, a missing property makes a condition false, parameters take any value, and what
 * only authors are kept from is judged: operands of a kind without meaning, effects of other modes, details that lack
 * what a deployment would need. `lenientNames` is `lenient` but for the paths. `asWritten`: strictly, but nothing is refused
 * that can be compiled.
 */
export type Reading = 'strict' | 'lenient' | 'lenientNames' | 'asWritten';

export type RuleSource = {
  /** As text (which gives diagnostics their lines) or as a value. */
  readonly definition: string | JsonObject;
  readonly parameters: JsonObject;
  readonly vocabulary: Vocabulary;
  readonly reading: Reading;
};

/** A rule that is ready to judge resources. */
export type PreparedRule = {
  readonly definition: ParsedDefinition;
  readonly program: Program;
  readonly details: CompiledDetails | undefined;
  readonly reading: Reading;
  readonly warnings: readonly Diagnostic[];
};

/** Why a rule judges nothing: its text is malformed, or it names what is not there. */
export type Refusal = {
  readonly stage: 'parse' | 'compile';
  readonly message: string;
  /** Errors and warnings; none when the parameters are to blame. */
  readonly diagnostics: readonly Diagnostic[];
};

/** Parses, checks, binds and compiles. Never throws for what is wrong with the rule. */
export function prepareRule(source: RuleSource): PreparedRule | Refusal {
  const { definition, diagnostics } = parseDefinition(source.definition);
  if (definition === undefined) {
    const malformed = diagnostics.filter(isError);
    const all = isLenient(source.reading)
      ? diagnostics
      : diagnose(source.definition, source.vocabulary).diagnostics;
    return refuse('parse', all, malformed);
  }
  const found = [...diagnostics, ...checkRule(definition, source)];
  const refused = found.filter(diagnostic => refuses(diagnostic, source.reading));
  if (refused.length > 0) return refuse('compile', found, refused);
  const lenient = isLenient(source.reading);
  const bound = bindParameters(definition, source.parameters);
  const [problem] = bound.problems;
  if (problem !== undefined && source.reading === 'strict')
    return { stage: 'compile', message: describeProblem(problem), diagnostics: [] };
  const parameters = lenient ? withAllGiven(bound.parameters, source.parameters) : bound.parameters;
  const options = { lenient };
  return {
    definition,
    program: compile(definition, parameters, source.vocabulary, options),
    details: compileDetails(definition, parameters, source.vocabulary, options),
    reading: source.reading,
    warnings: found,
  };
}

function checkRule(definition: ParsedDefinition, { vocabulary, reading }: RuleSource): readonly Diagnostic[] {
  const found = checkDefinition(definition, vocabulary, { lenient: isLenient(reading) });
  if (reading !== 'lenientNames') return found;
  const names = checkDefinition(definition, vocabulary).filter(({ code }) => UNKNOWN_NAMES.has(code));
  return [...found, ...names];
}

/** With the values too that the definition does not allow, null among them. */
function withAllGiven({ values }: BoundParameters, given: JsonObject): BoundParameters {
  const all = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { values: new Map([...all, ...values]) };
}

function isLenient(reading: Reading): boolean {
  return reading === 'lenient' || reading === 'lenientNames';
}

const UNKNOWN_NAMES = new Set(['field/unknown', 'alias/unknown']);

/** An alias that may not be modified is a doubt to an author, since Azure may allow it by now; here the table decides. */
function refuses({ code, severity }: Diagnostic, reading: Reading): boolean {
  if (!isLenient(reading)) return reading === 'strict' && severity === 'error';
  if (code === 'modify/not-modifiable') return true;
  return severity === 'error' && !FOR_AUTHORS.has(code);
}

/** Azure keeps authors from these, and yet the language says what they mean. */
const FOR_AUTHORS: ReadonlySet<string> = new Set([
  'details/missing',
  'details/not-in-mode',
  'effect/not-in-mode',
  'operand/wrong-kind',
  'parameter/allowed-values',
  'parameter/default-not-allowed',
  'parameter/default-type',
]);

function refuse(
  stage: Refusal['stage'],
  diagnostics: readonly Diagnostic[],
  refused: readonly Diagnostic[],
): Refusal {
  const message = refused.map(describeDiagnostic).join('\n');
  return { stage, message, diagnostics };
}

function describeDiagnostic({ code, message, pointer }: Diagnostic): string {
  return `${message} (${code}${pointer === '' ? '' : ` at ${pointer}`})`;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** What is wrong with the values given for parameters, for people. */
export function describeProblem(problem: ParameterProblem): string {
  const name = `parameter '${problem.parameter}'`;
  switch (problem.kind) {
    case 'undefined':
      return `The definition has no ${name}.`;
    case 'missing':
      return `The ${name} has no default and no value was given.`;
    case 'notAllowed':
      return `The ${name} may be one of ${JSON.stringify(problem.allowedValues)}; found ${JSON.stringify(problem.value)}.`;
    case 'wrongType':
      return `The ${name} takes a value of type ${problem.expected}; found ${JSON.stringify(problem.value)}.`;
  }
}
