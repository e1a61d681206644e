import { describe, expect, it } from 'vitest';
import * as make from '../builders.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { AT, deployment, put, stateResult, writeSet } = make;
const LATER = '2026-11-23T11:00:00.000Z';
const ID = `${make.GROUP}/providers/Microsoft.PolicyInsights/remediations/r`;
const remediation = make.resource(ID, 'Microsoft.PolicyInsights/remediations');
const RUN = { key: remediation.key, runId: 'run-1' };
const target = (name: string) => ({
  resourceKey: `/${name}`,
  resourceId: `/${name.toUpperCase()}`,
  location: null,
});
const NONE = { Accepted: 0, Succeeded: 0, Failed: 0, Canceled: 0 };

export function describeRemediations(server: () => TestServer): void {
  async function open() {
    const storage = await (await freshDatabase(server())).open();
    await storage.commit(writeSet({ resources: [put(remediation)] }));
    return storage;
  }

  describe('remediations', () => {
    it('have each resource once, and keep what became of it', async () => {
      const { remediations } = await open();
      await remediations.add(RUN, [target('b'), target('a')], AT);
      await remediations.finish('run-1', '/a', {
        status: 'Failed',
        deploymentId: null,
        error: { code: 'x' },
        at: LATER,
      });
      await remediations.finish('run-1', '/a', {
        status: 'Succeeded',
        deploymentId: 'd',
        error: null,
        at: LATER,
      });
      await remediations.add(RUN, [target('a'), target('c')], LATER);
      expect(await remediations.counts('run-1')).toEqual({ ...NONE, Accepted: 2, Failed: 1 });
      expect((await remediations.waiting('run-1', 10)).map(each => each.resourceKey)).toEqual(['/b', '/c']);
      const [first] = (await remediations.list({ runId: 'run-1', top: 1 })).items;
      expect(first).toEqual({
        ...target('a'),
        status: 'Failed',
        deploymentId: null,
        error: { code: 'x' },
        createdOn: AT,
        lastUpdatedOn: LATER,
      });
    });

    it('come in pages', async () => {
      const { remediations } = await open();
      await remediations.add(RUN, ['a', 'b', 'c'].map(target), AT);
      const page = await remediations.list({ runId: 'run-1', top: 2 });
      expect([page.items.length, page.next]).toEqual([2, '/b']);
      const rest = await remediations.list({ runId: 'run-1', top: 2, after: '/b' });
      expect([rest.items.length, rest.next]).toEqual([1, undefined]);
    });

    it('are cancelled where they wait', async () => {
      const { remediations } = await open();
      await remediations.add(RUN, [target('a'), target('b')], AT);
      await remediations.finish('run-1', '/a', {
        status: 'Succeeded',
        deploymentId: 'd',
        error: null,
        at: LATER,
      });
      await remediations.cancel('run-1', LATER);
      expect(await remediations.counts('run-1')).toEqual({ ...NONE, Succeeded: 1, Canceled: 1 });
    });

    it('forget earlier runs, and everything when they are gone', async () => {
      const storage = await open();
      const { remediations } = storage;
      await remediations.add(RUN, [target('a')], AT);
      await remediations.add({ ...RUN, runId: 'run-2' }, [target('a')], AT);
      await remediations.begin({ ...RUN, runId: 'run-2' });
      expect(await remediations.counts('run-1')).toEqual(NONE);
      expect(await remediations.counts('run-2')).toEqual({ ...NONE, Accepted: 1 });
      await storage.commit(writeSet({ resources: [make.remove(ID)] }));
      expect(await remediations.counts('run-2')).toEqual(NONE);
      await remediations.add(RUN, [target('a')], AT);
      expect(await remediations.counts('run-1')).toEqual(NONE);
    });
  });

  describe('what is not compliant by an assignment', () => {
    const found = async (...results: ReturnType<typeof stateResult>[]) => {
      const storage = await (await freshDatabase(server())).open();
      const blue = deployment('e', 'blue');
      const green = deployment('e', 'green');
      const other = deployment('f', 'blue');
      await storage.commit(
        writeSet({
          resources: [blue, green, other].map(put),
          states: [blue, green, other].map(each => make.states(each, results)),
        }),
      );
      const ask = (under: string, referenceId?: string, after?: string) =>
        storage.states
          .nonCompliant({
            assignmentKey: '/a',
            referenceId,
            under,
            top: 10,
            ...(after === undefined ? {} : { after }),
          })
          .then(all => all.map(({ id }) => id.slice(id.indexOf('/onlineEndpoints/') + 17)));
      return { ask, blue, green };
    };

    it('is found at a scope and below it, in order', async () => {
      const { ask, blue } = await found(
        stateResult({ assignmentKey: '/a', complianceState: 'NonCompliant' }),
      );
      const scope = make.endpoint('e').key;
      expect(await ask(scope)).toEqual(['e/deployments/blue', 'e/deployments/green']);
      expect(await ask(scope, undefined, blue.key)).toEqual(['e/deployments/green']);
      expect(await ask(blue.key)).toEqual(['e/deployments/blue']);
      expect(await ask('')).toHaveLength(3);
      expect(await ask(scope, 'ref')).toEqual([]);
    });

    it('is told apart by member, without case, and not by components', async () => {
      const { ask, blue } = await found(
        stateResult({ assignmentKey: '/a', definitionReferenceId: 'One', complianceState: 'NonCompliant' }),
        stateResult({ assignmentKey: '/a', definitionReferenceId: 'Two', complianceState: 'Exempt' }),
        stateResult({ assignmentKey: '/a', componentId: 'c', complianceState: 'NonCompliant' }),
      );
      expect(await ask(blue.key, 'ONE')).toEqual(['e/deployments/blue']);
      expect(await ask(blue.key, 'two')).toEqual([]);
      expect(await ask(blue.key)).toEqual([]);
    });
  });
}
