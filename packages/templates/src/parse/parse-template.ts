import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import { at, isDeeper, isObject, memberOf } from '../values/json.ts';
import { TEMPLATE_LIMITS } from '../values/limits.ts';
import type { TemplateProblem } from '../values/problem.ts';
import { checkExpressions, type KnownNames } from './check-expressions.ts';
import { parseFunctions } from './parse-functions.ts';
import { parseOutputs } from './parse-outputs.ts';
import { parseParameters } from './parse-parameters.ts';
import { parseResources } from './parse-resources.ts';
import { parseVariables } from './parse-variables.ts';
import type { ParsedTemplate } from './parsed-template.ts';
import { createReader, type Reader } from './reader.ts';

const MEMBERS: ReadonlySet<string> = new Set([
  '$schema',
  'contentversion',
  'apiprofile',
  'languageversion',
  'definitions',
  'parameters',
  'variables',
  'functions',
  'resources',
  'outputs',
  'metadata',
  'comments',
]);

export type ParseTemplateResult = {
  /** Absent when there are problems. */
  readonly template?: ParsedTemplate;
  readonly problems: readonly TemplateProblem[];
};

/** Reads a template and those nested in it, and checks all that can be said without parameters. Never throws. */
export function parseTemplate(value: JsonValue): ParseTemplateResult {
  const reader = createReader();
  if (isDeeper(value, TEMPLATE_LIMITS.depth)) {
    reader.problem('', `The template is nested deeper than ${TEMPLATE_LIMITS.depth} levels.`);
    return { problems: reader.problems };
  }
  const template = parseWhole(value, '', undefined, reader);
  return template === undefined || reader.problems.length > 0
    ? { problems: reader.problems }
    : { template, problems: [] };
}

function parseWhole(
  value: JsonValue,
  pointer: string,
  outer: { readonly known: KnownNames } | undefined,
  reader: Reader,
): ParsedTemplate | undefined {
  if (!isObject(value)) {
    reader.problem(pointer, 'The template must be an object.');
    return undefined;
  }
  checkMembers(value, pointer, reader);
  const languageVersion = parseLanguageVersion(value, pointer, reader);
  const definitions = reader.objectOf(value, 'definitions', pointer);
  const parameters = parseParameters(value, definitions, pointer, reader);
  const variables = parseVariables(value, pointer, reader);
  const functions = parseFunctions(value, definitions, pointer, reader);
  const known = outer === undefined ? { parameters, variables, functions } : outer.known;
  const template: ParsedTemplate = {
    languageVersion,
    header: headerOf(value),
    parameters,
    variables,
    functions,
    definitions,
    resources: parseResources(value, pointer, undefined, {
      reader,
      known,
      early: outer === undefined ? 'early' : 'late',
      languageVersion,
      parseTemplate: parseWhole,
    }),
    outputs: parseOutputs(value, definitions, pointer, reader),
  };
  if (outer === undefined) checkDeclarations(template, known, reader);
  checkOutputs(template, known, reader);
  checkLimits(template, pointer, reader);
  return template;
}

function checkMembers(value: JsonObject, pointer: string, reader: Reader): void {
  for (const name of ['contentVersion', 'resources']) {
    if (memberOf(value, name) === undefined)
      reader.problem(pointer, `Required property '${name}' not found in the template.`);
  }
  for (const name of Object.keys(value)) {
    if (!MEMBERS.has(name.toLowerCase()))
      reader.problem(at(pointer, name), `Could not find member '${name}' on object of type 'Template'.`);
  }
}

function parseLanguageVersion(value: JsonObject, pointer: string, reader: Reader): '1.0' | '2.0' {
  const version = memberOf(value, 'languageVersion') ?? '1.0';
  if (version === '1.0' || version === '2.0') return version;
  if (typeof version === 'string' && /^[12]\.\d+(-experimental)?$/.test(version))
    return version.startsWith('2') ? '2.0' : '1.0';
  reader.problem(at(pointer, 'languageVersion'), "The languageVersion must be '1.0' or '2.0'.");
  return '2.0';
}

function headerOf(value: JsonObject): JsonObject {
  const shown = ['$schema', 'contentVersion', 'languageVersion', 'metadata'];
  return Object.fromEntries(
    shown.flatMap(name => {
      const member = memberOf(value, name);
      return member === undefined ? [] : [[name, member]];
    }),
  );
}

function checkDeclarations(template: ParsedTemplate, known: KnownNames, reader: Reader): void {
  for (const { defaultValue, pointer } of template.parameters.values()) {
    if (defaultValue !== undefined)
      checkExpressions(defaultValue, 'parameter', known, at(pointer, 'defaultValue'), reader);
  }
  for (const { value, loop, pointer } of template.variables.values()) {
    checkExpressions(value, 'variable', known, pointer, reader);
    if (loop !== undefined) checkExpressions(loop.count, 'variable', known, at(pointer, 'count'), reader);
  }
  for (const { value, pointer } of template.functions.values())
    checkExpressions(value, 'function', known, `${pointer}/output/value`, reader);
}

function checkOutputs(template: ParsedTemplate, known: KnownNames, reader: Reader): void {
  for (const { value, condition, loop, pointer } of template.outputs) {
    checkExpressions(
      value,
      'late',
      known,
      loop === undefined ? at(pointer, 'value') : `${pointer}/copy/input`,
      reader,
    );
    if (condition !== undefined) checkExpressions(condition, 'late', known, at(pointer, 'condition'), reader);
    if (loop !== undefined) checkExpressions(loop.count, 'early', known, `${pointer}/copy/count`, reader);
  }
}

function checkLimits(template: ParsedTemplate, pointer: string, reader: Reader): void {
  const counts = [
    ['parameters', template.parameters.size],
    ['variables', template.variables.size],
    ['outputs', template.outputs.length],
    ['resources', template.resources.length],
  ] as const;
  for (const [name, count] of counts) {
    if (count > TEMPLATE_LIMITS[name])
      reader.problem(
        at(pointer, name),
        `The number of template ${name} limit exceeded. Limit: ${TEMPLATE_LIMITS[name]} and actual: ${count}.`,
      );
  }
}
