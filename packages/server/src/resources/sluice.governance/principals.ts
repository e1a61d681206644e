import { notFound } from '@sluice/arm/errors';
import { pageResponse } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';
import { principalToWire } from '@sluice/providers/types';
import type { Route } from '../../arm/route.ts';
import { secretKeyOf } from '../../authority/secret.ts';
import { createFilter } from '../filter.ts';
import { pageOf } from '../page.ts';

const TYPE = 'Sluice.Governance/principals';

/** Who can be given a role. */
export const PRINCIPAL_ROUTES: readonly Route[] = [
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
      return { status: 200, body: principalToWire(principal, secrets) };
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
        items.map(principal => principalToWire(principal)),
        next,
      );
    },
  },
];
