import type { Resource } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import { show, toArm } from './prepare.ts';
import type { ResourceType } from './resource-type.ts';
import { bareSnapshot } from './testing/bare-snapshot.ts';
import { CALLER, LATER, NOW, prepared, refusal, written } from './testing/write.ts';
import { SETTINGS, SETTINGS_DEFAULTS } from './types/governance/settings/type.ts';

const THINGS: ResourceType = {
  type: 'Contoso.Things/things',
  wireType: 'Contoso.Things/wireThings',
  apiVersions: ['2026-01-01'],
  scopes: ['resourceGroup'],
  verbs: ['get', 'put', 'patch'],
  shape: {
    kind: 'object',
    unknown: 'drop',
    properties: {
      kind: { kind: 'string', oneOf: ['Big', 'Small'] },
      properties: {
        kind: 'object',
        unknown: 'drop',
        required: ['size'],
        properties: {
          size: { kind: 'integer' },
          note: { kind: 'string' },
          inner: {
            kind: 'object',
            unknown: 'drop',
            properties: { a: { kind: 'string' }, b: { kind: 'string' } },
          },
          state: { kind: 'string', readOnly: true },
        },
      },
    },
  },
  tracked: true,
  judged: true,
  notFoundCode: 'NotFound',
  patchable: ['tags', 'properties.note', 'properties.inner.a'],
  namePattern: { test: /^[a-z]{1,8}$/i, says: 'up to 8 letters' },
  complete: body => ({ kind: 'Small', ...body }),
  secrets: input => ({ key: `secret of ${input.id.name}` }),
  respond: ({ body, instanceId }) => ({ ...body, instanceId }),
};
const ID = '/subscriptions/s/resourceGroups/rg/providers/Contoso.Things/things/one';
const BODY = { location: 'westeurope', properties: { size: 1 } };
const first = written({ type: THINGS, id: ID, body: BODY });

describe('a PUT', () => {
  it('makes the resource with its defaults, its identity and its secrets', () => {
    expect(first).toEqual({
      id: ID,
      key: ID.toLowerCase(),
      type: 'Contoso.Things/things',
      name: 'one',
      body: { kind: 'Small', location: 'westeurope', properties: { size: 1 } },
      systemData: {
        createdBy: CALLER,
        createdByType: 'Application',
        createdAt: NOW,
        lastModifiedBy: CALLER,
        lastModifiedByType: 'Application',
        lastModifiedAt: NOW,
      },
      etag: 'etag-1',
      instanceId: 'id-1',
      apiVersion: '2026-06-01',
      secrets: { key: 'secret of one' },
    } satisfies Resource);
  });

  it('spells type and keywords as the house does, and names as they came', () => {
    expect(
      written({
        type: THINGS,
        id: '/subscriptions/S/resourcegroups/RG/providers/contoso.things/THINGS/One',
        body: BODY,
      }).id,
    ).toBe('/subscriptions/S/resourceGroups/RG/providers/Contoso.Things/things/One');
  });

  it('of a stored resource takes nothing from it but who it is', () => {
    const stored: Resource = { ...first, body: { ...first.body, tags: { old: '1' }, kind: 'Big' } };
    const next = written({
      type: THINGS,
      id: ID.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
      body: { location: 'West Europe', properties: { size: 2 } },
      stored,
      input: { now: LATER, callerId: 'somebody', callerKind: 'User' },
    });
    expect(next.body).toEqual({ kind: 'Small', location: 'West Europe', properties: { size: 2 } });
    expect([next.id, next.name, next.instanceId, next.secrets]).toEqual([
      ID,
      'one',
      'id-1',
      { key: 'secret of one' },
    ]);
    expect(next.systemData).toEqual({
      createdBy: CALLER,
      createdByType: 'Application',
      createdAt: NOW,
      lastModifiedBy: 'somebody',
      lastModifiedByType: 'User',
      lastModifiedAt: LATER,
    });
  });

  it('may repeat what the URL says, in any case', () => {
    const body = {
      ...BODY,
      ID: ID.toLowerCase(),
      name: 'ONE',
      type: 'contoso.things/wirethings',
      systemData: {},
      etag: 'x',
    };
    expect(written({ type: THINGS, id: ID, body }).body).toEqual(first.body);
  });

  const refused: readonly [string, object, { code: string; target?: string; status?: number }][] = [
    ['without a body', {}, { code: 'InvalidRequestContent' }],
    ['of an array', { body: [] }, { code: 'InvalidRequestContent' }],
    ['of null', { body: null }, { code: 'InvalidRequestContent' }],
    ['of another id', { body: { ...BODY, id: `${ID}x` } }, { code: 'InvalidRequestContent', target: '/id' }],
    [
      'of another name',
      { body: { ...BODY, Name: 'two' } },
      { code: 'InvalidRequestContent', target: '/Name' },
    ],
    [
      'of another type',
      { body: { ...BODY, type: 'Contoso.Things/others' } },
      { code: 'InvalidRequestContent', target: '/type' },
    ],
    [
      'with a name that is no text',
      { body: { ...BODY, name: 1 } },
      { code: 'InvalidRequestContent', target: '/name' },
    ],
    [
      'without a location',
      { body: { properties: { size: 1 } } },
      { code: 'LocationRequired', target: '/location' },
    ],
    [
      'with a null location',
      { body: { ...BODY, location: null } },
      { code: 'LocationRequired', target: '/location' },
    ],
    [
      'with a location that is no text',
      { body: { ...BODY, location: 1 } },
      { code: 'InvalidRequestContent', target: '/location' },
    ],
    [
      'in another location',
      { body: { ...BODY, location: 'eastus' }, stored: first },
      { code: 'InvalidResourceLocation', target: '/location', status: 409 },
    ],
    [
      'under a name that is not allowed',
      { body: BODY, id: `${ID}-1` },
      { code: 'InvalidResourceName', target: 'name' },
    ],
    [
      'that does not fit',
      { body: { location: 'eastus', properties: { size: 'x' } } },
      { code: 'InvalidRequestContent', target: '/properties/size' },
    ],
    [
      'with tags that do not fit',
      { body: { ...BODY, tags: { a: 1 } } },
      { code: 'InvalidRequestContent', target: '/tags/a' },
    ],
  ];
  it.each(refused)('%s is refused', (_, write, { code, target, status = 400 }) => {
    expect(refusal({ type: THINGS, id: ID, ...write })).toMatchObject({ status, code, target });
  });

  it('without a body is taken where the type says so', () => {
    const type: ResourceType = { ...THINGS, tracked: false, emptyBody: true };
    expect(written({ type, id: ID }).body).toEqual({ kind: 'Small' });
  });

  it('that is wrong in several places is refused with all of them', () => {
    const body = { location: 'eastus', kind: 'Huge', properties: { size: true } };
    expect(refusal({ type: THINGS, id: ID, body }).message).toBe(
      "The request content is not valid: '/kind' must be one of 'Big', 'Small', found 'Huge' (and 1 more, see details).",
    );
  });
});

describe('a PATCH', () => {
  const stored: Resource = {
    ...first,
    body: {
      kind: 'Big',
      location: 'westeurope',
      tags: { env: 'test', owner: 'x' },
      properties: { size: 3, note: 'n', inner: { a: '1', b: '2' }, state: 'Ready' },
    },
  };
  const patch = (body: object) =>
    ({ type: THINGS, id: ID, verb: 'PATCH', stored, body: { ...body } }) as const;

  it('merges into what is stored, before the type completes it', () => {
    expect(prepared(patch({ properties: { note: null, inner: { a: '9' } } }))).toMatchObject({
      tagsOnly: false,
      resource: { body: { kind: 'Big', properties: { size: 3, inner: { a: '9', b: '2' } } } },
    });
  });

  it('of tags alone says so, removes with null, and finds tags in any case', () => {
    const result = prepared(patch({ Tags: { ENV: 'prod', owner: null, team: 'y' } }));
    expect(result.tagsOnly).toBe(true);
    expect(result.resource.body['tags']).toEqual({ env: 'prod', team: 'y' });
  });

  it('of tags and more is not of tags alone', () => {
    expect(prepared(patch({ tags: {}, properties: { note: 'm' } })).tagsOnly).toBe(false);
  });

  it('may repeat what it may not change', () => {
    expect(
      prepared(patch({ location: 'westeurope', kind: 'big', properties: { size: 3, note: 'm' } })).resource
        .body,
    ).toMatchObject({ properties: { note: 'm' } });
  });

  it.each([
    ['a property it may not carry', { kind: 'Small' }, '/kind'],
    ['a nested one', { properties: { size: 4 } }, '/properties/size'],
    ['a sibling of one it may carry', { properties: { inner: { b: '9' } } }, '/properties/inner/b'],
    ['the removal of one', { properties: null }, '/properties'],
    ['a wrong type', { properties: { note: 1 } }, '/properties/note'],
    ['another name', { name: 'two' }, '/name'],
  ])('of %s is refused', (_, body, target) => {
    expect(refusal(patch(body))).toMatchObject({ status: 400, code: 'InvalidRequestContent', target });
  });

  it('of nothing is not found, with the code of the type', () => {
    expect(refusal({ type: THINGS, id: ID, verb: 'PATCH', body: {} })).toMatchObject({
      status: 404,
      code: 'NotFound',
    });
  });

  it('of what is always there changes what holds by default', () => {
    const id = '/providers/Sluice.Governance/settings/default';
    const properties = { catalog: { unknownModels: 'refuse' }, retention: { decisionDays: null } };
    expect(written({ type: SETTINGS, id, verb: 'PATCH', body: { properties } }).body).toEqual({
      properties: {
        ...SETTINGS_DEFAULTS,
        catalog: { unknownModels: 'refuse', unresolvedVersions: 'refuse' },
      },
    });
  });
});

it('toArm shows the envelope and never a secret', () => {
  const { id, name, type, body, systemData } = first;
  expect(toArm(first)).toEqual({ id, name, type, ...body, systemData });
});

it('show answers what the type computes, under its public type', () => {
  const shown = show(THINGS, first, {
    baseUrl: 'https://localhost',
    tenantId: 't',
    snapshot: bareSnapshot(),
  });
  expect(shown).toMatchObject({ type: 'Contoso.Things/wireThings', instanceId: 'id-1', kind: 'Small' });
  expect(shown).not.toHaveProperty('secrets');
});
