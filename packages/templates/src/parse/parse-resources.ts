import { isExpression, type JsonObject, type JsonValue } from '@sluice/language/expressions';
import { at, isArray, isObject, memberOf } from '../values/json.ts';
import { checkExpressions, type KnownNames, type Section } from './check-expressions.ts';
import { parseResourceLoop } from './parse-loop.ts';
import { type ParseNested, parseNested } from './parse-nested.ts';
import type { ResourceDeclaration } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/** Members of a resource that are the template's own affair and are not sent, in lower case. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'name',
  'type',
  'apiversion',
  'condition',
  'copy',
  'dependson',
  'scope',
  'resources',
  'existing',
  'comments',
  'metadata',
  'options',
  'asserts',
]);

export type ResourceParser = {
  readonly reader: Reader;
  /** Of the template whose expressions these are. */
  readonly known: KnownNames;
  /** Of names, conditions and loops: `late` in a template whose expressions are those of the one around it. */
  readonly early: Section;
  readonly languageVersion: '1.0' | '2.0';
  readonly parseTemplate: ParseNested;
};

/** The resources in the member `resources`: an array, or an object by symbolic name in language version 2.0. */
export function parseResources(
  owner: JsonObject,
  pointer: string,
  parentType: string | undefined,
  parser: ResourceParser,
): readonly ResourceDeclaration[] {
  const resources = memberOf(owner, 'resources');
  const place = at(pointer, 'resources');
  if (isArray(resources))
    return resources.flatMap((each, index) =>
      parseResource(each, at(place, index), undefined, parentType, parser),
    );
  if (isObject(resources)) {
    if (parser.languageVersion !== '2.0')
      parser.reader.problem(place, 'An object of resources by symbolic name needs "languageVersion": "2.0".');
    return Object.entries(resources).flatMap(([symbol, each]) =>
      parseResource(each, at(place, symbol), symbol, parentType, parser),
    );
  }
  if (resources !== undefined && resources !== null)
    parser.reader.problem(place, "'resources' must be an array, or an object by symbolic name.");
  return [];
}

function parseResource(
  value: JsonValue,
  pointer: string,
  symbol: string | undefined,
  parentType: string | undefined,
  parser: ResourceParser,
): ResourceDeclaration[] {
  const { reader } = parser;
  if (!isObject(value)) {
    reader.problem(pointer, 'A template resource must be an object.');
    return [];
  }
  if (memberOf(value, 'import') !== undefined || memberOf(value, 'extension') !== undefined) {
    reader.problem(pointer, 'Resources of extensions other than Azure are not supported.');
    return [];
  }
  const declaredType = textMember(value, 'type', pointer, reader);
  const isFull =
    parentType === undefined || declaredType.toLowerCase().startsWith(`${parentType.toLowerCase()}/`);
  const type = isFull ? declaredType : `${parentType}/${declaredType}`;
  checkType(type, pointer, reader);
  const nested = parseNested(type, value, pointer, parser);
  const isExisting = memberOf(value, 'existing') === true;
  const resource: ResourceDeclaration = {
    type,
    isRelative: !isFull,
    name: required(value, 'name', pointer, reader),
    apiVersion: required(value, 'apiVersion', pointer, reader),
    dependsOn: reader.arrayOf(value, 'dependsOn', pointer),
    isExisting,
    body: nested?.body ?? (isExisting ? {} : sentOf(value)),
    children: parseResources(value, pointer, type, parser),
    pointer,
    ...(symbol === undefined ? {} : { symbol }),
    ...optional(value, 'condition'),
    ...optional(value, 'scope'),
    ...(nested === undefined && !isExisting
      ? {}
      : { ...optional(value, 'subscriptionId'), ...optional(value, 'resourceGroup') }),
    ...loopOf(value, pointer, reader),
    ...(nested?.declaration === undefined ? {} : { nested: nested.declaration }),
  };
  checkResource(resource, parser);
  return [resource];
}

function checkResource(resource: ResourceDeclaration, { known, reader, early }: ResourceParser): void {
  const { pointer, loop, nested } = resource;
  const members: readonly (readonly [string, JsonValue | undefined])[] = [
    ['type', resource.type],
    ['name', resource.name],
    ['apiVersion', resource.apiVersion],
    ['condition', resource.condition],
    ['scope', resource.scope],
    ['dependsOn', [...resource.dependsOn]],
    ['copy', loop?.count],
    ['subscriptionId', resource.subscriptionId],
    ['resourceGroup', resource.resourceGroup],
  ];
  for (const [name, value] of members) {
    if (value !== undefined) checkExpressions(value, early, known, at(pointer, name), reader);
  }
  for (const [name, value] of Object.entries(resource.body))
    checkExpressions(value, 'late', known, at(pointer, name), reader);
  if (nested !== undefined)
    checkExpressions(nested.parameters, 'late', known, `${pointer}/properties/parameters`, reader);
}

function checkType(type: string, pointer: string, reader: Reader): void {
  const [namespace, ...types] = type.split('/');
  if (isExpression(type)) return;
  if (type === '' || (types.length > 0 && ![namespace, ...types].includes('') && !type.includes('['))) return;
  reader.problem(
    at(pointer, 'type'),
    `The resource type '${type}' must be a provider and a type, as written.`,
  );
}

/** What is sent of a resource. */
function sentOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !NOT_SENT.has(name.toLowerCase())));
}

function required(value: JsonObject, name: string, pointer: string, reader: Reader): JsonValue {
  const member = memberOf(value, name);
  if (member !== undefined && member !== null && member !== '') return member;
  reader.problem(pointer, `The template resource needs a '${name}'.`);
  return '';
}

function textMember(value: JsonObject, name: string, pointer: string, reader: Reader): string {
  const member = required(value, name, pointer, reader);
  if (typeof member === 'string') return member;
  reader.problem(at(pointer, name), `The '${name}' of a resource must be a text.`);
  return '';
}

function optional<Name extends string>(value: JsonObject, name: Name): { readonly [N in Name]?: JsonValue } {
  const member = memberOf(value, name);
  return (member === undefined || member === null ? {} : { [name]: member }) as {
    readonly [N in Name]?: JsonValue;
  };
}

function loopOf(value: JsonObject, pointer: string, reader: Reader): Pick<ResourceDeclaration, 'loop'> {
  const loop = parseResourceLoop(value, pointer, reader);
  return loop === undefined ? {} : { loop };
}
