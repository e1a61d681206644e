import type { PlainRequest, PlainResponse, PlainRoute } from '../http/plain-route.ts';
import type { Credentials } from '../http/server.ts';
import type { Snapshots } from '../snapshot/snapshots.ts';
import { authorizationFailed, mayAct } from '../write/access.ts';
import type { Caller } from '../write/caller.ts';

/** What the caller needs, at the tenant. */
export const READ_METRICS = 'Sluice.Governance/metrics/read';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
const TENANT = '';

export type MetricsInput = {
  render(): Promise<string>;
  authenticate(credentials: Credentials): Promise<Caller>;
  readonly snapshots: Pick<Snapshots, 'current' | 'follow'>;
  readonly tenantId: string;
};

/** `GET /metrics` for those who may: it tells how much is denied and how busy the server is. */
export function metricsRoute({ render, authenticate, snapshots, tenantId }: MetricsInput): PlainRoute {
  async function handle({ headers, baseUrl }: PlainRequest): Promise<PlainResponse> {
    const caller = await authenticate({ authorization: headers.get('authorization'), baseUrl });
    const may = (snapshot = snapshots.current()) => mayAct(snapshot, tenantId, caller, READ_METRICS, TENANT);
    // Another process may have let the caller in a moment ago.
    if (!may() && !may(await snapshots.follow())) throw authorizationFailed(caller, READ_METRICS, TENANT);
    return shown(render);
  }
  return { method: 'GET', path: '/metrics', handle };
}

/** The same for whoever can reach it: only for a listener of its own. */
export function openMetricsRoute(render: () => Promise<string>): PlainRoute {
  return { method: 'GET', path: '/metrics', anyHost: true, handle: () => shown(render) };
}

async function shown(render: () => Promise<string>): Promise<PlainResponse> {
  return { status: 200, body: await render(), contentType: CONTENT_TYPE };
}
