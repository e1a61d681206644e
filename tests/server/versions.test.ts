import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, assignmentAt, openWorld, type World } from './harness.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const put = (path: string, properties: object) => w.as.owner('PUT', path, { body: { properties } });
const failure = ({ status, body }: Answer) => [status, body?.error?.code];
const namesIn = ({ body }: Answer) => body.value.map(({ name }: { name: string }) => name);
const at = (name: string) => `${w.production}/${AUTHORIZATION}/policyDefinitions/${name}`;
const setAt = (name: string) => `${w.production}/${AUTHORIZATION}/policySetDefinitions/${name}`;
/** A rule that refuses groups of one name. */
const refusing = (name: string, more: object = {}) => ({
  mode: 'All',
  policyRule: {
    if: {
      allOf: [
        { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' },
        { field: 'name', equals: name },
      ],
    },
    then: { effect: 'deny' },
  },
  ...more,
});
const makeGroup = async (name: string) =>
  (await w.as.owner('PUT', `${w.production}/resourceGroups/${name}`, { body: { location: 'westeurope' } }))
    .status;

describe('the versions of a definition', () => {
  test('the only one changes in place, while nobody asks for it', async () => {
    const id = at('place');
    await put(id, refusing('one'));
    const again = await put(id, refusing('two'));
    expect([again.status, again.body.properties.version, again.body.properties.versions]).toEqual([
      201,
      '1.0.0',
      ['1.0.0'],
    ]);
    const assignment = assignmentAt(w.production, 'place');
    await put(assignment, { policyDefinitionId: id });
    expect((await put(id, refusing('three'))).status).toBe(201);
    await put(assignment, { policyDefinitionId: id, definitionVersion: '1.*.*' });
    expect(failure(await put(id, refusing('four')))).toEqual([409, 'PolicyDefinitionVersionExists']);
    // Texts say nothing of what is judged.
    const texts = await put(id, refusing('three', { displayName: 'Three', version: '1.0.0' }));
    expect([texts.status, texts.body.properties.displayName]).toEqual([201, 'Three']);
    await w.as.owner('DELETE', assignment);
    await w.as.owner('DELETE', id);
  });

  test('a PUT with another version keeps the one before', async () => {
    const id = at('kept');
    await put(id, refusing('old', { version: '1.0.0', displayName: 'Old' }));
    const newer = await put(id, refusing('new', { version: '2.0.0' }));
    expect(newer.body.properties.versions).toEqual(['2.0.0', '1.0.0']);
    const listed = await w.as.owner('GET', `${id}/versions`);
    expect(namesIn(listed)).toEqual(['2.0.0', '1.0.0']);
    const old = await w.as.owner('GET', `${id}/versions/1.0.0`);
    expect(old.body).toMatchObject({
      id: `${id}/versions/1.0.0`,
      type: 'Microsoft.Authorization/policyDefinitions/versions',
      properties: { version: '1.0.0', displayName: 'Old', policyType: 'Custom' },
    });
    expect((await w.as.owner('GET', `${id}/versions/2.0.0`)).body.properties.policyRule).toEqual(
      refusing('new').policyRule,
    );
    expect(failure(await w.as.owner('GET', `${id}/versions/3.0.0`))).toEqual([
      404,
      'PolicyDefinitionVersionNotFound',
    ]);
    const all = await w.as.owner('POST', `${w.production}/${AUTHORIZATION}/listPolicyDefinitionVersions`);
    const ids = all.body.value.map((each: { id: string }) => each.id);
    expect(ids).toEqual(expect.arrayContaining([`${id}/versions/2.0.0`, `${id}/versions/1.0.0`]));

    // What is not the only one any more is fixed; the current one can be an older one again.
    expect(failure(await put(id, refusing('other', { version: '2.0.0' })))).toEqual([
      409,
      'PolicyDefinitionVersionExists',
    ]);
    expect(failure(await put(id, refusing('other', { version: '1.0.0' })))).toEqual([
      409,
      'PolicyDefinitionVersionExists',
    ]);
    const back = await put(id, refusing('old', { version: '1.0.0' }));
    expect([back.body.properties.version, back.body.properties.versions]).toEqual([
      '1.0.0',
      ['2.0.0', '1.0.0'],
    ]);
    expect((await w.as.owner('DELETE', id)).status).toBe(200);
    expect((await w.as.owner('GET', `${id}/versions/2.0.0`)).status).toBe(404);
    expect((await put(id, refusing('fresh'))).body.properties.versions).toEqual(['1.0.0']);
    expect(namesIn(await w.as.owner('GET', `${id}/versions`))).toEqual(['1.0.0']);
    await w.as.owner('DELETE', id);
  });

  test('are resources of their own that do not change, and the newest is current', async () => {
    const id = at('own');
    expect(failure(await put(`${id}/versions/1.0.0`, refusing('x')))).toEqual([
      404,
      'ParentResourceNotFound',
    ]);
    await put(id, refusing('one'));
    const minor = await put(`${id}/versions/1.1.0`, refusing('minor', { displayName: 'Minor' }));
    expect([minor.status, minor.body.name, minor.body.properties.version]).toEqual([201, '1.1.0', '1.1.0']);
    const current = await w.as.owner('GET', id);
    expect(current.body.properties).toMatchObject({
      version: '1.1.0',
      versions: ['1.1.0', '1.0.0'],
      displayName: 'Minor',
    });
    expect((await put(`${id}/versions/0.9.0`, refusing('older'))).status).toBe(201);
    expect((await w.as.owner('GET', id)).body.properties).toMatchObject({
      version: '1.1.0',
      versions: ['1.1.0', '1.0.0', '0.9.0'],
    });
    expect((await put(`${id}/versions/1.1.0`, refusing('minor'))).status).toBe(200);
    for (const version of ['1.1.0', '1.0.0', '0.9.0'])
      expect(failure(await put(`${id}/versions/${version}`, refusing('changed')))).toEqual([
        409,
        'PolicyDefinitionVersionExists',
      ]);
    expect(failure(await w.as.owner('DELETE', `${id}/versions/1.1.0`))).toEqual([
      409,
      'PolicyDefinitionVersionInUse',
    ]);
    const gone = await w.as.owner('DELETE', `${id}/versions/0.9.0`);
    expect([gone.status, gone.body.name]).toEqual([200, '0.9.0']);
    expect((await w.as.owner('DELETE', `${id}/versions/0.9.0`)).status).toBe(204);
    expect((await w.as.owner('GET', id)).body.properties.versions).toEqual(['1.1.0', '1.0.0']);
    await w.as.owner('DELETE', id);
  });

  test('the current one is fixed by a PUT of it as a version', async () => {
    const id = at('fixed');
    await put(id, refusing('one'));
    expect(failure(await put(`${id}/versions/1.0.0`, refusing('two')))).toEqual([
      409,
      'PolicyDefinitionVersionExists',
    ]);
    expect((await put(`${id}/versions/1.0.0`, refusing('one'))).status).toBe(201);
    expect(failure(await put(id, refusing('two')))).toEqual([409, 'PolicyDefinitionVersionExists']);
    await w.as.owner('DELETE', id);
  });

  test.each<[string, string, object, number, string]>([
    ['a name that is no version', '1.0', refusing('x'), 400, 'InvalidResourceName'],
    [
      'another version in the content',
      '1.2.0',
      refusing('x', { version: '1.3.0' }),
      400,
      'InvalidRequestContent',
    ],
    ['no rule', '1.2.0', { mode: 'All' }, 400, 'InvalidRequestContent'],
    [
      'a rule that is none',
      '1.2.0',
      { policyRule: { if: { field: 'name', resembles: 'x' }, then: { effect: 'deny' } } },
      400,
      'InvalidPolicyRule',
    ],
    [
      'an older version with a rule that is none',
      '0.1.0',
      { policyRule: { if: { field: 'name', resembles: 'x' }, then: { effect: 'deny' } } },
      400,
      'InvalidPolicyRule',
    ],
  ])('%s is refused, and nothing is stored', async (_, version, properties, status, code) => {
    await put(at('bad'), refusing('one'));
    expect(failure(await put(`${at('bad')}/versions/${version}`, properties))).toEqual([status, code]);
    expect((await w.as.owner('GET', at('bad'))).body.properties.versions).toEqual(['1.0.0']);
    await w.as.owner('DELETE', at('bad'));
  });

  test('of a built-in one are only read', async () => {
    const id = `/${AUTHORIZATION}/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90`;
    expect((await w.as.mlEngineer('GET', `${id}/versions`)).body.value).toHaveLength(1);
    expect(failure(await put(`${id}/versions/9.0.0`, refusing('x')))).toEqual([
      403,
      'BuiltInPolicyDefinitionCannotBeChanged',
    ]);
  });
});

describe('an assignment', () => {
  test('holds the version that it asks for, and tells which that is', async () => {
    const id = at('asked');
    const assignment = assignmentAt(w.production, 'asked');
    await put(id, refusing('first', { version: '1.0.0' }));
    await put(assignment, { policyDefinitionId: id, definitionVersion: '1.*.*' });
    expect([await makeGroup('first'), await makeGroup('second')]).toEqual([403, 201]);
    await put(id, refusing('second', { version: '2.0.0' }));
    expect([await makeGroup('first'), await makeGroup('second')]).toEqual([403, 200]);
    await put(`${id}/versions/1.1.0`, refusing('third'));
    expect([await makeGroup('first'), await makeGroup('third')]).toEqual([201, 403]);

    const expand = '?$expand=LatestDefinitionVersion,%20EffectiveDefinitionVersion';
    const plain = (await w.as.owner('GET', assignment)).body.properties;
    expect(plain).not.toHaveProperty('effectiveDefinitionVersion');
    expect((await w.as.owner('GET', assignment + expand)).body.properties).toMatchObject({
      definitionVersion: '1.*.*',
      latestDefinitionVersion: '2.0.0',
      effectiveDefinitionVersion: '1.1.0',
    });
    expect(failure(await w.as.owner('DELETE', `${id}/versions/1.0.0`))).toEqual([200, undefined]);
    expect(failure(await w.as.owner('DELETE', `${id}/versions/1.1.0`))).toEqual([
      409,
      'PolicyDefinitionVersionInUse',
    ]);
    await put(assignment, {
      policyDefinitionId: id,
      definitionVersion: '1.*.*',
      overrides: [{ kind: 'policyVersion', value: '2.*.*' }],
    });
    expect([await makeGroup('second'), await makeGroup('third')]).toEqual([403, 201]);
    const older = await put(assignment, {
      policyDefinitionId: id,
      definitionVersion: '2.*.*',
      overrides: [{ kind: 'definitionVersion', value: '1.*.*' }],
    });
    expect(failure(older)).toEqual([400, 'InvalidPolicyAssignment']);
    await w.as.owner('DELETE', assignment);
    await w.as.owner('DELETE', id);
  });
});

describe('the versions of an initiative', () => {
  test('have members of their own, and pin versions of those', async () => {
    const member = at('member');
    const id = setAt('versioned');
    const assignment = assignmentAt(w.production, 'versioned');
    const members = (definitionVersion: string, more: object = {}) => ({
      policyDefinitions: [
        { policyDefinitionId: member, policyDefinitionReferenceId: 'only', definitionVersion },
      ],
      ...more,
    });
    await put(member, refusing('alpha', { version: '1.0.0' }));
    await put(member, refusing('beta', { version: '2.0.0' }));
    await put(id, members('1.*.*'));
    await put(assignment, { policyDefinitionId: id, definitionVersion: '1.*.*' });
    expect([await makeGroup('alpha'), await makeGroup('beta')]).toEqual([403, 201]);
    expect(failure(await w.as.owner('DELETE', `${member}/versions/1.0.0`))).toEqual([
      409,
      'PolicyDefinitionVersionInUse',
    ]);
    expect(failure(await put(id, members('2.*.*')))).toEqual([409, 'PolicyDefinitionVersionExists']);
    expect((await put(`${id}/versions/2.0.0`, members('2.*.*'))).status).toBe(201);
    expect([await makeGroup('alpha'), await makeGroup('beta')]).toEqual([403, 200]);
    expect((await w.as.owner('GET', id)).body.properties.versions).toEqual(['2.0.0', '1.0.0']);
    await put(assignment, { policyDefinitionId: id });
    expect([await makeGroup('alpha'), await makeGroup('beta')]).toEqual([201, 403]);
    const expanded = await w.as.owner('GET', `${id}?$expand=LatestDefinitionVersion`);
    expect(expanded.body.properties.policyDefinitions[0]).toMatchObject({
      definitionVersion: '2.*.*',
      latestDefinitionVersion: '2.0.0',
    });
    expect(namesIn(await w.as.owner('GET', `${id}/versions`))).toEqual(['2.0.0', '1.0.0']);
    const all = await w.as.owner('POST', `${w.production}/${AUTHORIZATION}/listPolicySetDefinitionVersions`);
    expect(namesIn(all)).toEqual(['2.0.0', '1.0.0']);
    expect((await w.as.owner('DELETE', `${id}/versions/1.0.0`)).status).toBe(200);
    expect(failure(await put(`${id}/versions/3.0.0`, members('9.*.*')))).toEqual([
      404,
      'PolicyDefinitionVersionNotFound',
    ]);
    for (const each of [assignment, id, member]) expect((await w.as.owner('DELETE', each)).status).toBe(200);
  });
});
