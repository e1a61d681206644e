import type { PlainRoute } from '../http/plain-route.ts';

/** How long the database may take to answer before the server counts as not ready. */
const READY_WITHIN_MS = 2_000;

/**
 * `/healthz`: the process answers. `/readyz`: requests can be served, because the database answers too and the server is not stopping.
 * Both are anonymous and say nothing else.
 */
export function healthRoutes(server: {
  ping(): Promise<void>;
  isStopping(): boolean;
}): readonly PlainRoute[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/readyz',
      async handle() {
        if (server.isStopping()) return { status: 503, body: { status: 'stopping' } };
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
