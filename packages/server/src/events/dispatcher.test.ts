import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStorage, type Storage } from '@sluice/storage';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { killChild } from '../../../storage/src/testing/in-child.ts';
import { type EventWorld, openEventWorld, QUICK, SECRET } from './testing/event-world.ts';
import type { Received, Receiver } from './testing/receiver.ts';

const PATIENCE = { timeout: 20_000, interval: 10 };

let folder: string;
let server: Storage;
let world: EventWorld;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-events-'));
  server = await openStorage({ kind: 'embedded', folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  if (server.address.kind !== 'url') throw new Error('an open storage has a URL');
  world = await openEventWorld({ url: server.address.url, stop: async () => {} });
});

const at = ({ port }: Receiver, path = '/in', host = 'localhost') => `https://${host}:${port}${path}`;
const idsOf = (requests: readonly Received[]) => requests.map(({ event }) => event.id);
const statusOf = async (webhook: { readonly key: string }) =>
  (await world.storage.events.statuses([webhook.key])).get(webhook.key);
const until = (check: () => unknown) => vi.waitFor(check, PATIENCE);
const untilFailing = (webhook: { readonly key: string }) =>
  until(async () => expect((await statusOf(webhook))?.lastError).toEqual(expect.any(String)));

describe('an event', () => {
  it('is a CloudEvent that says what became of the resource', async () => {
    const target = await world.receiver();
    await world.webhook('w', at(target, '/in?a=b'));
    await world.dispatch({ caPem: target.caPem });
    await world.become('Blue', 'Compliant');
    await world.become('Blue', 'NonCompliant');
    await until(() => expect(target.accepted).toHaveLength(2));
    const [, changed] = target.accepted;
    expect(changed?.path).toBe('/in?a=b');
    expect(changed?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(changed?.event).toEqual({
      specversion: '1.0',
      id: '2-1',
      source: 'https://sluice.example/t',
      type: 'Microsoft.PolicyInsights.PolicyStateChanged',
      subject: expect.stringMatching(/\/onlineEndpoints\/e\/deployments\/Blue$/),
      time: expect.stringMatching(/^2026-.*Z$/),
      datacontenttype: 'application/json',
      sequence: '0000000000000002-000001',
      data: {
        timestamp: changed?.event.time,
        policyAssignmentId: '/assignments/a',
        policyDefinitionId: '/definitions/d',
        policyDefinitionReferenceId: '',
        complianceState: 'NonCompliant',
        previousComplianceState: 'Compliant',
        complianceReasonCode: '',
        subscriptionId: 's1',
        revision: 0,
        resourceType: 'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments',
      },
    });
  });

  it('is signed, which anybody with the secret can verify', async () => {
    const target = await world.receiver();
    await world.webhook('w', at(target));
    await world.dispatch({ caPem: target.caPem });
    await world.become('blue', 'Compliant');
    await until(() => expect(target.accepted).toHaveLength(1));
    const [got] = target.accepted;
    if (got === undefined) throw new Error('nothing came');
    const { headers, body, event } = got;
    // By another implementation than the one that signs.
    const raw = Uint8Array.from(atob(SECRET.replace('whsec_', '')), character => character.charCodeAt(0));
    const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    const verify = (text: string) =>
      crypto.subtle.verify(
        'HMAC',
        key,
        Uint8Array.from(atob(String(headers['webhook-signature']).replace('v1,', '')), each =>
          each.charCodeAt(0),
        ),
        new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`),
      );
    expect(headers['webhook-id']).toBe(event.id);
    expect(await verify(body)).toBe(true);
    expect(await verify(`${body} `)).toBe(false);
  });

  it('is sent again, the same, until it is taken', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    const answers = [500, 404, 301, 400];
    target.answer(() => answers.pop() ?? 200);
    await world.dispatch({ caPem: target.caPem });
    await world.become('blue', 'Compliant');
    await until(() => expect(target.accepted).toHaveLength(1));
    expect(target.received).toHaveLength(5);
    expect(new Set(target.received.map(({ body, headers }) => body + headers['webhook-id'])).size).toBe(1);
    await until(async () =>
      expect(await statusOf(webhook)).toMatchObject({ delivered: 1, waiting: 0, failingSince: null }),
    );
  });

  it('waits as long as the target asks', async () => {
    const target = await world.receiver();
    await world.webhook('w', at(target));
    const times: number[] = [];
    target.answer((_, response) => {
      times.push(performance.now());
      if (times.length > 1) return 200;
      response.writeHead(429, { 'retry-after': '3' }).end();
      return undefined;
    });
    await world.dispatch({ caPem: target.caPem });
    await world.become('blue', 'Compliant');
    await until(() => expect(times).toHaveLength(1));
    await world.become('green', 'Compliant');
    await until(() => expect(target.accepted).toHaveLength(2));
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(2_900);
  });

  it('goes only to whom it concerns', async () => {
    const target = await world.receiver();
    const here = '/subscriptions/s1/resourcegroups/rg';
    await world.webhook('all', at(target, '/all'));
    await world.webhook('off', at(target, '/off'), { enabled: false });
    await world.webhook('denials', at(target, '/denials'), {
      eventTypes: ['Sluice.Governance.DeploymentDenied'],
    });
    await world.webhook('here', at(target, '/here'), { filter: { scope: here } });
    await world.webhook('elsewhere', at(target, '/elsewhere'), { filter: { scope: `${here}2` } });
    await world.webhook('bad', at(target, '/bad'), { filter: { complianceStates: ['NonCompliant'] } });
    await world.webhook('other', at(target, '/other'), { filter: { assignmentIds: ['/assignments/other'] } });
    await world.dispatch({ caPem: target.caPem });
    for (const state of ['Compliant', 'NonCompliant', 'Compliant', 'Exempt'] as const)
      await world.become('blue', state);
    await until(() => expect(target.accepted).toHaveLength(10));
    const paths = target.accepted.map(({ path }) => path);
    expect(paths.filter(path => path === '/all')).toHaveLength(4);
    expect(paths.filter(path => path === '/here')).toHaveLength(4);
    expect(paths.filter(path => path === '/bad')).toHaveLength(2);
  });
});

describe('the events of a resource', () => {
  it('come in order and completely, however the target fails', async () => {
    const target = await world.receiver();
    await world.webhook('w', at(target));
    await world.dispatch({ caPem: target.caPem });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 20, maxLength: 50 }),
        fc.array(fc.constantFrom('take', 'refuse', 'take late', 'cut'), { minLength: 3, maxLength: 30 }),
        async (changes, faults) => {
          run++;
          const { received, accepted } = target;
          const [from, taken] = [received.length, accepted.length];
          let request = 0;
          target.answer(async (_, response) => {
            const fault = faults[request++ % faults.length];
            // However bad the target is, it takes some.
            if (fault === 'take' || request % 7 === 0) return 200;
            if (fault === 'refuse') return 503;
            if (fault === 'cut') response.destroy();
            await new Promise(resolve => setTimeout(resolve, 15));
            return 202;
          });
          for (const [index, name] of changes.entries())
            await world.become(`r${run}-${name}`, index % 2 === 0 ? 'Compliant' : 'NonCompliant');
          const expected = await transitionsOf(run, changes);
          await until(async () => {
            const [row] = await world.database.query<{ n: number }>(
              'select (select count(*) from sluice.deliveries) + (select count(*) from sluice.outbox) as n',
            );
            expect(row?.n).toBe(0);
          });
          // What the target took, each event once: a connection that is cut takes an event without saying so, and may be
          // done with it only when the next run has begun.
          const seen = new Set<string>();
          const first = accepted
            .slice(taken)
            .filter(({ event }) => event.subject.includes(`/r${run}-`))
            .filter(({ event }) => !seen.has(event.id) && seen.add(event.id));
          expect(first.map(({ event }) => event.data.complianceState)).toHaveLength(expected.total);
          for (const [subject, states] of expected.bySubject)
            expect(
              first
                .filter(({ event }) => event.subject.endsWith(subject))
                .map(({ event }) => event.data.complianceState),
            ).toEqual(states);
          // None was tried before all those before it had been answered with a success.
          const newest = new Map<string, string>();
          for (const { event } of received.slice(from)) {
            expect(event.sequence >= (newest.get(event.subject) ?? '')).toBe(true);
            newest.set(event.subject, event.sequence);
          }
        },
      ),
      { numRuns: 6 },
    );
    expect(world.errors).toEqual([]);
  }, 180_000);
});

/** The states that each resource came to, in order: what did not change is no event. */
async function transitionsOf(run: number, changes: readonly number[]) {
  const bySubject = new Map<string, string[]>();
  for (const [index, name] of changes.entries()) {
    const states = bySubject.get(`/r${run}-${name}`) ?? [];
    bySubject.set(`/r${run}-${name}`, states);
    const state = index % 2 === 0 ? 'Compliant' : 'NonCompliant';
    if (states.at(-1) !== state) states.push(state);
  }
  return { bySubject, total: [...bySubject.values()].flat().length };
}

describe('an event that cannot be delivered', () => {
  it('becomes a dead letter, lets those after it pass, and can be put back', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    target.answer(() => 500);
    const sending = await world.dispatch({ caPem: target.caPem, retry: { ...QUICK, maxAgeSeconds: 0 } });
    await world.become('blue', 'Compliant');
    await world.become('blue', 'NonCompliant');
    await until(async () => expect(await statusOf(webhook)).toMatchObject({ deadLettered: 2, waiting: 0 }));
    const { items } = await world.storage.events.deadLetters({ webhookKey: webhook.key, top: 10 });
    expect(items.map(({ seq, reason }) => [seq, reason])).toEqual([
      [1, 'The target answered 500.'],
      [2, 'The target answered 500.'],
    ]);
    await sending.close();
    target.answer(() => 200);
    await world.dispatch({ caPem: target.caPem });
    expect(await world.storage.events.redeliver(webhook.key, undefined)).toBe(2);
    await until(() => expect(idsOf(target.accepted)).toEqual(['1-1', '2-1']));
    await until(async () => expect(await statusOf(webhook)).toMatchObject({ delivered: 2, deadLettered: 0 }));
  });

  it('does not delay those of other webhooks', async () => {
    const [dead, good] = [await world.receiver(), await world.receiver()];
    await world.webhook('dead', at(dead));
    await world.webhook('good', at(good, '/', '127.0.0.1'));
    // Takes connections and never answers.
    dead.answer(() => undefined);
    await world.dispatch({ caPem: dead.caPem + good.caPem });
    for (let n = 0; n < 40; n++) await world.become(`r${n}`, 'Compliant');
    await until(() => expect(good.accepted).toHaveLength(40));
    expect(dead.received.length).toBeGreaterThan(0);
  });

  it('of a target that is gone switches the webhook off, and the log says so', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    target.answer(() => 410);
    await world.dispatch({ caPem: target.caPem });
    await world.become('blue', 'Compliant');
    await world.become('blue', 'NonCompliant');
    await until(async () => expect(await statusOf(webhook)).toMatchObject({ deadLettered: 2 }));
    expect((await world.storage.resources.get(webhook.key))?.body).toMatchObject({
      properties: { enabled: false },
    });
    const log = await world.storage.activityLog.query({ filter: undefined, top: 10 });
    expect(log.items).toMatchObject([
      { operation: 'Sluice.Governance/webhooks/write', resourceId: webhook.id, caller: 'Sluice' },
    ]);
    await world.become('blue', 'Compliant');
    await until(async () => expect(await world.storage.events.isWaiting()).toBe(false));
    expect(target.received).toHaveLength(1);
  });
});

describe('a target', () => {
  it('cannot send the server elsewhere', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    target.answer((_, response) => {
      response.writeHead(307, { location: at(target, '/elsewhere') }).end();
      return undefined;
    });
    await world.dispatch({ caPem: target.caPem });
    await world.become('blue', 'Compliant');
    await until(() => expect(target.received.length).toBeGreaterThan(1));
    expect(new Set(target.received.map(({ path }) => path))).toEqual(new Set(['/in']));
    expect((await statusOf(webhook))?.lastError).toBe('The target answered 307.');
  });

  it.each(['127.0.0.1', 'localhost'])(
    '%s is not called where only hosts of the internet are allowed',
    async host => {
      const target = await world.receiver();
      await world.allow({ allowedHosts: [`${host}:${target.port}`] });
      const webhook = await world.webhook('w', at(target, '/in', host));
      await world.dispatch({ caPem: target.caPem });
      await world.become('blue', 'Compliant');
      await untilFailing(webhook);
      expect((await statusOf(webhook))?.lastError).toContain('an address that is not of the internet');
      expect(target.received).toEqual([]);
      await world.allow({ allowedPrivateHosts: [`${host}:${target.port}`] });
      await until(() => expect(target.accepted).toHaveLength(1));
    },
  );

  it('is not called once it is off the list', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    await world.dispatch({ caPem: target.caPem });
    await world.become('blue', 'Compliant');
    await until(() => expect(target.accepted).toHaveLength(1));
    await world.allow({ allowedPrivateHosts: [`localhost:${target.port + 1}`] });
    await world.become('blue', 'NonCompliant');
    await untilFailing(webhook);
    expect((await statusOf(webhook))?.lastError).toContain('do not allow events to be sent there');
    expect(target.received).toHaveLength(1);
  });

  it.each([
    ['of an unknown authority', ['localhost'], false, /^The target could not be reached: [A-Z_]+\.$/],
    ['of another name', ['other.example'], true, /ERR_TLS_CERT_ALTNAME_INVALID/],
  ])('with a certificate %s gets nothing', async (_, hosts, isTrusted, reason) => {
    const target = await world.receiver(hosts);
    const webhook = await world.webhook('w', at(target));
    await world.dispatch(isTrusted ? { caPem: target.caPem } : {});
    await world.become('blue', 'Compliant');
    await untilFailing(webhook);
    expect((await statusOf(webhook))?.lastError).toMatch(reason);
    expect(target.received).toEqual([]);
  });

  it('that never ends its answer is not listened to', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    let sent = 0;
    target.answer((_, response) => {
      response.writeHead(200);
      const more = setInterval(() => {
        sent += 65_536;
        response.write(Buffer.alloc(65_536));
      }, 1);
      response.on('close', () => clearInterval(more));
      return undefined;
    });
    await world.dispatch({ caPem: target.caPem });
    for (let n = 0; n < 20; n++) await world.become('blue', n % 2 === 0 ? 'Compliant' : 'NonCompliant');
    await until(async () => expect(await statusOf(webhook)).toMatchObject({ delivered: 20, waiting: 0 }));
    expect(sent).toBeGreaterThan(0);
    expect(world.errors).toEqual([]);
  });

  it('that does not answer is tried again later', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    target.answer(() => (target.received.length > 1 ? 200 : undefined));
    await world.dispatch({ caPem: target.caPem, timeoutMs: 300 });
    await world.become('blue', 'Compliant');
    await until(() => expect(target.accepted).toHaveLength(1));
    expect((await statusOf(webhook))?.lastError).toBe('The target did not answer in time.');
  });
});

describe('several processes', () => {
  it('send every event once between them', async () => {
    const target = await world.receiver();
    await world.webhook('one', at(target, '/one'));
    await world.webhook('two', at(target, '/two'));
    await world.dispatch({ caPem: target.caPem });
    await world.dispatch({ caPem: target.caPem });
    for (let n = 0; n < 60; n++) await world.become(`r${n % 7}`, n % 2 === 0 ? 'Compliant' : 'NonCompliant');
    await until(async () => expect(target.accepted.filter(({ path }) => path === '/two')).toHaveLength(60));
    await until(async () => expect(target.accepted).toHaveLength(120));
    expect(new Set(target.received.map(({ path, event }) => path + event.id)).size).toBe(120);
  });

  it('lose nothing when one is killed in the middle of a delivery', async () => {
    const target = await world.receiver();
    const webhook = await world.webhook('w', at(target));
    /** The last event of each resource that was sent before a kill: the others had been settled. */
    const underWay = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const before = target.accepted.length;
      target.answer(async () => {
        await new Promise(resolve => setTimeout(resolve, 20));
        return 200;
      });
      const child = spawn(
        process.execPath,
        ['--conditions=sluice-source', CHILD, world.database.url, target.caPem],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      onTestFinished(() => void child.kill('SIGKILL'));
      await once(child.stdout, 'data');
      const writing = (async () => {
        for (let n = 0; n < 30; n++)
          await world.become(
            `r${round}-${n % 3}`,
            Math.floor(n / 3) % 2 === 0 ? 'Compliant' : 'NonCompliant',
          );
      })();
      await until(() => expect(target.accepted.length).toBeGreaterThan(before + 5));
      await killChild(child);
      await writing;
      // What the child had sent arrives, before anybody else may send.
      await new Promise(resolve => setTimeout(resolve, 200));
      for (const id of new Map(target.received.map(({ event }) => [event.subject, event.id])).values())
        underWay.add(id);
      await world.expireLeases();
    }
    const survivor = await world.dispatch({ caPem: target.caPem });
    await until(async () => expect(await statusOf(webhook)).toMatchObject({ waiting: 0 }));
    await until(async () => expect(await world.storage.events.isWaiting()).toBe(false));
    await until(() => expect(new Set(idsOf(target.accepted)).size).toBe(90));
    await survivor.close();
    const newest = new Map<string, string>();
    const seen = new Set<string>();
    for (const { event } of target.accepted) {
      if (!seen.has(event.id)) expect(event.sequence > (newest.get(event.subject) ?? '')).toBe(true);
      seen.add(event.id);
      newest.set(event.subject, event.sequence);
    }
    // What was under way at a kill may come twice, nothing else does.
    const ids = idsOf(target.accepted);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    expect(twice.filter(id => !underWay.has(id))).toEqual([]);
  }, 120_000);
});

const CHILD = fileURLToPath(new URL('./testing/dispatch-in-child.ts', import.meta.url));
