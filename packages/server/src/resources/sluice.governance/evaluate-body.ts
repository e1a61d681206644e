import { badRequest } from '@sluice/arm/errors';
import { parseResourceId, type ResourceId } from '@sluice/arm/ids';
import { isApiVersion, type JsonObject, type JsonValue } from '@sluice/arm/protocol';
import { findType } from '@sluice/providers/types';
import { isTooDeep, MOST_LEVELS } from '../../json-depth.ts';
import { isObject, textAt } from '../../json-value.ts';

/** What a definition is tried on: a resource that comes with the request, or a stored one. */
export type TriedOn =
  | { readonly kind: 'given'; readonly id: ResourceId; readonly resource: JsonObject }
  | { readonly kind: 'stored'; readonly id: ResourceId };

/** What is asked of `evaluate`. */
export type EvaluateBody = {
  /** `properties` of a policy definition, or the whole of one; as text where its author wants to be told lines and columns. */
  readonly definition: JsonObject | string;
  /** As an assignment has them: `{name: {value}}`. */
  readonly parameters?: JsonObject;
  readonly effect?: string;
  /** Absent: only the definition is looked at. */
  readonly on?: TriedOn;
  readonly apiVersion?: string;
  readonly occasion: 'write' | 'delete';
  readonly withAssignments: boolean;
};

const KNOWN = [
  'definition',
  'parameters',
  'effect',
  'resource',
  'resourceId',
  'apiVersion',
  'occasion',
  'withAssignments',
];

/** Throws 400 with the place of what cannot be read. What is wrong with the definition itself is no matter here. */
export function readEvaluateBody(body: JsonValue | undefined): EvaluateBody {
  if (!isObject(body))
    throw invalid('The content must be a JSON object with the definition that is to be tried.', '');
  const unknown = Object.keys(body).find(name => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw invalid(`There is no '${unknown}' here; there is ${KNOWN.join(', ')}.`, `/${unknown}`);
  if (isTooDeep(body)) throw invalid(`The content is nested deeper than ${MOST_LEVELS} levels.`, '');
  const { definition, parameters, effect, apiVersion, occasion = 'write', withAssignments = false } = body;
  if (definition === undefined) throw invalid("'definition' is required.", '/definition');
  if (typeof definition !== 'string' && !isObject(definition))
    throw invalid("'definition' must be an object, or the text of one.", '/definition');
  if (parameters !== undefined && !isObject(parameters))
    throw invalid("'parameters' must be an object: {name: {value}}.", '/parameters');
  if (effect !== undefined && (typeof effect !== 'string' || effect === ''))
    throw invalid("'effect' must be a text.", '/effect');
  if (apiVersion !== undefined && (typeof apiVersion !== 'string' || !isApiVersion(apiVersion)))
    throw invalid("'apiVersion' must be a date such as 2024-04-01.", '/apiVersion');
  if (occasion !== 'write' && occasion !== 'delete')
    throw invalid("'occasion' must be 'write' or 'delete'.", '/occasion');
  if (typeof withAssignments !== 'boolean')
    throw invalid("'withAssignments' must be true or false.", '/withAssignments');
  const on = readTriedOn(body);
  return {
    definition,
    occasion,
    withAssignments,
    ...(parameters === undefined ? {} : { parameters }),
    ...(effect === undefined ? {} : { effect }),
    ...(on === undefined ? {} : { on }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}

function readTriedOn({ resource, resourceId }: JsonObject): TriedOn | undefined {
  if (resource !== undefined && resourceId !== undefined)
    throw invalid("There is either a 'resource' or a 'resourceId', not both.", '/resourceId');
  if (resourceId !== undefined) return { kind: 'stored', id: readId(resourceId, '/resourceId') };
  if (resource === undefined) return undefined;
  if (!isObject(resource)) throw invalid("'resource' must be an object.", '/resource');
  const id = readId(resource['id'], '/resource/id');
  const type = findType(id.typeKey);
  checkNamed(resource, 'type', [type?.type ?? id.type, type?.wireType]);
  checkNamed(resource, 'name', [id.name, id.names.join('/')]);
  const named = { id: id.id, name: id.name, type: type?.type ?? id.type };
  return { kind: 'given', id, resource: { ...resource, ...named } };
}

function readId(value: JsonValue | undefined, pointer: string): ResourceId {
  const id = typeof value === 'string' ? parseResourceId(value) : undefined;
  if (id === undefined) throw invalid(`'${pointer}' must be the id of a resource.`, pointer);
  return id;
}

/** What the id says already may be said again, in any letter case. */
function checkNamed(
  resource: JsonObject,
  name: 'type' | 'name',
  words: readonly (string | undefined)[],
): void {
  const value = resource[name];
  if (value === undefined || value === null) return;
  const said = textAt(resource, name)?.toLowerCase();
  if (said !== undefined && words.some(word => word?.toLowerCase() === said)) return;
  throw invalid(`'/resource/${name}' must be '${words[0]}', as in the id.`, `/resource/${name}`);
}

function invalid(message: string, target: string) {
  return badRequest('InvalidRequestContent', message, target === '' ? undefined : target);
}
