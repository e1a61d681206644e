import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import { at, isObject, memberOf } from '../values/json.ts';
import type { KnownNames } from './check-expressions.ts';
import type { NestedDeclaration, ParsedTemplate } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/** Parses a template inside another. `outer`: the names of the template around it, whose expressions it then has. */
export type ParseNested = (
  value: JsonValue,
  pointer: string,
  outer: { readonly known: KnownNames } | undefined,
  reader: Reader,
) => ParsedTemplate | undefined;

type Parser = { readonly reader: Reader; readonly known: KnownNames; readonly parseTemplate: ParseNested };

const DEPLOYMENTS = 'microsoft.resources/deployments';
/** Members of `properties` that are not sent as they are: the template is expanded, its parameters are bound. */
const EXPANDED: ReadonlySet<string> = new Set(['template', 'parameters']);
/** Members of the resource that are sent. */
const SENT: ReadonlySet<string> = new Set(['location', 'tags', 'identity']);

/** The nested template of a resource and what is sent of the resource; undefined for one that is no deployment. */
export function parseNested(
  type: string,
  value: JsonObject,
  pointer: string,
  parser: Parser,
): { readonly body: JsonObject; readonly declaration?: NestedDeclaration } | undefined {
  if (type.toLowerCase() !== DEPLOYMENTS || memberOf(value, 'existing') === true) return undefined;
  const { reader } = parser;
  const properties = reader.objectOf(value, 'properties', pointer);
  const body = bodyOf(value, properties);
  const template = nestedTemplate(properties, at(pointer, 'properties'), parser);
  if (template === undefined) return { body };
  return {
    body,
    declaration: {
      template,
      evaluation: evaluationOf(properties),
      parameters: reader.objectOf(properties, 'parameters', at(pointer, 'properties')),
    },
  };
}

function nestedTemplate(properties: JsonObject, pointer: string, parser: Parser): ParsedTemplate | undefined {
  const { reader } = parser;
  for (const link of ['templateLink', 'parametersLink']) {
    if (memberOf(properties, link) === undefined) continue;
    const message = `Linked templates are not fetched: put the content of '${link}' at '${pointer}' into the template.`;
    reader.problems.push({ code: 'InvalidContentLink', message, pointer: at(pointer, link) });
    return undefined;
  }
  const template = memberOf(properties, 'template');
  if (template === undefined) {
    reader.problem(pointer, 'A nested deployment needs a template.');
    return undefined;
  }
  const outer = evaluationOf(properties) === 'outer' ? { known: parser.known } : undefined;
  return parser.parseTemplate(template, at(pointer, 'template'), outer, reader);
}

function evaluationOf(properties: JsonObject): 'inner' | 'outer' {
  const options = memberOf(properties, 'expressionEvaluationOptions');
  const scope = isObject(options) ? memberOf(options, 'scope') : undefined;
  return typeof scope === 'string' && scope.toLowerCase() === 'inner' ? 'inner' : 'outer';
}

function bodyOf(value: JsonObject, properties: JsonObject): JsonObject {
  const sent = Object.entries(value).filter(([name]) => SENT.has(name.toLowerCase()));
  const kept = Object.entries(properties).filter(([name]) => !EXPANDED.has(name.toLowerCase()));
  return Object.fromEntries([...sent, ['properties', Object.fromEntries(kept)]]);
}
