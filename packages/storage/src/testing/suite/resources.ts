import { describe, expect, it } from 'vitest';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import { sharedStorage, type TestServer } from '../test-server.ts';

const SUBSCRIPTION = '/subscriptions/s1';
const TYPES = [make.ASSIGNMENT_TYPE.toLowerCase()];

function assignmentAt(scope: string, name: string): ReturnType<typeof make.resource> {
  return make.resource(`${scope}/providers/${make.ASSIGNMENT_TYPE}/${name}`, make.ASSIGNMENT_TYPE);
}

/** Assignments on every level, and a workspace with a child whose parent is named like a keyword. */
async function seed(storage: Storage): Promise<void> {
  const trap = make.resource(make.WORKSPACE.replace(/w$/, 'providers'), make.WORKSPACE_TYPE);
  const resources = [
    make.resource(SUBSCRIPTION, 'Microsoft.Resources/subscriptions'),
    make.group(),
    make.workspace(),
    make.endpoint('e1'),
    make.endpoint('e2'),
    make.deployment('e1', 'blue'),
    trap,
    make.resource(`${trap.id}/onlineEndpoints/e3`, make.ENDPOINT_TYPE),
    assignmentAt('', 'at-tenant'),
    assignmentAt(SUBSCRIPTION, 'at-subscription'),
    assignmentAt(make.GROUP, 'at-group'),
    assignmentAt(make.WORKSPACE, 'at-workspace'),
    assignmentAt('/subscriptions/s10', 'at-other'),
  ];
  await storage.commit(make.writeSet({ resources: resources.map(make.put) }));
}

export function describeResources(server: () => TestServer): void {
  describe('resources', () => {
    const storage = sharedStorage(server, seed);

    it('gets by key, and nothing for another one', async () => {
      expect(await storage().resources.get(make.workspace().key)).toEqual(make.workspace());
      expect(await storage().resources.get(make.WORKSPACE)).toBeUndefined();
      expect(await storage().resources.get('')).toBeUndefined();
    });

    it('gets those of many that exist', async () => {
      const keys = [make.workspace().key, make.endpoint('e1').key, '/none', make.workspace().key];
      const found = await storage().resources.getMany(keys);
      expect(found.map(each => each.name).toSorted()).toEqual(['e1', 'w']);
      expect(await storage().resources.getMany([])).toEqual([]);
    });

    it.for([
      [
        'assignments below a subscription, not its namesake',
        { under: SUBSCRIPTION, types: TYPES },
        ['at-subscription', 'at-group', 'at-workspace'],
      ],
      [
        'assignments of everybody',
        { under: '', types: TYPES },
        ['at-tenant', 'at-subscription', 'at-group', 'at-workspace', 'at-other'],
      ],
      [
        'assignments at exactly a subscription',
        { under: SUBSCRIPTION, types: TYPES, direct: true },
        ['at-subscription'],
      ],
      ['assignments at exactly the tenant', { under: '', types: TYPES, direct: true }, ['at-tenant']],
      [
        'children of a workspace',
        { under: make.workspace().key, types: [make.ENDPOINT_TYPE.toLowerCase()], direct: true },
        ['e1', 'e2'],
      ],
      [
        'children of a resource named like a keyword',
        { under: make.WORKSPACE.replace(/w$/, 'providers').toLowerCase(), direct: true },
        ['e3'],
      ],
      [
        'groups of a subscription',
        { under: SUBSCRIPTION, types: ['microsoft.resources/subscriptions/resourcegroups'], direct: true },
        ['rg'],
      ],
      ['subscriptions', { under: '', types: ['microsoft.resources/subscriptions'], direct: true }, ['s1']],
      ['all below an endpoint', { under: make.endpoint('e1').key }, ['blue']],
      [
        'two types',
        { under: make.workspace().key, types: [make.ENDPOINT_TYPE.toLowerCase(), TYPES[0] ?? ''] },
        ['e1', 'e2', 'at-workspace'],
      ],
      ['no type at all', { under: '', types: [] }, []],
      ['nothing below what is not there', { under: '/subscriptions/none' }, []],
    ] as const)('lists %s', async ([, query, names]) => {
      const { items, next } = await storage().resources.list(query);
      expect(items.map(each => each.name).toSorted()).toEqual(names.toSorted());
      expect(items.map(each => each.key)).toEqual(items.map(each => each.key).toSorted());
      expect(next).toBeUndefined();
    });

    it('pages in key order, without gap or repetition', async () => {
      const all = (await storage().resources.list({ under: '' })).items.map(each => each.key);
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const page = await storage().resources.list({
          under: '',
          top: 4,
          ...(after === undefined ? {} : { after }),
        });
        expect(page.items.length).toBeLessThanOrEqual(4);
        paged.push(...page.items.map(each => each.key));
        after = page.next;
      } while (after !== undefined);
      expect(all).toHaveLength(13);
      expect(paged).toEqual(all);
    });

    it('has no next page when the last one is full', async () => {
      expect((await storage().resources.list({ under: '', top: 13 })).next).toBeUndefined();
      expect((await storage().resources.list({ under: '', top: 12 })).next).toBeDefined();
    });

    it('lists what is at several scopes', async () => {
      const parents = ['', SUBSCRIPTION, make.GROUP.toLowerCase()];
      const { items } = await storage().resources.listAt({ types: TYPES, parents });
      expect(items.map(each => each.name).toSorted()).toEqual(['at-group', 'at-subscription', 'at-tenant']);
      expect((await storage().resources.listAt({ types: TYPES, parents: [] })).items).toEqual([]);
      const first = await storage().resources.listAt({ types: TYPES, parents, top: 2 });
      const second = await storage().resources.listAt({
        types: TYPES,
        parents,
        top: 2,
        after: first.next ?? '',
      });
      expect([...first.items, ...second.items]).toEqual(items);
    });

    it.for([
      ['a group with content', make.GROUP.toLowerCase(), true],
      ['a resource without children', make.endpoint('e2').key, false],
      ['a resource that only its namesake has children of', '/subscriptions/s', false],
      ['the tenant', '', true],
    ] as const)('knows whether anything is below %s', async ([, key, expected]) => {
      expect(await storage().resources.existsBelow(key)).toBe(expected);
    });

    it('counts what deployments name as their model, whatever else their documents hold', async () => {
      const { resources } = storage();
      const model = 'azureml://registries/r/models/m/versions/1';
      const named = (name: string, properties: object) =>
        make.deployment('e1', name, { body: { properties: { description: 'x', ...properties } } as never });
      const nul = `\u0000 \ud800 ${'\\'}u0000 ü`;
      const written = [
        named('m1', { model }),
        named('m2', { model, description: nul }),
        named('m3', { model, tags: { [nul]: nul } }),
        named('m4', { model: `${model}${nul}` }),
        named('m5', { model: { referenceType: 'Id', assetId: model } }),
        named('m6', { model: 'm', resolvedModelId: model }),
        named('m7', { model: 'x'.repeat(5_000) }),
        make.deployment('e2', 'm8', { body: { properties: null } }),
        make.endpoint('e9', { body: { properties: { model } } }),
      ];
      await storage().commit(make.writeSet({ resources: written.map(make.put) }));
      const types = [make.DEPLOYMENT_TYPE.toLowerCase(), make.ENDPOINT_TYPE.toLowerCase()];
      const count = async (under: readonly string[], of = types) =>
        (await resources.countModelReferences({ types: of, under }))
          .map(({ typeKey, properties, deployments }) => {
            expect(typeKey).toBe(types[0]);
            return [properties, deployments] as const;
          })
          .toSorted((one, other) => other[1] - one[1]);
      const nothing = { model: null, modelSettings: null, resolvedModelId: null };
      const first = [{ ...nothing, model }, 3] as const;
      const all = await count(['']);
      expect(all[0]).toEqual(first);
      expect(all).toHaveLength(5);
      expect(all).toContainEqual([{ ...nothing, model: 'm', resolvedModelId: model }, 1]);
      expect(all).toContainEqual([{ ...nothing, model: { referenceType: 'Id', assetId: model } }, 1]);
      // Of those in e2, and of the one that was there before, nothing is known.
      expect(all).toContainEqual([nothing, 2]);
      expect((await count([make.endpoint('e1').key, make.GROUP.toLowerCase()]))[0]).toEqual(first);
      expect(await count([named('m1', {}).key])).toEqual([[{ ...nothing, model }, 1]]);
      expect(await count([make.endpoint('e2').key])).toEqual([[nothing, 1]]);
      expect(await count(['/subscriptions/none'])).toEqual([]);
      expect(await count([])).toEqual([]);
      expect(await count([''], [])).toEqual([]);
      await storage().commit(make.writeSet({ resources: written.map(({ key }) => make.remove(key)) }));
    });

    it.for([
      ['support', 'all', ['support-chat', 'blue_2']],
      ['supportchat', 'all', ['support-chat', 'blue_2']],
      ['chat blue', 'all', ['blue_2']],
      ['ort', 'all', []],
      ['blue2', 'all', ['blue_2']],
      ['w', 'all', ['support-chat', 'blue_2', 'workspace']],
      ['chat purple', 'all', []],
      ['chat purple blue', 'any', ['blue_2', 'support-chat']],
      ["'; drop table", 'any', []],
      ['', 'all', []],
      ['x'.repeat(5_000), 'all', []],
      ['été', 'all', []],
    ] as const)('are found by the words %.20s (%s)', async ([text, mode, names]) => {
      const at = '/subscriptions/searched/resourceGroups/g/providers/Microsoft.MachineLearningServices';
      const workspace = make.resource(`${at}/workspaces/workspace`, make.WORKSPACE_TYPE);
      const endpoint = make.resource(`${workspace.id}/onlineEndpoints/Support-Chat`, make.ENDPOINT_TYPE);
      const deployment = make.resource(`${endpoint.id}/deployments/Blue_2`, make.DEPLOYMENT_TYPE);
      await storage().commit(make.writeSet({ resources: [workspace, endpoint, deployment].map(make.put) }));
      const types = [make.WORKSPACE_TYPE, make.ENDPOINT_TYPE, make.DEPLOYMENT_TYPE].map(type =>
        type.toLowerCase(),
      );
      const search = async (under: readonly string[], of = types) =>
        (await storage().resources.search({ words: text.split(' '), mode, types: of, under })).found;
      const found = await search(['/subscriptions/searched']);
      const named = found.map(({ id }) => id.slice(id.lastIndexOf('/') + 1).toLowerCase());
      expect(mode === 'all' ? named.toSorted() : named).toEqual(mode === 'all' ? names.toSorted() : names);
      expect(found.filter(({ key, id }) => key !== id.toLowerCase())).toEqual([]);
      expect(await search([])).toEqual([]);
      expect(await search([''], [])).toEqual([]);
      expect((await search([deployment.key])).length).toBe(names.some(name => name === 'blue_2') ? 1 : 0);
    });

    it('are counted as far as that is fast, and one that is called just so is found among very many', async () => {
      const at =
        '/subscriptions/many/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces';
      const many = Array.from({ length: 5_500 }, (_, index) =>
        make.resource(`${at}/crowd-${index}`, make.WORKSPACE_TYPE),
      );
      const few = [
        make.resource(`${at}/zz-crowd`, make.WORKSPACE_TYPE),
        make.resource(`${at}/w/onlineEndpoints/crowd`, make.ENDPOINT_TYPE),
      ];
      await storage().commit(make.writeSet({ resources: [...many, ...few].map(make.put) }));
      const types = [make.WORKSPACE_TYPE, make.ENDPOINT_TYPE].map(type => type.toLowerCase());
      const search = (words: readonly string[]) =>
        storage().resources.search({ words, mode: 'all', types, under: ['/subscriptions/many'] });
      const { found, counts, isWhole } = await search(['crowd']);
      expect([isWhole, (counts.get(types[0] ?? '') ?? 0) > 4_900]).toEqual([false, true]);
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      expect(found.map(({ key }) => key)).toEqual(expect.arrayContaining(few.map(({ key }) => key)));
      const some = await search(['crowd', '54']);
      expect([some.isWhole, some.counts.get(types[0] ?? ''), some.found.length]).toEqual([true, 111, 111]);
      await storage().commit(
        make.writeSet({ resources: [...many, ...few].map(({ key }) => make.remove(key)) }),
      );
    });
  });
}
