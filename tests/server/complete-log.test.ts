import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityEntry } from '@sluice/engine/model';
import { importAliasFiles, importPolicies, rotateAuthorityKeys } from '@sluice/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploymentOf, openWorld, PHI4, type World } from './harness.ts';

// Whatever writes leaves an entry, also what is done past the API.

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), 'sluice-complete-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

/** What was logged since the last time that somebody asked, oldest first. */
const seen = new Set<string>();
async function logged(): Promise<readonly ActivityEntry[]> {
  const { items } = await world.storage.activityLog.query({ filter: undefined, top: 2_000 });
  const fresh = items.filter(({ eventId }) => !seen.has(eventId)).toReversed();
  for (const { eventId } of fresh) seen.add(eventId);
  return fresh;
}
const told = async () => (await logged()).map(({ operation, resourceId }) => [operation, resourceId]);
const installation = () => ({ place: world.storage.address, folder: world.folder });
const quietly = { dryRun: false, onProgress: () => {} };

describe('the log tells of', () => {
  it('what came with the house: tenant, built-ins, principals, roles, secrets', async () => {
    const entries = await logged();
    const of = (operation: string) => entries.filter(each => each.operation === operation);
    expect(of('Sluice.Governance/principals/write')).toHaveLength(3);
    expect(of('Sluice.Governance/principals/secrets/write')).toHaveLength(3);
    expect(of('Microsoft.Authorization/policyDefinitions/write').length).toBeGreaterThan(10);
    expect(of('Microsoft.Authorization/roleAssignments/write').length).toBeGreaterThan(5);
    expect(of('Sluice.Governance/principals/secrets/write').every(({ caller }) => caller === 'Sluice')).toBe(
      true,
    );
    const { clientSecret } = world.demo.principals.owner;
    expect(JSON.stringify(entries)).not.toContain(clientSecret);
  });

  it('a signing key that was rotated, with its id and without its secret', async () => {
    const kid = await rotateAuthorityKeys(installation(), undefined);
    expect(await told()).toEqual([
      ['Sluice.Governance/signingKeys/rotate/action', `/providers/Sluice.Governance/signingKeys/${kid}`],
    ]);
  });

  it('each definition that was imported, once', async () => {
    const file = join(folder, 'policy.json');
    const id = '/providers/Microsoft.Authorization/policyDefinitions/imported-1';
    const policyRule = { if: { field: 'location', equals: 'x' }, then: { effect: 'audit' } };
    const properties = { displayName: 'Imported', policyType: 'BuiltIn', mode: 'All', policyRule };
    writeFileSync(file, JSON.stringify({ id, name: 'imported-1', properties }));
    await importPolicies(installation(), file, quietly);
    expect(await told()).toEqual([['Microsoft.Authorization/policyDefinitions/write', id]]);
    await importPolicies(installation(), file, quietly);
    expect(await told()).toEqual([]);
  });

  it('aliases that were imported, by type', async () => {
    const file = join(folder, 'aliases.json');
    const aliases = { 'Contoso.Things/things/size': 'properties.size' };
    writeFileSync(file, JSON.stringify({ resourceTypes: { 'Contoso.Things/things': aliases } }));
    await importAliasFiles(installation(), { file }, quietly);
    const entries = await logged();
    expect(entries.map(({ operation, resourceId }) => [operation, resourceId])).toEqual([
      ['Sluice.Governance/aliases/write', '/providers/Contoso.Things'],
    ]);
    expect(entries[0]?.body['properties']).toMatchObject({ resourceType: 'Contoso.Things/things' });
  });

  it('keys of an endpoint that were regenerated, without them', async () => {
    const endpoint = `${world.production}/resourceGroups/rg-chat/providers/Microsoft.MachineLearningServices/workspaces/ws-chat/onlineEndpoints/support-chat`;
    const { body } = await world.as.owner('POST', `${endpoint}/regenerateKeys`, {
      body: { keyType: 'Primary' },
    });
    const entries = await logged();
    expect(entries.map(({ operation, resourceId }) => [operation, resourceId])).toEqual([
      ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/regenerateKeys/action', endpoint],
    ]);
    expect(JSON.stringify(entries)).not.toContain(body.primaryKey);
  });

  it('everything that went with a resource group, in one request', async () => {
    const group = `${world.sandbox}/resourceGroups/goes`;
    const workspace = `${group}/providers/Microsoft.MachineLearningServices/workspaces/ws-goes`;
    const endpoint = `${workspace}/onlineEndpoints/ep-goes`;
    const location = 'westeurope';
    const bodies = {
      [group]: { location },
      [workspace]: { location, properties: {} },
      [endpoint]: { location, properties: { authMode: 'Key' } },
      [`${endpoint}/deployments/blue`]: deploymentOf(PHI4),
    };
    for (const [id, body] of Object.entries(bodies))
      expect((await world.as.owner('PUT', id, { body })).status).toBe(201);
    await logged();
    expect((await world.as.owner('DELETE', group)).status).toBe(202);
    const entries = await logged();
    const ml = 'Microsoft.MachineLearningServices/workspaces';
    expect(entries.map(({ operation, resourceId }) => [operation, resourceId])).toEqual([
      [`${ml}/onlineEndpoints/deployments/delete`, `${endpoint}/deployments/blue`],
      [`${ml}/onlineEndpoints/delete`, endpoint],
      [`${ml}/delete`, workspace],
      ['Microsoft.Resources/subscriptions/resourceGroups/delete', group],
    ]);
    expect(new Set(entries.map(({ correlationId }) => correlationId)).size).toBe(1);
    expect(new Set(entries.map(({ caller }) => caller)).size).toBe(1);
  });
});
