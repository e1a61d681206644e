import type { PlainRoute } from '../http/plain-route.ts';

/** Where a server is in its life. Requests are answered in all of them; only while serving should new ones be sent. */
export type Phase = 'starting' | 'serving' | 'stopping';

/** How long the database may take to answer before the server counts as not ready. */
const READY_WITHIN_MS = 2_000;

/**
 * `/healthz`: the process answers. `/readyz`: requests can be served, because the server has started and the database answers.
 * Both are anonymous and say nothing else.
 */
export function healthRoutes(server: { ping(): Promise<void>; phase(): Phase }): readonly PlainRoute[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/readyz',
      async handle() {
        const phase = server.phase();
        if (phase !== 'serving') return { status: 503, body: { status: phase } };
        const ready = await Promise.race([server.ping().then(yes, no), after(READY_WITHIN_MS)]);
        return ready
          ? { status: 200, body: { status: 'ok' } }
          : { status: 503, body: { status: 'the database does not answer' } };
      },
    },
  ];
}

function yes(): boolean {
  return true;
}

function no(): boolean {
  return false;
}

function after(ms: number): Promise<boolean> {
  return new Promise(resolve => setTimeout(resolve, ms, false).unref());
}
