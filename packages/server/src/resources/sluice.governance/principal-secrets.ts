import { randomUUID } from 'node:crypto';
import { conflict, notFound } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmResponse } from '@sluice/arm/protocol';
import { toWriteSet } from '@sluice/engine';
import type { Principal, Resource } from '@sluice/engine/model';
import type { CredentialChange } from '@sluice/storage';
import { actionRoute } from '../../arm/action-route.ts';
import { requireAccess } from '../../arm/require-access.ts';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { createSecret, hashPassword, randomSecret, secretKeyOf } from '../../authority/secret.ts';
import { WRITE_ACCESS } from '../../write/linked-access.ts';
import { writeSetBase } from '../../write/operation-of.ts';
import { untilCommitted } from '../../write/retry.ts';
import { checkKnown, invalidContent, readBodyObject, textIn } from '../body.ts';
import { registeredType } from '../registered-type.ts';

const TYPE = 'Sluice.Governance/principals';
const LEAST_PASSWORD = 12;
const MOST_PASSWORD = 256;
/** As many as two deployments of the same thing need while one takes over from the other, and some. */
const MOST_SECRETS = 10;

/** What principals sign in by. It is shown when it is made, and never again. */
export const PRINCIPAL_SECRET_ROUTES: readonly Route[] = [
  actionRoute(TYPE, 'addSecret', addSecret),
  actionRoute(TYPE, 'removeSecret', removeSecret),
  actionRoute(TYPE, 'setPassword', setPassword),
];

/** A new secret of an application: `{ expiresOn? }` to `{ secretId, secretText, clientId, expiresOn }`. */
async function addSecret(call: CollectionCall): Promise<ArmResponse> {
  const body = readBodyObject(call.request.body);
  checkKnown(body, ['expiresOn'], '');
  const expiresOn = readExpiry(textIn(body, 'expiresOn'), call.services.now());
  const { resource, principal } = await principalOf(call);
  if (principal.kind !== 'ServicePrincipal')
    throw invalidContent('Only applications have secrets. A user has a password: setPassword.', '');
  const held = await call.services.storage.principals.secretsOf(principal.clientId);
  if (held.length >= MOST_SECRETS) {
    const message = `The application has ${held.length} secrets already, the most there may be. Remove one first.`;
    throw conflict('Conflict', message);
  }
  const { secret, stored } = createSecret(principal.clientId, expiresOn ?? null);
  await change(call, resource, 'addSecret', [{ kind: 'addSecret', secret: stored }]);
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      secretId: stored.id,
      secretText: secret,
      clientId: principal.clientId,
      ...(expiresOn === undefined ? {} : { expiresOn }),
    },
  };
}

/** Takes a secret back, by `{ secretId }`: no new token is given for it. */
async function removeSecret(call: CollectionCall): Promise<ArmResponse> {
  const body = readBodyObject(call.request.body);
  checkKnown(body, ['secretId'], '');
  const secretId = textIn(body, 'secretId') ?? '';
  const { resource, principal } = await principalOf(call);
  const held = await call.services.storage.principals.secretsOf(secretKeyOf(principal));
  if (!held.some(({ id }) => id === secretId))
    throw notFound('ResourceNotFound', `'${resource.name}' has no secret '${secretId}'.`);
  await change(call, resource, 'removeSecret', [
    { kind: 'removeSecret', id: secretId },
    // Nor does what was signed in with it go on.
    { kind: 'signOut', principalId: principal.id },
  ]);
  return { status: 204 };
}

/** Sets a user's password: `{ password? }`; one is made, and shown, where none is given. */
async function setPassword(call: CollectionCall): Promise<ArmResponse> {
  const body = readBodyObject(call.request.body);
  checkKnown(body, ['password'], '');
  const given = textIn(body, 'password');
  if (given !== undefined && (given.length < LEAST_PASSWORD || given.length > MOST_PASSWORD)) {
    const message = `'password' must have ${LEAST_PASSWORD} to ${MOST_PASSWORD} characters.`;
    throw invalidContent(message, '/password');
  }
  const { resource, principal } = await principalOf(call);
  if (principal.kind !== 'User')
    throw invalidContent('Only users have passwords. An application has secrets: addSecret.', '');
  const password = given ?? randomSecret(18);
  const clientId = secretKeyOf(principal);
  const secret = { id: randomUUID(), clientId, hash: await hashPassword(password), expiresAt: null };
  await change(call, resource, 'setPassword', [
    { kind: 'removeSecrets', clientId },
    { kind: 'addSecret', secret },
    // Whoever knew the one before is signed out.
    { kind: 'signOut', principalId: principal.id },
  ]);
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: given === undefined ? { clientId: principal.clientId, password } : { clientId: principal.clientId },
  };
}

/** Whoever gives out secrets can be anybody: he must be one who gives roles. */
async function principalOf(
  call: CollectionCall,
): Promise<{ readonly resource: Resource; readonly principal: Principal }> {
  requireAccess(call, WRITE_ACCESS, '');
  const { target, services, snapshot } = call;
  const id = parseResourceId(target.under);
  const resource = id === undefined ? undefined : await services.storage.resources.get(id.key);
  const principal = snapshot.principals.get(id?.name.toLowerCase() ?? '');
  if (resource !== undefined && principal !== undefined) return { resource, principal };
  throw notFound('ResourceNotFound', `There is no principal '${id?.name ?? ''}' that signs in here.`);
}

function readExpiry(text: string | undefined, now: string): string | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (!Number.isNaN(at) && at > Date.parse(now)) return new Date(at).toISOString();
  throw invalidContent("'expiresOn' must be a date and time in the future.", '/expiresOn');
}

/** Changes what a principal signs in by, and tells the log who did it, in one commit. */
function change(
  call: CollectionCall,
  resource: Resource,
  name: string,
  credentials: readonly CredentialChange[],
): Promise<void> {
  const { request, caller, services } = call;
  const type = registeredType(TYPE);
  const id = parseResourceId(resource.id);
  if (id === undefined) throw new Error(`'${resource.id}' is no resource id.`);
  return untilCommitted(services.snapshots, async snapshot => {
    const intent = { verb: 'POST', type, id, request, caller } as const;
    const base = writeSetBase(intent, { resource, at: services.now(), status: 200 }, snapshot, services);
    const result = await services.storage.commit(
      toWriteSet({
        ...base,
        operation: { ...base.operation, action: `${TYPE}/${name}/action` },
        expect: [],
        resources: [],
        changes: [],
      }),
      credentials,
    );
    return result.outcome === 'stale' ? 'stale' : { done: undefined };
  });
}
