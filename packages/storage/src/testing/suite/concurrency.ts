import { setTimeout as sleep } from 'node:timers/promises';
import type { CommitResult } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { writeSet, put, isNew, isAt, parent } = make;
const DECIDERS = 24;
const POLICY_WRITES = 40;

export function describeConcurrency(server: () => TestServer): void {
  describe('several writers', () => {
    it('what is done alone is done in turn, and a failure ends the turn', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(), await database.open()];
      const steps: string[] = [];
      const results = await Promise.allSettled(
        [...storages, ...storages].map((storage, index) =>
          storage.alone(async () => {
            steps.push('begin');
            await sleep(20);
            steps.push('end');
            if (index === 1) throw new Error('on purpose');
            return index;
          }),
        ),
      );
      expect(steps).toEqual(Array.from({ length: 4 }, () => ['begin', 'end']).flat());
      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
    });

    it('one of many that create the same resource wins, the others are stale', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(), await database.open()];
      for (let round = 0; round < 10; round++) {
        const made = make.endpoint(`e${round}`);
        const results = await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            (storages[index % 2] as Storage).commit(
              writeSet({
                expect: [isNew(made)],
                resources: [put({ ...made, etag: `by-${index}` })],
                entries: [make.entry({ eventId: `${round}` })],
              }),
            ),
          ),
        );
        expect(results.filter(each => each.outcome === 'committed')).toHaveLength(1);
        expect(results.filter(each => each.outcome === 'stale' && each.what === 'resource')).toHaveLength(11);
        const winner = results.findIndex(each => each.outcome === 'committed');
        expect((await storages[0]?.resources.get(made.key))?.etag).toBe(`by-${winner}`);
      }
      expect(await database.query('select count(*)::int as entries from sluice.activity_log')).toEqual([
        { entries: 10 },
      ]);
    });

    it('one of many that change the same version of a resource wins', async () => {
      const database = await freshDatabase(server());
      const storage = await database.open();
      const made = make.endpoint('e');
      await storage.commit(writeSet({ resources: [put(made)] }));
      const results = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          storage.commit(
            writeSet({ expect: [isAt(made)], resources: [put({ ...made, etag: `by-${index}` })] }),
          ),
        ),
      );
      expect(results.filter(each => each.outcome === 'committed')).toHaveLength(1);
    });

    it('one of two policy writers at the same revision wins', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(), await database.open()];
      const results = await Promise.all(
        storages.map((storage, index) =>
          storage.commit(writeSet({ changes: [make.assignmentChange('a', `by-${index}`)] })),
        ),
      );
      expect(results.map(each => each.outcome).toSorted()).toEqual(['committed', 'stale']);
      expect(await storages[0]?.changes.revision()).toBe(1);
    });

    it('no decision is committed under an older policy than the last one acknowledged, and the policy writer is not starved', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(12), await database.open(12)];
      const [first] = storages;
      if (first === undefined) throw new Error('unreachable');
      await first.commit(
        writeSet({ resources: [put(make.group()), put(make.workspace()), put(make.endpoint('e'))] }),
      );

      /** The revision that the last acknowledged policy write made. */
      let acknowledged = 0;
      let done = false;
      let committed = 0;
      const broken: string[] = [];

      async function decider(number: number): Promise<void> {
        const storage = storages[number % 2] as Storage;
        let known = await storage.changes.revision();
        for (let turn = 0; !done; turn++) {
          const atLeast = acknowledged;
          const made = make.deployment('e', `d${number}-${turn}`);
          const result: CommitResult = await storage.commit(
            writeSet({
              revision: known,
              expect: [parent(make.endpoint('e').id), isNew(made)],
              resources: [put(made)],
              states: [make.states(made, [make.stateResult()], { revision: known })],
              entries: [make.entry({ eventId: made.name })],
              decisions: [make.decision({ id: made.name, revision: known })],
            }),
          );
          if (result.outcome === 'stale') known = await storage.changes.revision();
          else {
            committed++;
            if (result.revision !== known || known < atLeast)
              broken.push(`${made.name} decided at ${known}, ${atLeast} was acknowledged`);
          }
        }
      }

      /** How many deployments each policy write had to let pass. */
      const overtaken: number[] = [];
      async function policyWriter(): Promise<void> {
        for (let turn = 0; turn < POLICY_WRITES; turn++) {
          const before = committed;
          const result = await (storages[turn % 2] as Storage).commit(
            writeSet({ revision: acknowledged, changes: [make.assignmentChange('a', `version ${turn}`)] }),
          );
          overtaken.push(committed - before);
          if (result.outcome === 'committed') acknowledged = result.revision;
          else broken.push(`policy write ${turn} was stale`);
          const reached = committed;
          while (committed === reached && broken.length === 0) await sleep(1);
        }
        done = true;
      }

      await Promise.all([
        policyWriter(),
        ...Array.from({ length: DECIDERS }, (_, number) => decider(number)),
      ]);
      expect(broken).toEqual([]);
      expect(await first.changes.revision()).toBe(POLICY_WRITES);
      expect(committed).toBeGreaterThanOrEqual(POLICY_WRITES);
      // The lock is a queue: who came before the writer goes first, and then it is the writer's turn. A starved one would be passed by hundreds.
      expect(overtaken.toSorted((a, b) => a - b)[Math.floor(POLICY_WRITES * 0.95)]).toBeLessThan(
        4 * DECIDERS,
      );
      // What is kept says the same: every decision's revision was in force when its resource was written.
      expect(
        await database.query(
          `select count(*)::int as rows from sluice.decisions d join sluice.resources r on r.name = d.id
           join sluice.resource_states s on s.resource_key = r.key where s.revision <> d.revision`,
        ),
      ).toEqual([{ rows: 0 }]);
    });

    it('no child is left without its parent when parents go while children come', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(), await database.open()];
      const [one, two] = storages;
      if (one === undefined || two === undefined) throw new Error('unreachable');
      let created = 0;
      for (let round = 0; round < 15; round++) {
        await one.commit(writeSet({ resources: [put(make.workspace()), put(make.endpoint('e'))] }));
        const creations = Array.from({ length: 20 }, async (_, index) => {
          const storage = storages[index % 2] as Storage;
          const child = make.endpoint(`e${index}`);
          const first = await storage.commit(
            writeSet({ expect: [parent(make.WORKSPACE), isNew(child)], resources: [put(child)] }),
          );
          const under = index % 3 === 0 ? 'e' : child.name;
          const grandchild = make.deployment(under, `d${index}`);
          const second = await storage.commit(
            writeSet({
              expect: [parent(make.endpoint(under).id), isNew(grandchild)],
              resources: [put(grandchild)],
            }),
          );
          created += [first, second].filter(each => each.outcome === 'committed').length;
        });
        const target = round % 3 === 0 ? make.endpoint('e').id : make.WORKSPACE;
        const removal = new Promise(resolve => setTimeout(resolve, round)).then(() =>
          two.commit(writeSet({ resources: [make.remove(target)] })),
        );
        await Promise.all([removal, ...creations]);
        expect(
          await database.query(
            `select r.key from sluice.resources r where r.type_key <> $1 and not exists (select from sluice.resources p where p.key = r.parent_key)`,
            [make.WORKSPACE_TYPE.toLowerCase()],
          ),
        ).toEqual([]);
        await one.commit(writeSet({ resources: [make.remove(make.WORKSPACE)] }));
      }
      expect(created).toBeGreaterThan(0);
    });

    it('a scan never overwrites the states of a write that came meanwhile', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(), await database.open()];
      const [writer, scanner] = storages;
      if (writer === undefined || scanner === undefined) throw new Error('unreachable');
      let current = make.endpoint('e');
      await writer.commit(writeSet({ resources: [put(current)] }));
      for (let round = 0; round < 40; round++) {
        const next = { ...current, etag: `e${round + 2}` };
        const scanned = make.states(current, [make.stateResult({ complianceState: 'Unknown' })]);
        const written = writeSet({
          expect: [isAt(current)],
          resources: [put(next)],
          states: [make.states(next, [make.stateResult()])],
        });
        const [result] = await Promise.all([writer.commit(written), scanner.commitStates([scanned])]);
        expect(result.outcome).toBe('committed');
        expect(await writer.states.get(next.key)).toMatchObject({
          etag: next.etag,
          results: [{ complianceState: 'Compliant' }],
        });
        current = next;
      }
    });

    it('sets that touch the same resources in another order do not end in a deadlock', async () => {
      const database = await freshDatabase(server());
      const storages = [await database.open(), await database.open()];
      const names = Array.from({ length: 8 }, (_, index) => `e${index}`);
      await storages[0]?.commit(writeSet({ resources: names.map(name => put(make.endpoint(name))) }));
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, index) => {
          const order = index % 2 === 0 ? names : names.toReversed();
          return (storages[index % 2] as Storage).commit(
            writeSet({
              expect: order.map(name => ({ ...isAt(make.endpoint(name)), etag: '*' as const })),
              resources: order.map(name => put(make.endpoint(name, { etag: `by-${index}` }))),
              states: order.map(name =>
                make.states(make.endpoint(name, { etag: `by-${index}` }), [make.stateResult()]),
              ),
            }),
          );
        }),
      );
      expect(results.every(each => each.outcome === 'committed')).toBe(true);
    });
  });
}
