import { PORTAL_CLIENT_ID } from '../authority/public-clients.ts';
import type { PlainRoute } from '../http/plain-route.ts';

/** `GET /portal/config.json`: what the portal must know before anybody has signed in. Anonymous. */
export function portalConfigRoute({
  tenantId,
  version,
  cloudName,
}: {
  readonly tenantId: string;
  readonly version: string;
  readonly cloudName: string;
}): PlainRoute {
  return {
    method: 'GET',
    path: '/portal/config.json',
    handle: () => ({
      status: 200,
      headers: { 'cache-control': 'no-cache' },
      body: { tenantId, clientId: PORTAL_CLIENT_ID, version, cloudName },
    }),
  };
}
