import { badRequest, notFound } from '@sluice/arm/errors';
import type { ArmResponse, JsonObject, JsonValue } from '@sluice/arm/protocol';
import { DEPLOYMENT_KINDS } from '@sluice/providers/types';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import type { ModelFilter } from '../../catalog/model-filter.ts';
import { isObject, textAt } from '../../json-value.ts';
import type { DeployableModelsInput } from '../../tasks/deployable-models/deployable-models.ts';

const WORKSPACES = 'Microsoft.MachineLearningServices/workspaces';

/** Which models of the catalog may be deployed in a workspace, and why others may not. */
export const LIST_DEPLOYABLE_MODELS: Route = {
  verb: 'POST',
  kind: 'collection',
  type: `${WORKSPACES}/deployableModels`,
  action: `${WORKSPACES}/read`,
  access: 'target',
  handle: listDeployableModels,
};

async function listDeployableModels(call: CollectionCall): Promise<ArmResponse> {
  const { request, caller, target, services } = call;
  const asked = readBody(request.body);
  const snapshot = await services.snapshots.follow();
  requireAccess({ ...call, snapshot }, `${DEPLOYMENT_KINDS[asked.kind].type.type}/read`, target.under);
  const workspace = await services.storage.resources.get(target.under.toLowerCase());
  if (workspace === undefined)
    throw notFound('ResourceNotFound', `The workspace '${target.under}' could not be found.`);
  const { filter, allVersions, top, after, ...deployment } = asked;
  const input: DeployableModelsInput = {
    deployment: {
      ...deployment,
      workspaceId: workspace.id,
      location: deployment.location ?? textAt(workspace.body, 'location') ?? '',
    },
    filter,
    allVersions,
    revision: snapshot.revision,
    caller,
    ...(top === undefined ? {} : { top }),
    ...(after === undefined ? {} : { after }),
  };
  return services.tasks.run('deployableModels', input, request.onGone);
}

type Kind = keyof typeof DEPLOYMENT_KINDS;

type Asked = {
  readonly kind: Kind;
  readonly filter: ModelFilter;
  readonly allVersions: boolean;
  readonly top?: number;
  readonly after?: string;
  readonly endpointName: string;
  readonly deploymentName: string;
  readonly location?: string;
  readonly sku?: JsonObject;
  readonly tags?: JsonObject;
  readonly properties: JsonObject;
};

const KINDS = Object.keys(DEPLOYMENT_KINDS) as readonly Kind[];
const KNOWN = [
  'filter',
  'endpointKind',
  'allVersions',
  'top',
  'skiptoken',
  'endpointName',
  'deploymentName',
  'location',
  'sku',
  'tags',
  'properties',
];

/** An absent body asks about all models and an online deployment with nothing but defaults. */
function readBody(body: JsonValue | undefined): Asked {
  const given = body === undefined ? {} : body;
  if (!isObject(given)) throw invalid('The content must be a JSON object.', '');
  checkKnown(given, KNOWN, '');
  const { allVersions = false, top } = given;
  if (typeof allVersions !== 'boolean') throw invalid("'allVersions' must be true or false.", '/allVersions');
  if (top !== undefined && (typeof top !== 'number' || !Number.isSafeInteger(top) || top < 1))
    throw invalid("'top' must be a whole number above 0.", '/top');
  const [after, location] = [textIn(given, 'skiptoken'), textIn(given, 'location')];
  const [sku, tags] = [objectIn(given, 'sku'), objectIn(given, 'tags')];
  return {
    kind: kindOf(given['endpointKind']),
    filter: readFilter(objectIn(given, 'filter') ?? {}),
    allVersions,
    endpointName: nameIn(given, 'endpointName') ?? 'endpoint',
    deploymentName: nameIn(given, 'deploymentName') ?? 'deployment',
    properties: objectIn(given, 'properties') ?? {},
    ...(top === undefined ? {} : { top }),
    ...(after === undefined ? {} : { after }),
    ...(location === undefined ? {} : { location }),
    ...(sku === undefined ? {} : { sku }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function kindOf(value: JsonValue | undefined): Kind {
  const kind = value === undefined ? 'online' : KINDS.find(each => each === value);
  if (kind === undefined)
    throw invalid(`'endpointKind' must be one of ${KINDS.join(', ')}.`, '/endpointKind');
  return kind;
}

function readFilter(filter: JsonObject): ModelFilter {
  checkKnown(filter, ['registry', 'publisher', 'task', 'licence', 'name', 'verdict'], '/filter');
  const { verdict } = filter;
  if (verdict !== undefined && verdict !== 'allow' && verdict !== 'deny')
    throw invalid("The verdict must be 'allow' or 'deny'.", '/filter/verdict');
  const name = textIn(filter, 'name', '/filter');
  return {
    ...listIn(filter, 'registry'),
    ...listIn(filter, 'publisher'),
    ...listIn(filter, 'task'),
    ...listIn(filter, 'licence'),
    ...(name === undefined ? {} : { name }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** One text, or several. */
function listIn(filter: JsonObject, name: string): { readonly [name: string]: readonly string[] } {
  const value = filter[name];
  if (value === undefined) return {};
  const texts: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const list = texts.filter(each => typeof each === 'string');
  if (list.length < texts.length) throw invalid(`'${name}' must be a text, or several.`, `/filter/${name}`);
  return { [name]: list };
}

function checkKnown(object: JsonObject, known: readonly string[], pointer: string): void {
  const unknown = Object.keys(object).find(name => !known.includes(name));
  if (unknown !== undefined)
    throw invalid(`There is no '${unknown}' here; there is ${known.join(', ')}.`, `${pointer}/${unknown}`);
}

function textIn(object: JsonObject, name: string, pointer = ''): string | undefined {
  const value = object[name];
  if (value !== undefined && typeof value !== 'string')
    throw invalid(`'${name}' must be a text.`, `${pointer}/${name}`);
  return value;
}

/** A part of an id: what could be no name must not become another path. */
function nameIn(object: JsonObject, name: string): string | undefined {
  const value = textIn(object, name);
  if (value !== undefined && !/^[\w.-]+$/.test(value))
    throw invalid(`'${name}' is no name of a resource.`, `/${name}`);
  return value;
}

function objectIn(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  if (value !== undefined && !isObject(value)) throw invalid(`'${name}' must be an object.`, `/${name}`);
  return value;
}

function invalid(message: string, target: string) {
  return badRequest('InvalidRequestContent', message, target === '' ? undefined : target);
}
