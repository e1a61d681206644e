import { notFound } from '@sluice/arm/errors';
import type { ArmResponse, JsonObject, JsonValue } from '@sluice/arm/protocol';
import { DEPLOYMENT_KINDS } from '@sluice/providers/types';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { MODEL_SORTS } from '../../catalog/sort-models.ts';
import { textAt } from '../../json-value.ts';
import type { DeployableModelsInput } from '../../tasks/deployable-models/deployable-models.ts';
import {
  type DeployableMark,
  type DeployableSort,
  readDeployableSort,
  readMark,
} from '../../tasks/deployable-models/sort-judged.ts';
import { checkKnown, invalidContent, numberIn, objectIn, readBodyObject, textIn } from '../body.ts';
import { readModelFilter } from '../model-filter-body.ts';

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
  const { filter, allVersions, top, sort, after, ...deployment } = asked;
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
    ...(sort === undefined ? {} : { sort }),
    ...(after === undefined ? {} : { after }),
  };
  return services.tasks.run('deployableModels', input, request.onGone);
}

type Kind = keyof typeof DEPLOYMENT_KINDS;

type Asked = {
  readonly kind: Kind;
  readonly filter: DeployableModelsInput['filter'];
  readonly allVersions: boolean;
  readonly top?: number;
  readonly sort?: DeployableSort;
  readonly after?: DeployableMark;
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
  'sort',
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
  const given = readBodyObject(body);
  checkKnown(given, KNOWN, '');
  const { allVersions = false } = given;
  if (typeof allVersions !== 'boolean')
    throw invalidContent("'allVersions' must be true or false.", '/allVersions');
  const top = numberIn(given, 'top', 1);
  const location = textIn(given, 'location');
  const sort = readSort(textIn(given, 'sort'));
  const after = readAfter(textIn(given, 'skiptoken'), sort);
  const [sku, tags] = [objectIn(given, 'sku'), objectIn(given, 'tags')];
  return {
    kind: kindOf(given['endpointKind']),
    filter: readFilter(objectIn(given, 'filter') ?? {}),
    allVersions,
    endpointName: nameIn(given, 'endpointName') ?? 'endpoint',
    deploymentName: nameIn(given, 'deploymentName') ?? 'deployment',
    properties: objectIn(given, 'properties') ?? {},
    ...(top === undefined ? {} : { top }),
    ...(sort === undefined ? {} : { sort }),
    ...(after === undefined ? {} : { after }),
    ...(location === undefined ? {} : { location }),
    ...(sku === undefined ? {} : { sku }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function kindOf(value: JsonValue | undefined): Kind {
  const kind = value === undefined ? 'online' : KINDS.find(each => each === value);
  if (kind === undefined)
    throw invalidContent(`'endpointKind' must be one of ${KINDS.join(', ')}.`, '/endpointKind');
  return kind;
}

function readSort(text: string | undefined): DeployableSort | undefined {
  if (text === undefined) return undefined;
  const sort = readDeployableSort(text);
  if (sort === undefined)
    throw invalidContent(
      `'sort' must be one of ${['verdict', ...MODEL_SORTS].join(', ')}, with or without 'desc' behind it.`,
      '/sort',
    );
  return sort;
}

function readAfter(token: string | undefined, sort: DeployableSort | undefined): DeployableMark | undefined {
  if (token === undefined) return undefined;
  const mark = readMark(token, sort);
  if (mark === undefined)
    throw invalidContent("The 'skiptoken' was not made by this list in this order.", '/skiptoken');
  return mark;
}

/** The verdict is one filter more than a catalog has. */
function readFilter(filter: JsonObject): DeployableModelsInput['filter'] {
  const { verdict } = filter;
  const asked = readModelFilter(filter, ['verdict']);
  if (verdict !== undefined && verdict !== 'allow' && verdict !== 'deny')
    throw invalidContent("The verdict must be 'allow' or 'deny'.", '/filter/verdict');
  return { ...asked, ...(verdict === undefined ? {} : { verdict }) };
}

/** A part of an id: what could be no name must not become another path. */
function nameIn(object: JsonObject, name: string): string | undefined {
  const value = textIn(object, name);
  if (value !== undefined && !/^[\w.-]+$/.test(value))
    throw invalidContent(`'${name}' is no name of a resource.`, `/${name}`);
  return value;
}
