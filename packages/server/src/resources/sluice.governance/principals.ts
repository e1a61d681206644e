import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';
import { principalToWire } from '@sluice/providers/types';
import type { CredentialChange } from '@sluice/storage';
import type { ItemCall, Route } from '../../arm/route.ts';
import { secretKeyOf } from '../../authority/secret.ts';
import { isObject } from '../../json-value.ts';
import { createFilter } from '../filter.ts';
import { pageOf } from '../page.ts';
import { registeredType } from '../registered-type.ts';
import { STORED } from '../stored.ts';
import { withCertificateFacts } from './certificate-facts.ts';

const TYPE = 'Sluice.Governance/principals';
const VERBS = { put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const;

/** Who can be given a role. Sign-ins and secrets end with whom they are of. */
export const PRINCIPAL_ROUTES: readonly Route[] = [
  ...(['put', 'patch', 'delete'] as const).map(
    (verb): Route => ({
      verb: VERBS[verb],
      kind: 'item',
      type: TYPE,
      action: `${TYPE}/${verb === 'delete' ? 'delete' : 'write'}`,
      access: 'target',
      handle: call => change(call, verb),
    }),
  ),
  {
    verb: 'GET',
    kind: 'item',
    type: TYPE,
    action: `${TYPE}/read`,
    access: 'target',
    handle: async ({ snapshot, target, services }) => {
      const principal = snapshot.principals.get(target.id.name.toLowerCase());
      if (principal === undefined)
        throw notFound('ResourceNotFound', `There is no principal '${target.id.name}'.`);
      const secrets = await services.storage.principals.secretsOf(secretKeyOf(principal));
      return { status: 200, body: withCertificateFacts(principalToWire(principal, secrets)) };
    },
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: TYPE,
    action: `${TYPE}/read`,
    access: 'target',
    handle: ({ request, snapshot }) => {
      const fits = createFilter<Principal>(request.query, {
        properties: {
          displayname: ({ displayName }) => displayName,
          clientid: ({ clientId }) => clientId,
          principaltype: ({ kind }) => kind,
        },
      });
      const all = [...snapshot.principals.values()]
        .filter(fits)
        .sort((one, other) => (one.id < other.id ? -1 : 1));
      const { items, next } = pageOf(all, request.query);
      return pageResponse(
        request,
        items.map(principal => withCertificateFacts(principalToWire(principal))),
        next,
      );
    },
  },
];

async function change(call: ItemCall, verb: keyof typeof VERBS): Promise<ArmResponse> {
  const { services, target } = call;
  const key = target.id.name.toLowerCase();
  const before = services.snapshots.current().principals.get(key);
  const answer = await STORED[verb](call, registeredType(TYPE));
  const after = services.snapshots.current().principals.get(key);
  const changes: CredentialChange[] = [];
  // One that is new has none of the secrets of whoever signed in by that name before.
  if (after === undefined ? before !== undefined : before === undefined)
    changes.push({ kind: 'removeSecrets', clientId: secretKeyOf((after ?? before) as Principal) });
  // Disabled or let in again: what was begun before does not go on.
  if (before?.enabled !== after?.enabled) changes.push({ kind: 'signOut', principalId: key });
  if (changes.length > 0) await services.storage.principals.change(changes);
  return isObject(answer.body) ? { ...answer, body: withCertificateFacts(answer.body) } : answer;
}
