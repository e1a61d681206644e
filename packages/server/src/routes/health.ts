import type { PlainRoute } from '../http/plain-route.ts';
import type { SnapshotWatch } from '../snapshot/watch.ts';

/** Where a server is in its life. Requests are answered in all of them; only while serving should new ones be sent. */
export type Phase = 'starting' | 'serving' | 'stopping';

/** How long the database may take to answer before the server counts as not ready. */
const READY_WITHIN_MS = 2_000;
/** How long policies may be known to have moved, and not be followed. A write is refused meanwhile; a read may show what was. */
const STALE_AFTER_MS = 30_000;

export type HealthInput = {
  phase(): Phase;
  readonly watch: Pick<SnapshotWatch, 'look' | 'ageMs'>;
};

/**
 * `/healthz`: the process answers; it says nothing of the database, since a restart mends nothing there. `/readyz`: requests can be served,
 * because the server has started, does not stop, the database answers and the policies in force are known. Both are anonymous, say nothing
 * else, and answer under any name: probes know an address only.
 */
export function healthRoutes({ phase, watch }: HealthInput): readonly PlainRoute[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      anyHost: true,
      handle: () => ({ status: 200, body: { status: 'ok' } }),
    },
    {
      method: 'GET',
      path: '/readyz',
      anyHost: true,
      async handle() {
        const status = phase() === 'serving' ? await statusOf(watch) : phase();
        return { status: status === 'ok' ? 200 : 503, body: { status } };
      },
    },
  ];
}

async function statusOf(watch: HealthInput['watch']): Promise<string> {
  const isNewest = await Promise.race([watch.look().catch(() => undefined), after(READY_WITHIN_MS)]);
  if (isNewest === undefined) return 'the database does not answer';
  if (!isNewest && watch.ageMs() > STALE_AFTER_MS) return 'the policies in force cannot be followed';
  return 'ok';
}

function after(ms: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(resolve, ms, undefined).unref());
}
