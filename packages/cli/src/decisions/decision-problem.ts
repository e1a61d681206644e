import type { JsonValue } from '@sluice/language';
import { isObject } from '../files/read-document.ts';
import type { WrittenDecisions } from './decision-case.ts';

const FILE_KEYS = ['$schema', 'world', 'definitions', 'versions', 'initiatives', 'cases'];
const CASE_KEYS = ['name', 'source', 'assign', 'exempt', 'enroll', 'attest', 'exists', 'request', 'expect'];
const REQUEST_KEYS = ['verb', 'resource', 'body', 'stored'];
const EXPECTED_KEYS = ['verdict', 'results', 'becomes', 'conflict'];
const VERBS = ['PUT', 'PATCH', 'DELETE', 'SCAN'];

/** Whether a file has cases of decisions: they assign, where other cases have one rule. */
export function isDecisionFile(root: JsonValue): boolean {
  const cases = isObject(root) ? root['cases'] : undefined;
  return (
    Array.isArray(cases) && cases.some(each => isObject(each) && ('assign' in each || 'request' in each))
  );
}

/** What is wrong with a file of decisions, as `line: sentence`; undefined when it is one. */
export function decisionProblem(
  file: WrittenDecisions & { readonly path: string; readonly place: object },
  lineOf: (index: number) => number,
): string | undefined {
  const { path: _path, place: _place, ...written } = file;
  const unknown = unknownKey(written, FILE_KEYS, 'the file');
  if (unknown !== undefined) return `1: ${unknown}`;
  const problems = file.cases.map(caseProblem);
  const index = problems.findIndex(problem => problem !== undefined);
  return index < 0 ? undefined : `${lineOf(index)}: ${problems[index]}`;
}

function caseProblem(value: object): string | undefined {
  const given = value as JsonValue;
  if (!isObject(given))
    return 'a case is an object with a name, what it assigns, a request and what it expects.';
  const { name, assign, request, expect: expected } = given;
  if (typeof name !== 'string' || name === '')
    return "a case needs a 'name': a sentence that says what holds.";
  if (!Array.isArray(assign) || !assign.every(isAssignment))
    return `'${name}' needs 'assign': a list of assignments, each with a name, at and a definition.`;
  if (!isObject(request) || typeof request['resource'] !== 'string' || !isVerb(request['verb']))
    return `'${name}' needs 'request': a verb (${VERBS.join(', ')}) and a resource.`;
  if (!isObject(expected) || typeof expected['verdict'] !== 'string' || !Array.isArray(expected['results']))
    return `'${name}' needs 'expect': a verdict and the results of all assignments.`;
  return (
    unknownKey(given, CASE_KEYS, name) ??
    unknownKey(request, REQUEST_KEYS, `${name}: request`) ??
    unknownKey(expected, EXPECTED_KEYS, `${name}: expect`)
  );
}

function isAssignment(value: JsonValue): boolean {
  return isObject(value) && ['name', 'at', 'definition'].every(key => typeof value[key] === 'string');
}

function isVerb(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && VERBS.includes(value);
}

function unknownKey(value: object, known: readonly string[], where: string): string | undefined {
  const unknown = Object.keys(value).find(key => !known.includes(key));
  return unknown && `'${where}' has '${unknown}', which is none of ${known.join(', ')}.`;
}
