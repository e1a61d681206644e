import type { JsonObject, JsonValue } from '@sluice/language';
import { isObject } from '../files/read-document.ts';
import type { DefinitionCase } from './definition-case.ts';
import type { RuleCase } from './rule-case.ts';

/** A case, and the line of its file where it begins. */
export type LocatedCase = { readonly line: number; readonly given: DefinitionCase | RuleCase };

/** A file of cases: the cases, with what the file says for all of them already in each. */
export type CaseFile = {
  readonly path: string;
  /** The function that `args` are for, where a case does not say. */
  readonly subject: string;
  /** The definition that the file is named after. */
  readonly definitionPath: string | undefined;
  readonly cases: readonly LocatedCase[];
};

/** A case of what the server answers to a request, as opposed to what a rule does to a resource. */
export function isRequestCase(given: DefinitionCase | RuleCase): given is DefinitionCase {
  return 'verdict' in given.expect;
}

const COMMON = ['name', 'source', 'parameters', 'expect', 'resource'];
const REQUEST_KEYS = [...COMMON, 'enforcementMode', 'catalog', 'deploys'];
const RULE_KEYS = [
  ...COMMON,
  'definition',
  'rule',
  'if',
  'expression',
  'function',
  'args',
  'related',
  'context',
  'requestContext',
  'apiVersion',
  'aliases',
  'rawPaths',
];
const REQUEST_EXPECTATIONS = ['verdict', 'code', 'state', 'warnings'];
const RULE_EXPECTATIONS = ['outcome', 'effect', 'details', 'value', 'error', 'diagnostic', 'severity', 'at'];

/** Keys of a case file that is an object: `cases`, and what holds for all of them. */
export const FILE_KEYS = ['$schema', 'cases', ...RULE_KEYS.filter(key => key !== 'name' && key !== 'expect')];

/** What is wrong with a case, as one sentence; undefined when it is one. */
export function caseProblem(value: JsonValue): string | undefined {
  if (!isObject(value)) return 'a case is an object with a name and what it expects.';
  const { name, expect: expected } = value;
  if (typeof name !== 'string' || name === '')
    return "a case needs a 'name': a sentence that says what holds.";
  if (!isObject(expected) || Object.keys(expected).length === 0)
    return `'${name}' needs 'expect': an object that says what must come out.`;
  const isRequest = 'verdict' in expected;
  return (
    unknownKey(value, isRequest ? REQUEST_KEYS : RULE_KEYS, name) ??
    unknownKey(expected, isRequest ? REQUEST_EXPECTATIONS : RULE_EXPECTATIONS, `${name}: expect`) ??
    (isRequest ? requestProblem(value, name) : undefined)
  );
}

function requestProblem(value: JsonObject, name: string): string | undefined {
  const { deploys, resource } = value;
  const isPut = isObject(resource) && typeof resource['type'] === 'string' && isObject(resource['body']);
  if (typeof deploys === 'string' || isPut) return undefined;
  return `'${name}' needs 'deploys', a model reference, or 'resource' with a type and a body.`;
}

function unknownKey(value: JsonObject, known: readonly string[], where: string): string | undefined {
  const unknown = Object.keys(value).find(key => !known.includes(key));
  return unknown && `'${where}' has '${unknown}', which is none of ${known.join(', ')}.`;
}
