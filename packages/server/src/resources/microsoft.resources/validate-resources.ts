import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import type { ArmResponse, JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { PlannedResource } from '@sluice/templates';
import type { Call, CollectionCall, Route } from '../../arm/route.ts';
import { refuseTried } from '../../deployments/refuse-deployment.ts';
import { rehearsePlan } from '../../deployments/rehearse-plan.ts';
import { isObject } from '../../json-value.ts';
import { type Attempt, untilCommitted } from '../../write/retry.ts';
import { invalidContent, readBodyObject, textIn } from '../body.ts';

const TYPE = 'Microsoft.Resources/validateResources';
const MOST = 100;

/** Terraform's providers put this expression of a template in the place of a value that is not known before the apply. */
const UNKNOWN = "[length('foo')]";

/**
 * Whether resources could be written, asked by Terraform when it plans: each is judged as the PUT that would make it. Nothing is
 * written but the record of what policy refuses (ADR 30).
 */
export const VALIDATE_RESOURCES: Route = {
  verb: 'POST',
  kind: 'collection',
  type: TYPE,
  action: `${TYPE}/action`,
  access: 'self',
  handle: validateResources,
};

async function validateResources({ request, caller, services }: CollectionCall): Promise<ArmResponse> {
  const planned = readResources(readBodyObject(request.body));
  await services.snapshots.follow();
  const refused = await untilCommitted(services.snapshots, snapshot =>
    refuseAt({ request, caller, services, snapshot }, planned),
  );
  if (refused !== undefined) throw refused;
  return { status: 200, body: { properties: { validatedResources: planned.map(({ id }) => id) } } };
}

async function refuseAt(
  { request, caller, services, snapshot }: Omit<Call, 'target'>,
  planned: readonly PlannedResource[],
): Promise<Attempt<ApiError | undefined>> {
  // What holds a value that nobody knows yet cannot be judged yet.
  const known = planned.filter(({ body }) => !holdsUnknown(body));
  const rehearsed = await rehearsePlan({ resources: known }, request, caller, snapshot, services);
  // What it would stand in may be made by the same apply.
  const against = rehearsed.filter(({ error }) => error !== undefined && !isMissing(error.code));
  const refuse = (details: readonly ErrorDetail[]) =>
    new ApiError(400, {
      code: 'ResourceValidationFailed',
      message: `Resource validation failed, correlation id: '${request.correlationId}', see details for more information.`,
      details,
    });
  const intent = { verb: 'POST' as const, type: { type: TYPE }, request, caller };
  const resource = { id: planned[0]?.scopeId ?? '', body: {} };
  return refuseTried({ intent, action: `${TYPE}/action`, resource, refuse }, against, snapshot, services);
}

function isMissing(code: string): boolean {
  return code.endsWith('NotFound') && code !== 'ModelNotFound';
}

/** `{ provider, type, location, scope, resources: [{ name, apiVersion, ... }] }`; names of children hold those of what they are in. */
function readResources(body: JsonObject): readonly PlannedResource[] {
  const [provider = '', type = '', scope = '', location] = ['provider', 'type', 'scope', 'location'].map(
    name => textIn(body, name),
  );
  for (const [name, value] of Object.entries({ provider, type, scope }))
    if (value === '') throw invalidContent(`'${name}' must be a text.`, `/${name}`);
  const { resources } = body;
  if (!Array.isArray(resources) || resources.length === 0 || resources.length > MOST)
    throw invalidContent(`'resources' must hold 1 to ${MOST} resources.`, '/resources');
  return resources.map((resource, index) => {
    const pointer = `/resources/${index}`;
    if (!isObject(resource)) throw invalidContent('A resource must be an object.', pointer);
    const {
      name: _name,
      apiVersion: _version,
      type: _type,
      scope: _scope,
      dependsOn: _after,
      ...content
    } = resource;
    const name = textIn(resource, 'name', pointer) ?? '';
    const types = type.split('/');
    const names = name.split('/');
    if (names.length !== types.length || names.includes(''))
      throw invalidContent(`'name' must have as many parts as the type '${type}'.`, `${pointer}/name`);
    const path = types.map((each, at) => `${each}/${names[at] ?? ''}`).join('/');
    const whole: JsonObject = { ...(location === undefined ? {} : { location }), ...content };
    return {
      pointer,
      id: `${scope.replace(/\/+$/, '')}/providers/${provider}/${path}`,
      scopeId: scope,
      type: `${provider}/${type}`,
      name,
      apiVersion: textIn(resource, 'apiVersion', pointer) ?? '',
      body: whole,
      existing: false,
      needsRuntime: false,
      dependsOn: [],
      resolve: () => ({ body: whole }),
    };
  });
}

function holdsUnknown(value: JsonValue): boolean {
  if (typeof value === 'string') return value === UNKNOWN;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUnknown);
}
