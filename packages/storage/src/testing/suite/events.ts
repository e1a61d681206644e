import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryOutcome, EventName, NewDelivery, OutboxEvent } from '../../events.ts';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import type { TestDatabase } from '../test-database.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { AT, deployment, put, stateResult, states, writeSet } = make;
const DAY = 86_400;
const LIMITS = { leaseSeconds: 60, maxAgeSeconds: DAY };
const HOLDER = 'me';

const webhook = (name: string, properties: object = {}) =>
  make.resource(`/providers/Sluice.Governance/webhooks/${name}`, 'Sluice.Governance/webhooks', {
    body: { properties: { enabled: true, ...properties } },
  });
const one = webhook('one');
const other = webhook('other');
const blue = deployment('e', 'blue');
const green = deployment('e', 'green');

/** One event for each row and webhook, which is the row's number. */
const forAll =
  (...webhooks: readonly { readonly key: string }[]) =>
  async (events: readonly OutboxEvent[]): Promise<readonly NewDelivery[]> =>
    events.flatMap(({ seq, resourceKey }) =>
      webhooks.map(({ key }) => ({ webhookKey: key, seq, number: 1, resourceKey, event: `{"seq": ${seq}}` })),
    );

const failed = (name: EventName, given: Partial<DeliveryOutcome['failed']> = {}): DeliveryOutcome => ({
  seq: name.seq,
  number: name.number,
  failed: { error: 'no answer', retryMs: 0, ...given },
});

export function describeEvents(server: () => TestServer): void {
  describe('events', () => {
    let database: TestDatabase;
    let storage: Storage;
    beforeEach(async () => {
      database = await freshDatabase(server());
      storage = await database.open();
      await storage.commit(writeSet({ resources: [put(one)] }));
    });

    async function become(
      resource: typeof blue,
      ...complianceStates: readonly ('Compliant' | 'NonCompliant')[]
    ) {
      for (const complianceState of complianceStates)
        await storage.commit(
          writeSet({
            resources: [put(resource)],
            states: [states(resource, [stateResult({ complianceState })])],
          }),
        );
    }
    const due = async (webhookKey = one.key) =>
      (await storage.events.due(webhookKey, 100)).map(({ seq, resourceKey }) => [
        resourceKey.slice(resourceKey.lastIndexOf('/') + 1),
        seq,
      ]);
    const lease = async (holder: string, seconds: number) =>
      (await storage.events.lease(holder, seconds)).map(({ webhookKey }) => webhookKey);
    const settle = (...outcomes: readonly DeliveryOutcome[]) =>
      storage.events.settle(one.key, HOLDER, LIMITS, outcomes);

    it('say what results a resource had and has', async () => {
      await become(blue, 'Compliant', 'NonCompliant');
      await storage.commit(writeSet({ resources: [make.remove(blue.key)] }));
      const seen: OutboxEvent[] = [];
      const taken = await storage.events.fanOut(10, async events => {
        seen.push(...events);
        return [];
      });
      expect(taken).toBe(3);
      const [compliant, nonCompliant] = [stateResult(), stateResult({ complianceState: 'NonCompliant' })];
      const base = {
        kind: 'states',
        at: AT,
        resourceKey: blue.key,
        resourceId: blue.id,
        resourceType: blue.type,
        revision: 0,
      };
      expect(seen).toEqual([
        { ...base, seq: 1, before: [], after: [compliant] },
        { ...base, seq: 2, at: expect.any(String), before: [compliant], after: [nonCompliant] },
        { ...base, seq: 3, at: expect.any(String), before: [nonCompliant], after: [] },
      ]);
      expect(await storage.events.isWaiting()).toBe(false);
    });

    it('of denials come with the decision and with what the log says of it', async () => {
      const denial = make.decision({ verdict: 'deny' });
      const policy = make.entry({ category: 'Policy', status: 'Failed', eventId: 'p' });
      await storage.commit(
        writeSet({
          decisions: [denial],
          events: [make.event({ resourceId: make.WORKSPACE, resourceKey: denial.resourceKey })],
          entries: [make.entry(), policy, make.entry({ ...policy, resourceId: '/other', eventId: 'q' })],
        }),
      );
      let seen: readonly OutboxEvent[] = [];
      await storage.events.fanOut(10, async events => {
        seen = events;
        return [];
      });
      expect(seen).toEqual([
        {
          kind: 'denial',
          seq: 1,
          at: AT,
          resourceKey: denial.resourceKey,
          decision: denial,
          principalId: 'p1',
          entry: policy,
        },
      ]);
    });

    it('are lost neither when the work on them fails nor when nobody wants them', async () => {
      await become(blue, 'Compliant');
      await expect(
        storage.events.fanOut(10, async () => {
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await storage.events.isWaiting()).toBe(true);
      expect(await storage.events.fanOut(10, forAll(one))).toBe(1);
      expect(await due()).toEqual([['blue', 1]]);
    });

    it('are made deliveries of by one process at a time', async () => {
      const second = await database.open();
      await become(blue, 'Compliant');
      const counts = await Promise.all(
        [storage, second].map(each =>
          each.events.fanOut(10, async events => {
            await sleep(200);
            return forAll(one)(events);
          }),
        ),
      );
      expect(counts.toSorted()).toEqual([0, 1]);
    });

    it('go to a webhook only from its making on, and are gone with it', async () => {
      await become(blue, 'Compliant');
      await storage.commit(writeSet({ resources: [put(other)] }));
      await become(blue, 'NonCompliant');
      await storage.events.fanOut(10, forAll(one, other));
      expect(await due()).toEqual([['blue', 1]]);
      expect(await due(other.key)).toEqual([['blue', 2]]);
      await storage.commit(writeSet({ resources: [make.remove(other.key)] }));
      expect(await due(other.key)).toEqual([]);
      await storage.commit(writeSet({ resources: [put(other)] }));
      await storage.events.fanOut(10, forAll(other));
      expect([...(await storage.events.statuses([one.key, other.key, '/x']))]).toMatchObject([
        [one.key, { waiting: 2 }],
        [other.key, { waiting: 0, delivered: 0 }],
      ]);
    });

    it('of one resource are due one after the other, whatever becomes of those of others', async () => {
      await become(blue, 'Compliant', 'NonCompliant');
      await become(green, 'Compliant');
      await storage.events.fanOut(10, forAll(one));
      await become(blue, 'Compliant');
      await storage.events.fanOut(10, forAll(one));
      expect(await due()).toEqual([
        ['blue', 1],
        ['green', 3],
      ]);
      expect(await lease(HOLDER, 60)).toEqual([one.key]);
      await settle(failed({ seq: 1, number: 1 }, { retryMs: 60_000 }), { seq: 3, number: 1 });
      expect(await due()).toEqual([]);
      await database.query('update sluice.deliveries set due_at = now() where due_at is not null');
      expect(await due()).toEqual([['blue', 1]]);
      await settle({ seq: 1, number: 1 });
      expect(await due()).toEqual([['blue', 2]]);
      expect((await storage.events.due(one.key, 1))[0]).toMatchObject({ event: '{"seq": 2}', attempts: 0 });
    });

    it('are sent by one process at a time, and by another one when that is silent', async () => {
      await become(blue, 'Compliant');
      await storage.events.fanOut(10, forAll(one));
      const both = await Promise.all([lease('a', 60), lease('b', 60)]);
      expect(both.flat()).toEqual([one.key]);
      expect(await lease('c', 60)).toEqual([]);
      await database.query(`update sluice.webhooks set leased_until = now() - interval '1 second'`);
      expect(await lease('c', 60)).toEqual([one.key]);
      expect(await storage.events.settle(one.key, 'a', LIMITS, [{ seq: 1, number: 1 }])).toBe(false);
      expect(await due()).toEqual([['blue', 1]]);
      await storage.events.release(one.key, 'a');
      expect(await lease('d', 60)).toEqual([]);
      await storage.events.release(one.key, 'c');
      expect(await lease('d', 60)).toEqual([one.key]);
    });

    it('wait for a webhook that is switched off, or whose target asked for time', async () => {
      await become(blue, 'Compliant');
      await storage.events.fanOut(10, forAll(one));
      await storage.commit(writeSet({ resources: [put(webhook('one', { enabled: false }))] }));
      expect(await lease(HOLDER, 60)).toEqual([]);
      await storage.commit(writeSet({ resources: [put(one)] }));
      expect(await lease(HOLDER, 60)).toEqual([one.key]);
      await settle(failed({ seq: 1, number: 1 }, { pauseMs: 60_000 }));
      await storage.events.release(one.key, HOLDER);
      expect(await lease(HOLDER, 60)).toEqual([]);
      await database.query(`update sluice.webhooks set paused_until = now()`);
      expect(await lease(HOLDER, 60)).toEqual([one.key]);
    });

    it('count what was delivered, and since when nothing was', async () => {
      const status = async () => (await storage.events.statuses([one.key])).get(one.key);
      await become(blue, 'Compliant', 'NonCompliant');
      await storage.events.fanOut(10, forAll(one));
      await lease(HOLDER, 60);
      await settle(failed({ seq: 1, number: 1 }));
      const failing = await status();
      expect(failing).toMatchObject({
        delivered: 0,
        waiting: 2,
        lastDeliveredOn: null,
        lastError: 'no answer',
      });
      expect(failing?.failingSince).toMatch(/Z$/);
      await settle(failed({ seq: 1, number: 1 }));
      expect((await status())?.failingSince).toBe(failing?.failingSince);
      await storage.events.release(one.key, HOLDER);
      expect(await storage.events.lease(HOLDER, 60)).toEqual([{ webhookKey: one.key, isFailing: true }]);
      await settle({ seq: 1, number: 1 });
      expect(await status()).toMatchObject({ delivered: 1, waiting: 1, failingSince: null });
    });

    it('that were tried for too long become dead letters, and what came after them is due', async () => {
      await become(blue, 'Compliant', 'NonCompliant');
      await become(green, 'Compliant', 'NonCompliant');
      await storage.events.fanOut(10, forAll(one));
      await lease(HOLDER, 60);
      await database.query(
        `update sluice.deliveries set created_on = now() - interval '25 hours' where seq in (1, 3)`,
      );
      await settle(failed({ seq: 1, number: 1 }));
      expect(await due()).toEqual([
        ['blue', 2],
        ['green', 4],
      ]);
      const { items, next } = await storage.events.deadLetters({ webhookKey: one.key, top: 1 });
      expect(items).toMatchObject([{ seq: 1, event: '{"seq": 1}', attempts: 1, reason: 'no answer' }]);
      expect(next).toEqual({ seq: 1, number: 1 });
      const rest = await storage.events.deadLetters({
        webhookKey: one.key,
        top: 1,
        ...(next && { after: next }),
      });
      expect([rest.items.map(({ seq }) => seq), rest.next]).toEqual([[3], undefined]);
    });

    it('that were given up are redelivered before what waits, and in the order in which they happened', async () => {
      await become(blue, 'Compliant', 'NonCompliant', 'Compliant');
      await storage.events.fanOut(10, forAll(one));
      await lease(HOLDER, 60);
      await database.query(
        `update sluice.deliveries set created_on = now() - interval '25 hours' where seq < 3`,
      );
      await settle(failed({ seq: 1, number: 1 }));
      expect(await due()).toEqual([['blue', 3]]);
      expect(await storage.events.redeliver(one.key, [{ seq: 7, number: 1 }])).toBe(0);
      expect(await storage.events.redeliver(one.key, [{ seq: 2, number: 1 }])).toBe(1);
      expect(await due()).toEqual([['blue', 2]]);
      // What was under way when it was overtaken, and fails, waits for its turn.
      await settle(failed({ seq: 3, number: 1 }));
      expect(await storage.events.redeliver(one.key, undefined)).toBe(1);
      for (const seq of [1, 2, 3]) {
        expect(await due()).toEqual([['blue', seq]]);
        await settle({ seq, number: 1 });
      }
      expect(await due()).toEqual([]);
    });

    it('are all given up when a target is gone for good, and forgotten in the end', async () => {
      await become(blue, 'Compliant', 'NonCompliant');
      await storage.events.fanOut(10, forAll(one));
      expect(await storage.events.bury(one.key, '410 Gone')).toBe(2);
      expect(await due()).toEqual([]);
      expect((await storage.events.statuses([one.key])).get(one.key)).toMatchObject({
        deadLettered: 2,
        waiting: 0,
        lastError: '410 Gone',
      });
      expect(await storage.events.prune(AT)).toBe(0);
      expect(await storage.events.prune(new Date(Date.now() + 60_000).toISOString())).toBe(2);
    });

    it('are told of to who waits in the same process', async () => {
      let told = 0;
      const stop = storage.events.onWritten(() => {
        told++;
      });
      await become(blue, 'Compliant');
      expect(told).toBe(1);
      stop();
      await become(blue, 'NonCompliant');
      expect(told).toBe(1);
    });

    it('are not gathered while there is no webhook', async () => {
      await storage.commit(writeSet({ resources: [make.remove(one.key)] }));
      await become(blue, 'Compliant', 'NonCompliant');
      expect(await storage.events.isWaiting()).toBe(false);
    });

    it('stay in line while some are taken in and others settled at the same time', async () => {
      const second = await database.open();
      const delivered: number[] = [];
      let writing = true;
      const taking = (async () => {
        while (writing || (await storage.events.isWaiting())) await second.events.fanOut(3, forAll(one));
      })();
      await database.query(
        `update sluice.webhooks set lease = '${HOLDER}', leased_until = now() + interval '1 hour'`,
      );
      const sending = (async () => {
        while (delivered.length < 40) {
          const batch = await storage.events.due(one.key, 10);
          delivered.push(...batch.map(({ seq }) => seq));
          if (batch.length > 0) await settle(...batch.map(({ seq, number }) => ({ seq, number })));
        }
      })();
      for (let n = 0; n < 20; n++) await become(blue, n % 2 === 0 ? 'Compliant' : 'NonCompliant');
      for (let n = 0; n < 20; n++) await become(green, n % 2 === 0 ? 'Compliant' : 'NonCompliant');
      writing = false;
      await Promise.all([taking, sending]);
      const inOrder = Array.from({ length: 40 }, (_, index) => index + 1);
      expect(delivered.filter(seq => seq <= 20)).toEqual(inOrder.slice(0, 20));
      expect(delivered.filter(seq => seq > 20)).toEqual(inOrder.slice(20));
    });
  });
}
