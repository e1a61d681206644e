import type { PolicyAssignment, PolicySetDefinition, TrackedAct } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../database/migrate.ts';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import type { TestDatabase } from '../test-database.ts';
import { freshDatabase, type TestServer } from '../test-server.ts';

const { AT, put, remove, writeSet } = make;
const LATER = '2026-11-23T11:00:00.000Z';
const REMEDIATION = make.resource(
  `${make.GROUP}/providers/Microsoft.PolicyInsights/remediations/r`,
  'Microsoft.PolicyInsights/remediations',
  { body: { properties: { policyAssignmentId: '/A', policyDefinitionReferenceId: 'Ref' } } },
);
const RUN = { key: REMEDIATION.key, runId: 'run-1' };
const DEPLOYMENT = `${make.GROUP}/providers/Microsoft.Resources/deployments/D`;
const [first, second] = [make.endpoint('First'), make.endpoint('Second')];

const act = (given: Partial<TrackedAct> = {}): TrackedAct => ({
  resourceId: first.id,
  deploymentId: null,
  at: AT,
  assignmentId: '/A',
  definitionId: '/D',
  initiativeId: null,
  definitionReferenceId: null,
  ...given,
});
const ASSIGNMENT: PolicyAssignment = {
  id: '/A',
  name: 'A',
  scope: make.GROUP,
  notScopes: [],
  policyDefinitionId: '/S',
  parameters: {},
  enforcementMode: 'Default',
  nonComplianceMessages: [],
  instanceId: 'i1',
};
const INITIATIVE: PolicySetDefinition = {
  id: '/S',
  name: 'S',
  policyType: 'Custom',
  version: '1.0.0',
  parameters: {},
  groups: [],
  members: [{ policyDefinitionId: '/D', policyDefinitionReferenceId: 'REF', parameters: {}, groupNames: [] }],
};
const deploymentOf = (...ids: readonly string[]) =>
  make.resource(DEPLOYMENT, 'Microsoft.Resources/deployments', {
    body: { properties: { outputResources: ids.map(id => ({ id })) } },
  });

async function tracked(storage: Storage, top = 10, after?: string) {
  const filters: [] = [];
  const paging = { top, ...(after === undefined ? {} : { after }) };
  return storage.insights.trackedResources({ under: [''], filters, ...paging });
}
async function namesOf(storage: Storage): Promise<readonly string[]> {
  return (await tracked(storage)).items.map(({ resourceId }) => resourceId.split('/').at(-1) ?? '');
}

export function describeTrackedResources(server: () => TestServer): void {
  async function open(): Promise<{ readonly storage: Storage; readonly database: TestDatabase }> {
    const database = await freshDatabase(server());
    const storage = await database.open(2);
    await storage.commit(writeSet({ resources: [REMEDIATION, first, second].map(put) }));
    return { storage, database };
  }
  const succeed = async ({ remediations }: Storage, given: Partial<TrackedAct> = {}) => {
    const done = act(given);
    await remediations.finish(RUN.runId, first.key, {
      status: 'Succeeded',
      deploymentId: done.deploymentId,
      error: null,
      at: done.at,
      tracked: done,
    });
  };
  const target = { resourceKey: first.key, resourceId: first.id, location: null };

  describe('what is tracked', () => {
    it('comes with the commit that tells of it, and goes with its resource', async () => {
      const { storage } = await open();
      await storage.commit(
        writeSet({ tracked: [act({ initiativeId: '/S', definitionReferenceId: 'Ref' })] }),
      );
      const change = { at: AT, deploymentId: null };
      expect((await tracked(storage)).items).toEqual([
        {
          resourceKey: first.key,
          resourceId: first.id,
          assignmentId: '/A',
          definitionId: '/D',
          initiativeId: '/S',
          referenceId: 'Ref',
          created: change,
          changed: change,
        },
      ]);
      await storage.commit(writeSet({ resources: [remove(first.id)] }));
      expect((await tracked(storage)).items).toEqual([]);
      await storage.commit(writeSet({ resources: [put(first)] }));
      expect((await tracked(storage)).items).toEqual([]);
    });

    it('does not come with a commit that is stale', async () => {
      const { storage } = await open();
      expect(await storage.commit(writeSet({ revision: 7, tracked: [act()] }))).toMatchObject({
        outcome: 'stale',
      });
      expect((await tracked(storage)).items).toEqual([]);
    });

    it('is each resource and rule once, with the first and the last time, in whatever order they come', async () => {
      const { storage } = await open();
      const early = act({ at: AT, deploymentId: '/one', assignmentId: '/a', definitionId: '/old' });
      const late = act({ at: LATER, deploymentId: '/two' });
      for (const acts of [[late], [early], [late, early], [early]])
        await storage.commit(writeSet({ tracked: acts }));
      expect((await tracked(storage)).items).toMatchObject([
        {
          assignmentId: '/A',
          definitionId: '/D',
          created: { at: AT, deploymentId: '/one' },
          changed: { at: LATER, deploymentId: '/two' },
        },
      ]);
      await storage.commit(writeSet({ tracked: [act({ definitionReferenceId: 'x' })] }));
      expect((await tracked(storage)).items).toHaveLength(2);
    });

    it('is what a deployment brought, as far as it is there, and otherwise what it was for', async () => {
      const { storage } = await open();
      const deployed = act({ deploymentId: DEPLOYMENT });
      await storage.commit(writeSet({ tracked: [deployed] }));
      expect(await namesOf(storage)).toEqual(['First']);
      await storage.commit(writeSet({ resources: [put(deploymentOf(second.id.toUpperCase(), '/gone'))] }));
      await storage.commit(writeSet({ tracked: [{ ...deployed, assignmentId: '/B' }] }));
      expect(await namesOf(storage)).toEqual(['First', 'Second']);
      // It stays when the deployment goes.
      await storage.commit(writeSet({ resources: [remove(DEPLOYMENT)] }));
      expect(await namesOf(storage)).toEqual(['First', 'Second']);
    });

    it('stays when the remediation goes that did it', async () => {
      const { storage } = await open();
      await storage.remediations.add(RUN, [target], AT);
      await succeed(storage);
      await storage.commit(writeSet({ resources: [remove(REMEDIATION.id)] }));
      expect(await namesOf(storage)).toEqual(['First']);
      // One that ends after its remediation was deleted has been set right all the same.
      await succeed(storage, { at: LATER });
      expect((await tracked(storage)).items).toMatchObject([{ created: { at: AT }, changed: { at: LATER } }]);
    });

    it('is not what has failed before', async () => {
      const { storage } = await open();
      await storage.remediations.add(RUN, [target], AT);
      await storage.remediations.finish(RUN.runId, first.key, {
        status: 'Failed',
        deploymentId: null,
        error: {},
        at: AT,
      });
      await succeed(storage);
      expect(await namesOf(storage)).toEqual([]);
    });

    it('comes in pages', async () => {
      const { storage } = await open();
      await storage.commit(writeSet({ tracked: [act(), act({ resourceId: second.id })] }));
      const page = await tracked(storage, 1);
      expect(page.items.map(({ resourceKey }) => resourceKey)).toEqual([first.key]);
      const rest = await tracked(storage, 1, page.next);
      expect([rest.items.map(({ resourceKey }) => resourceKey), rest.next]).toEqual([
        [second.key],
        undefined,
      ]);
    });

    it('was told by remediations and the log, and is filled from them', async () => {
      const { storage, database } = await open();
      const policy = { policyAssignmentId: '/B', policyDefinitionId: '/E', policySetDefinitionId: '/T' };
      await storage.commit(
        writeSet({
          resources: [put(deploymentOf(second.id, '/gone'))],
          changes: [
            { kind: 'policyAssignment', key: '/a', record: ASSIGNMENT },
            { kind: 'policySetDefinition', key: '/s', record: INITIATIVE },
          ],
          entries: [
            make.entry({
              at: LATER,
              category: 'Policy',
              status: 'Succeeded',
              operation: 'Microsoft.Authorization/policies/deployIfNotExists/action',
              resourceId: first.id,
              body: {
                properties: {
                  deploymentId: DEPLOYMENT,
                  policies: JSON.stringify([{ ...policy, policyDefinitionReferenceId: 'Other' }]),
                },
              },
            }),
          ],
        }),
      );
      await storage.remediations.add(
        RUN,
        [target, { ...target, resourceKey: '/gone', resourceId: '/gone' }],
        AT,
      );
      for (const key of [first.key, '/gone'])
        await storage.remediations.finish(RUN.runId, key, {
          status: 'Succeeded',
          deploymentId: null,
          error: null,
          at: AT,
        });
      await database.query(`
        drop function sluice.track_resources;
        drop table sluice.tracked_resources;
        create index activity_log_deployed on sluice.activity_log (lower(resource_id));
        delete from sluice.migrations where number = 19`);
      expect(await migrate(database.url)).toBe(1);
      const [one, other] = [
        { at: AT, deploymentId: null },
        { at: LATER, deploymentId: DEPLOYMENT },
      ];
      expect((await tracked(storage)).items).toEqual([
        {
          resourceKey: first.key,
          resourceId: first.id,
          assignmentId: '/A',
          definitionId: '/D',
          initiativeId: '/S',
          referenceId: 'Ref',
          created: one,
          changed: one,
        },
        {
          resourceKey: second.key,
          resourceId: second.id,
          assignmentId: '/B',
          definitionId: '/E',
          initiativeId: '/T',
          referenceId: 'Other',
          created: other,
          changed: other,
        },
      ]);
    });
  });
}
