import { badRequest } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import { type ArmResponse, type JsonObject, type JsonValue, readSkipToken } from '@sluice/arm/protocol';
import type { ResourceType } from '@sluice/providers/resource-type';
import { RESOURCE_TYPES } from '@sluice/providers/types';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { isObject } from '../../json-value.ts';
import type { PreviewInput } from '../../tasks/preview/preview.ts';
import { decisionHeaders } from '../../write/decision-headers.ts';
import { planRemoval, planWrite } from '../../write/plan.ts';
import { readTop } from '../page.ts';

/** The types whose writes and deletes can be previewed: policy objects. */
const PREVIEWED: readonly ResourceType[] = RESOURCE_TYPES.filter(
  ({ type, changesOf }) => changesOf !== undefined && /^Microsoft\.Authorization\/policy/.test(type),
);

/** What a write or delete of a policy object would mean, without doing it; with `checkOnly` only whether it would be taken, and with which warnings. */
export const PREVIEW_ROUTES: readonly Route[] = PREVIEWED.map(type => ({
  verb: 'POST',
  kind: 'collection',
  type: `${type.type}/preview`,
  action: `${type.type}/write`,
  access: 'self',
  handle: call => previewChange(call, type),
}));

async function previewChange(call: CollectionCall, type: ResourceType): Promise<ArmResponse> {
  const { request, caller, target, services } = call;
  const id = parseResourceId(target.under);
  if (id === undefined) throw new Error(`'${target.under}' is no resource.`);
  const asked = readBody(request.body);
  const snapshot = await services.snapshots.follow();
  const now = { ...call, snapshot };
  requireAccess(now, `${type.type}/${asked.operation === 'put' ? 'write' : 'delete'}`, id.id);
  // The answer speaks of what is in the scope: who may not see the scope does not learn it here.
  const scope = parseResourceId(id.scope.id);
  if (scope !== undefined) requireAccess(now, `${scope.type}/read`, scope.id);
  const intent = { type, id, caller, request: { ...request, path: id.id, body: asked.resource } };
  const [apiVersion = request.apiVersion] = type.apiVersions;
  const plan =
    asked.operation === 'put'
      ? await planWrite(
          snapshot,
          { ...intent, verb: 'PUT', request: { ...intent.request, apiVersion } },
          services,
        )
      : await planRemoval(snapshot, { ...intent, verb: 'DELETE' }, services);
  if (asked.checkOnly) {
    const { revision } = snapshot;
    const warnings = plan.warnings.map(each => ({ ...each }));
    return {
      status: 200,
      headers: decisionHeaders(undefined, revision),
      body: { operation: asked.operation, resourceId: id.id, revision, warnings },
    };
  }
  const input: PreviewInput = {
    ...plan,
    operation: asked.operation,
    resourceId: id.id,
    revision: snapshot.revision,
    caller,
    includeUnchanged: asked.includeUnchanged,
    form: acceptsLines(request.headers.get('accept')) ? 'lines' : 'page',
    top: readTop(request.query),
    token: readSkipToken(request.query),
    link: { baseUrl: request.baseUrl, path: request.path, query: request.query },
    ...(asked.replay === undefined ? {} : { replay: asked.replay }),
  };
  return services.tasks.run('preview', input, request.onGone);
}

type Asked = {
  readonly operation: 'put' | 'delete';
  readonly resource: JsonValue | undefined;
  readonly includeUnchanged: boolean;
  /** Existing resources are not looked at. */
  readonly checkOnly: boolean;
  readonly replay?: { readonly from: string; readonly to: string };
};

function readBody(body: JsonValue | undefined): Asked {
  if (!isObject(body))
    throw invalid('The content of a preview must be a JSON object with the resource to write.', '');
  const {
    operation = 'put',
    resource,
    includeUnchanged = false,
    checkOnly = false,
    replay,
    ...others
  } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const known = 'operation, resource, includeUnchanged, checkOnly and replay';
    throw invalid(`A preview has no '${unknown}'; it has ${known}.`, `/${unknown}`);
  }
  if (operation !== 'put' && operation !== 'delete')
    throw invalid("The operation must be 'put' or 'delete'.", '/operation');
  if (typeof includeUnchanged !== 'boolean')
    throw invalid("'includeUnchanged' must be true or false.", '/includeUnchanged');
  if (typeof checkOnly !== 'boolean') throw invalid("'checkOnly' must be true or false.", '/checkOnly');
  if (checkOnly && (includeUnchanged || replay !== undefined))
    throw invalid(
      "A check looks at no resource and no request: it has no 'includeUnchanged', no 'replay'.",
      '/checkOnly',
    );
  if (operation === 'put' && resource === undefined)
    throw invalid("The preview of a put needs 'resource', the body of the PUT.", '/resource');
  if (operation === 'delete' && resource !== undefined)
    throw invalid("The preview of a delete has no 'resource'.", '/resource');
  return {
    operation,
    resource,
    includeUnchanged,
    checkOnly,
    ...(replay === undefined ? {} : { replay: readPeriod(replay) }),
  };
}

function readPeriod(value: JsonValue): { readonly from: string; readonly to: string } {
  const { from, to, ...others }: JsonObject = isObject(value) ? value : {};
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(`A replay has no '${unknown}'.`, `/replay/${unknown}`);
  const [start, end] = [readTime(from, '/replay/from'), readTime(to, '/replay/to')];
  if (start >= end) throw invalid("'from' must be before 'to'.", '/replay/from');
  return { from: start, to: end };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$/;

function readTime(value: JsonValue | undefined, pointer: string): string {
  if (typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)))
    return new Date(value).toISOString();
  throw invalid(`'${pointer}' must be a time such as 2026-11-01T00:00:00Z.`, pointer);
}

function invalid(message: string, target: string) {
  return badRequest('InvalidRequestContent', message, target === '' ? undefined : target);
}

function acceptsLines(accept: string | undefined): boolean {
  return /\bapplication\/x-ndjson\b/i.test(accept ?? '');
}
