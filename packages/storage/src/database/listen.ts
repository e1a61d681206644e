import pg from 'pg';
import { clientConfig } from './connect.ts';
import { translateError } from './translate-error.ts';

const FIRST_DELAY_MS = 100;
const LAST_DELAY_MS = 5_000;

export type Listener = {
  add(onRevision: (revision: number) => void): Promise<void>;
  close(): Promise<void>;
};

/**
 * Hears of new revisions on a connection of its own, made with the first callback. A lost connection is made anew, and the callbacks
 * then get the newest revision, since notifications in between are lost.
 */
export function createListener(url: string): Listener {
  const callbacks = new Set<(revision: number) => void>();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (revision: number): void => {
    for (const callback of callbacks) callback(revision);
  };

  async function open(): Promise<void> {
    const next = new pg.Client(clientConfig(url, 'sluice listener'));
    // Both events may come for one loss; only the first one counts.
    const lost = (): void => {
      if (client !== next) return;
      client = undefined;
      reconnect(FIRST_DELAY_MS);
    };
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', message => tell(Number(message.payload)));
    try {
      await next.connect();
      await next.query('listen sluice_revision');
    } catch (error) {
      await next.end().catch(() => {});
      throw translateError(error);
    }
    client = next;
    if (closed) await next.end();
  }

  function reconnect(delayMs: number): void {
    if (closed) return;
    timer = setTimeout(() => {
      open().then(announce, () => reconnect(Math.min(delayMs * 2, LAST_DELAY_MS)));
    }, delayMs);
    timer.unref();
  }

  async function announce(): Promise<void> {
    // When it fails, the connection is lost again, and `lost` sees to it.
    const answer = await client
      ?.query<{ value: number }>('select value from sluice.revision')
      .catch(() => undefined);
    const revision = answer?.rows[0]?.value;
    if (revision !== undefined) tell(revision);
  }

  return {
    async add(onRevision) {
      callbacks.add(onRevision);
      connecting ??= open().catch(error => {
        connecting = undefined;
        callbacks.delete(onRevision);
        throw error;
      });
      await connecting;
    },
    async close() {
      closed = true;
      callbacks.clear();
      clearTimeout(timer);
      const last = client;
      client = undefined;
      await last?.end().catch(() => {});
    },
  };
}
