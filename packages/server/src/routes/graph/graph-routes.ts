import { type JsonObject, nextLink } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';
import type { PlainRequest, PlainResponse, PlainRoute } from '../../http/plain-route.ts';
import type { Credentials } from '../../http/server.ts';
import { pageOf } from '../../resources/page.ts';
import type { Snapshots } from '../../snapshot/snapshots.ts';
import { mayAct } from '../../write/access.ts';
import type { Caller } from '../../write/caller.ts';
import { directoryObject, type GraphKind, graphObject } from './graph-object.ts';
import { readFilter } from './read-filter.ts';
import { readIds } from './read-ids.ts';

/** What the caller needs, at the tenant. */
const READ = 'Sluice.Governance/principals/read';
const TENANT = '';

const MESSAGE =
  'Microsoft Graph is not served here but for users, servicePrincipals and directoryObjects/getByIds. Principals are Sluice.Governance/principals: `sluice principals list` shows them.';

export type GraphInput = {
  authenticate(credentials: Credentials): Promise<Caller>;
  readonly snapshots: Pick<Snapshots, 'follow'>;
  readonly tenantId: string;
};

type Answer = (request: PlainRequest, principals: ReadonlyMap<string, Principal>) => PlainResponse;

/**
 * As much of Microsoft Graph as clients need to turn the name of somebody into an object id and back, where a role is given or shown: a
 * cloud must name a place for it, and `az role assignment` asks there. All else is refused in Graph's form.
 */
export function graphRoutes({ authenticate, snapshots, tenantId }: GraphInput): readonly PlainRoute[] {
  function reading(answer: Answer): PlainRoute['handle'] {
    return async request => {
      const { headers, baseUrl } = request;
      const caller = await authenticate({ authorization: headers.get('authorization'), baseUrl });
      // The newest: whoever is given a role may have been made a moment ago, by another process.
      const snapshot = await snapshots.follow();
      if (mayAct(snapshot, tenantId, caller, READ, TENANT)) return answer(request, snapshot.principals);
      const message = `Insufficient privileges to complete the operation: it takes the action '${READ}' at the tenant.`;
      return refuse(403, 'Authorization_RequestDenied', message);
    };
  }
  return [
    { method: 'GET', path: '/v1.0/users', handle: reading(list('User', 'users')) },
    {
      method: 'GET',
      path: '/v1.0/servicePrincipals',
      handle: reading(list('ServicePrincipal', 'servicePrincipals')),
    },
    { method: 'POST', path: '/v1.0/directoryObjects/getByIds', handle: reading(getByIds) },
    ...(['GET', 'POST'] as const).flatMap(method =>
      ['/v1.0/{asked*}', '/beta/{asked*}'].map(path => ({
        method,
        path,
        handle: () => refuse(400, 'FeatureNotSupported', MESSAGE),
      })),
    ),
  ];
}

function list(kind: GraphKind, name: string): Answer {
  return (request, principals) => {
    const fits = readFilter(kind, request.query);
    if (typeof fits === 'string') return refuse(400, 'Request_UnsupportedQuery', fits);
    const all = [...principals.values()]
      .filter(principal => principal.kind === kind && fits(principal))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    const { items, next } = pageOf(all, request.query);
    return collection(request, name, items.map(graphObject), next);
  };
}

function getByIds(request: PlainRequest, principals: ReadonlyMap<string, Principal>): PlainResponse {
  const asked = readIds(request.body ?? '');
  if (typeof asked === 'string') return refuse(400, 'Request_BadRequest', asked);
  const found = [...new Set(asked.ids.map(id => id.toLowerCase()))].flatMap(id => {
    const principal = principals.get(id);
    return principal !== undefined && asked.kinds.includes(principal.kind)
      ? [directoryObject(principal)]
      : [];
  });
  return collection(request, 'directoryObjects', found, undefined);
}

function collection(
  request: PlainRequest,
  name: string,
  value: readonly JsonObject[],
  next: string | undefined,
): PlainResponse {
  return {
    status: 200,
    body: {
      '@odata.context': `${request.baseUrl}/v1.0/$metadata#${name}`,
      ...(next === undefined ? {} : { '@odata.nextLink': nextLink(request, next) }),
      value,
    },
  };
}

function refuse(status: number, code: string, message: string): PlainResponse {
  return { status, body: { error: { code, message } } };
}
