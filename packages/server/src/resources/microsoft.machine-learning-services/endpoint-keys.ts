import { createHmac, randomBytes } from 'node:crypto';
import { badRequest, notFound } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmResponse, JsonObject } from '@sluice/arm/protocol';
import { findType } from '@sluice/providers/types';
import { actionRoute } from '../../arm/action-route.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { isObject, textAt } from '../../json-value.ts';
import { rotateSecret } from '../../write/rotate-secret.ts';

const ML = 'Microsoft.MachineLearningServices/workspaces';
const ONLINE = `${ML}/onlineEndpoints`;
const WITH_KEYS = [ONLINE, `${ML}/batchEndpoints`, `${ML}/serverlessEndpoints`];
const TOKEN_SECONDS = 3600;

/** The keys of endpoints. They authorise calls of the model; nobody sees them but by these actions. */
export const ENDPOINT_KEY_ROUTES: readonly Route[] = [
  ...WITH_KEYS.map((type): Route => actionRoute(type, 'listKeys', listKeys)),
  ...[ONLINE, `${ML}/serverlessEndpoints`].map(
    (type): Route => actionRoute(type, 'regenerateKeys', regenerateKeys),
  ),
  actionRoute(ONLINE, 'token', getToken),
];

async function listKeys(call: CollectionCall): Promise<ArmResponse> {
  return { status: 200, body: keysOf((await endpointOf(call)).secrets) };
}

async function regenerateKeys(call: CollectionCall): Promise<ArmResponse> {
  const { request, target, caller, services } = call;
  const { body } = request;
  const keyType = isObject(body) ? textAt(body, 'keyType')?.toLowerCase() : undefined;
  if (keyType !== 'primary' && keyType !== 'secondary') {
    throw badRequest('InvalidRequestContent', "'/keyType' must be Primary or Secondary.", '/keyType');
  }
  const given = isObject(body) ? textAt(body, 'keyValue') : undefined;
  const id = parseResourceId(target.under);
  const type = id === undefined ? undefined : findType(id.typeKey);
  if (id === undefined || type === undefined) throw noEndpoint(target.under);
  const secret = {
    change: (secrets: JsonObject) => ({
      ...secrets,
      [`${keyType}Key`]: given ?? randomBytes(32).toString('hex'),
    }),
    action: `${type.type}/regenerateKeys/action`,
  };
  const resource = await rotateSecret({ verb: 'POST', type, id, request, caller }, secret, services);
  if (resource === undefined) throw noEndpoint(target.under);
  return { status: 200, body: keysOf(resource.secrets) };
}

/** A token of an hour, signed (HS256) with the endpoint's primary key, so that whoever serves the endpoint can check it. */
async function getToken(call: CollectionCall): Promise<ArmResponse> {
  const endpoint = await endpointOf(call);
  const issuedAt = Math.floor(Date.parse(call.services.now()) / 1000);
  const expiry = issuedAt + TOKEN_SECONDS;
  const payload = { aud: endpoint.id, sub: call.caller.principal.id, iat: issuedAt, exp: expiry };
  const unsigned = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(payload)}`;
  const signature = createHmac('sha256', textAt(endpoint.secrets, 'primaryKey') ?? '')
    .update(unsigned)
    .digest('base64url');
  return {
    status: 200,
    body: {
      accessToken: `${unsigned}.${signature}`,
      expiryTimeUtc: expiry,
      refreshAfterTimeUtc: issuedAt + TOKEN_SECONDS / 2,
      tokenType: 'Bearer',
    },
  };
}

async function endpointOf({ services, target }: CollectionCall) {
  const resource = await services.storage.resources.get(target.underScope.key);
  if (resource?.secrets === undefined) throw noEndpoint(target.under);
  return resource;
}

function keysOf(secrets: JsonObject | undefined): JsonObject {
  return {
    primaryKey: textAt(secrets, 'primaryKey') ?? '',
    secondaryKey: textAt(secrets, 'secondaryKey') ?? '',
  };
}

function noEndpoint(id: string) {
  return notFound('ResourceNotFound', `There is no endpoint '${id}'.`);
}

function base64url(json: JsonObject): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}
