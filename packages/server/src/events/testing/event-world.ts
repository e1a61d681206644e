import type { ComplianceState, Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import type { Storage } from '@sluice/storage';
import { onTestFinished } from 'vitest';
import * as make from '../../../../storage/src/testing/builders.ts';
import type { TestDatabase } from '../../../../storage/src/testing/test-database.ts';
import { freshDatabase, type TestServer } from '../../../../storage/src/testing/test-server.ts';
import { type App, createApp } from '../../app.ts';
import { type DispatcherInput, startDispatcher } from '../dispatcher.ts';
import { type Receiver, startReceiver } from './receiver.ts';

export const SECRET = `whsec_${Buffer.from('a secret of at least 24 bytes').toString('base64')}`;

/** A database of its own with nothing but webhooks, and the parts of a server that send events. */
export type EventWorld = {
  readonly database: TestDatabase;
  readonly storage: Storage;
  /** Told of what failed in the background. */
  readonly errors: readonly unknown[];
  /** A target that is allowed under its name and its address, private as they are. */
  receiver(hosts?: readonly string[]): Promise<Receiver>;
  allow(lists: {
    readonly allowedHosts?: readonly string[];
    readonly allowedPrivateHosts?: readonly string[];
  }): Promise<void>;
  webhook(name: string, endpointUrl: string, properties?: JsonObject): Promise<Resource>;
  /** A resource whose only result is this from now on. */
  become(name: string, state: ComplianceState): Promise<void>;
  /** Sends, with the retries of a test; a further call is another replica. */
  dispatch(given?: Partial<DispatcherInput>): Promise<{ readonly app: App; close(): Promise<void> }>;
  /** What nobody hears of in a minute. */
  expireLeases(): Promise<void>;
};

export const QUICK = { firstDelayMs: 5, maxDelayMs: 40, maxAgeSeconds: 86_400 };

export async function openEventWorld(server: TestServer): Promise<EventWorld> {
  const database = await freshDatabase(server);
  const storage = await database.open();
  const errors: unknown[] = [];
  let privateHosts: readonly string[] = [];

  async function allow(lists: Parameters<EventWorld['allow']>[0]): Promise<void> {
    const key = '/providers/sluice.governance/settings/default';
    const record = { webhooks: { allowedHosts: [], allowedPrivateHosts: [], ...lists } };
    await storage.commit(
      make.writeSet({
        revision: await storage.changes.revision(),
        changes: [{ kind: 'settings', key, record }],
      }),
    );
  }

  return {
    database,
    storage,
    errors,
    allow,
    async receiver(hosts) {
      const receiver = await startReceiver(hosts);
      onTestFinished(() => receiver.close());
      privateHosts = [...privateHosts, `localhost:${receiver.port}`, `127.0.0.1:${receiver.port}`];
      await allow({ allowedPrivateHosts: privateHosts });
      return receiver;
    },
    async webhook(name, endpointUrl, properties = {}) {
      const webhook = make.resource(
        `/providers/Sluice.Governance/webhooks/${name}`,
        'Sluice.Governance/webhooks',
        {
          body: { properties: { endpointUrl, enabled: true, ...properties } },
          secrets: { secret: SECRET },
          etag: crypto.randomUUID(),
        },
      );
      await storage.commit(
        make.writeSet({ revision: await storage.changes.revision(), resources: [make.put(webhook)] }),
      );
      return webhook;
    },
    async become(name, complianceState) {
      const resource = make.deployment('e', name);
      await storage.commit(
        make.writeSet({
          revision: await storage.changes.revision(),
          resources: [make.put(resource)],
          states: [make.states(resource, [make.stateResult({ complianceState })])],
        }),
      );
    },
    async dispatch(given = {}) {
      const own = await database.open();
      const app = await createApp({
        storage: own,
        tenantId: 't',
        now: () => new Date(),
        onError: error => errors.push(error),
      });
      const dispatcher = startDispatcher({
        services: app.services,
        source: 'https://sluice.example/t',
        retry: QUICK,
        pollMs: 50,
        ...given,
      });
      const close = async () => {
        await dispatcher.close();
        await app.close();
      };
      onTestFinished(close);
      return { app, close };
    },
    async expireLeases() {
      await database.query(`update sluice.webhooks set leased_until = now() - interval '1 second'`);
    },
  };
}
