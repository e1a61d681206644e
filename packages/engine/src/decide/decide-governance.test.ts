import type { JsonObject } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import type { EvaluationRequest, RelatedAnswer } from '../model/decision.ts';
import type {
  Attestation,
  PolicyAssignment,
  PolicyDefinition,
  PolicyEnrollment,
  PolicyExemption,
  PolicySetDefinition,
  SnapshotChange,
} from '../model/records.ts';
import { assign, assignment, definition, put, snapshotOf, THING, thing, write } from '../testing/policies.ts';
import { decide } from './decide.ts';

const S1 = '/subscriptions/s1';
const RG1 = `${S1}/resourceGroups/rg1`;
const AUTHORIZATION = 'providers/Microsoft.Authorization';

const NAMED = rule('named', {
  if: { field: 'name', in: "[parameters('names')]" },
  then: { effect: "[parameters('effect')]" },
});

function rule(
  name: string,
  policyRule: JsonObject,
  record: Partial<PolicyDefinition> = {},
): PolicyDefinition {
  const ofThings = { allOf: [{ field: 'type', equals: THING }, policyRule['if'] ?? {}] };
  return definition(
    name,
    {
      mode: 'Indexed',
      parameters: {
        names: { type: 'Array', defaultValue: ['bad'] },
        effect: {
          type: 'String',
          allowedValues: ['Deny', 'Audit', 'Disabled'],
          defaultValue: 'Deny',
        },
      },
      policyRule: { ...policyRule, if: ofThings },
    },
    record,
  );
}

function initiative(
  members: PolicySetDefinition['members'],
  parameters: JsonObject = {},
  record: Partial<PolicySetDefinition> = {},
): PolicySetDefinition {
  return {
    id: `/${AUTHORIZATION}/policySetDefinitions/set`,
    name: 'set',
    policyType: 'Custom',
    version: '1.0.0',
    parameters,
    groups: ['g'],
    members,
    ...record,
  };
}

function member(
  referenceId: string,
  record: PolicyDefinition,
  parameters: JsonObject = {},
): PolicySetDefinition['members'][number] {
  return {
    policyDefinitionId: record.id,
    policyDefinitionReferenceId: referenceId,
    parameters,
    groupNames: ['g'],
  };
}

const putSet = (record: PolicySetDefinition): SnapshotChange => ({
  kind: 'policySetDefinition',
  key: record.id.toLowerCase(),
  record,
});
const assigned = (name: string, of: { readonly id: string }, record: Partial<PolicyAssignment> = {}) =>
  assign(assignment(name, S1, of.id, record));

function results(
  changes: readonly SnapshotChange[],
  resource: JsonObject & { readonly id: string },
  request: Partial<EvaluationRequest> = {},
): readonly string[] {
  const snapshot = snapshotOf(...changes);
  return decide(snapshot, write(snapshot, resource, request)).results.map(
    ({ key, effect, outcome, complianceState, refuses }) =>
      `${key.slice(key.lastIndexOf('/') + 1)} ${effect} ${outcome} ${complianceState}${refuses ? '!' : ''}`,
  );
}

describe('an initiative', () => {
  const set = initiative(
    [
      member('one', NAMED, { effect: "[parameters('effect')]" }),
      member('two', NAMED, { effect: 'Audit', names: ["[concat(parameters('name'), '-x')]", 'bad'] }),
    ],
    {
      effect: { type: 'String', defaultValue: 'Deny' },
      name: { type: 'String', defaultValue: 'worse' },
    },
  );

  test('puts each of its members in force, with the values that it passes on', () => {
    expect(results([put(NAMED), putSet(set), assigned('a', set)], thing('bad'))).toEqual([
      'a#one Deny matched NonCompliant!',
      'a#two Audit matched NonCompliant',
    ]);
    expect(results([put(NAMED), putSet(set), assigned('a', set)], thing('worse-x'))).toEqual([
      'a#one Deny notMatched Compliant',
      'a#two Audit matched NonCompliant',
    ]);
  });

  test('takes its values from the assignment', () => {
    const parameters = { effect: 'Disabled', name: 'odd' };
    expect(results([put(NAMED), putSet(set), assigned('a', set, { parameters })], thing('odd-x'))).toEqual([
      'a#two Audit matched NonCompliant',
    ]);
  });

  test('follows a change of itself, and of a member', () => {
    const fewer = { ...set, members: set.members.slice(1) };
    const changes = [put(NAMED), putSet(set), assigned('a', set)];
    expect(results([...changes, putSet(fewer)], thing('bad'))).toEqual(['a#two Audit matched NonCompliant']);
    const other = rule('named', {
      if: { field: 'name', equals: 'new' },
      then: { effect: "[parameters('effect')]" },
    });
    expect(results([...changes, put(other)], thing('new'))).toEqual([
      'a#one Deny matched NonCompliant!',
      'a#two Audit matched NonCompliant',
    ]);
  });

  test('leaves out a member whose mode nothing judges by', () => {
    const foreign = definition('foreign', {
      mode: 'Microsoft.Kubernetes.Data',
      policyRule: { if: { field: 'type', equals: 'x' }, then: { effect: 'audit' } },
    });
    const mixed = initiative([member('one', NAMED), member('two', foreign)]);
    expect(results([put(NAMED), put(foreign), putSet(mixed), assigned('a', mixed)], thing('bad'))).toEqual([
      'a#one Deny matched NonCompliant!',
    ]);
  });

  test.each([
    [
      'a built-in one stands in, as the version that there is',
      'BuiltIn',
      {},
      'a#one Deny matched NonCompliant!',
    ],
    ['a built-in one that takes other parameters is left out', 'BuiltIn', { odd: 1 }, undefined],
    ['a custom one refuses', 'Custom', {}, 'a#one Deny error Error!'],
  ] as const)('of a version that is not here: %s', (_, policyType, parameters, expected) => {
    const only = { ...NAMED, policyType };
    const pinned = initiative([{ ...member('one', only, parameters), definitionVersion: '7.*.*' }]);
    const found = results([put(only), putSet(pinned), assigned('a', pinned)], thing('bad'));
    expect(found).toEqual(expected === undefined ? [] : [expected]);
  });

  test('refuses through a member that is gone: nobody knows what it would have said', () => {
    expect(results([putSet(initiative([member('one', NAMED)])), assigned('a', set)], thing('good'))).toEqual([
      'a#one Deny error Error!',
    ]);
  });

  test('says its members’ messages, else the one for all', () => {
    const nonComplianceMessages = [
      { message: 'all' },
      { message: 'first', policyDefinitionReferenceId: 'ONE' },
    ];
    const snapshot = snapshotOf(put(NAMED), putSet(set), assigned('a', set, { nonComplianceMessages }));
    const { results: found } = decide(snapshot, write(snapshot, thing('bad')));
    expect(found.map(({ message }) => message)).toEqual(['first', 'all']);
    expect(found[0]?.reference).toMatchObject({ referenceId: 'one', groupNames: ['g'] });
  });
});

describe('versions', () => {
  const old = rule(
    'named',
    { if: { field: 'name', equals: 'old' }, then: { effect: 'deny' } },
    { version: '1.0.0' },
  );
  const minor = rule(
    'named',
    { if: { field: 'name', equals: 'minor' }, then: { effect: 'deny' } },
    { version: '1.2.0' },
  );
  const current: PolicyDefinition = {
    ...rule(
      'named',
      { if: { field: 'name', equals: 'new' }, then: { effect: 'deny' } },
      { version: '2.0.0' },
    ),
    otherVersions: [old, minor],
  };
  test.each([
    [undefined, 'new'],
    ['1.*.*', 'minor'],
    ['1.0.*', 'old'],
    ['2.*.*', 'new'],
  ])('%s asks for the one that refuses %s', (definitionVersion, name) => {
    const chosen = assigned('a', current, definitionVersion === undefined ? {} : { definitionVersion });
    const refused = ['old', 'minor', 'new'].filter(each =>
      results([put(current), chosen], thing(each)).some(line => line.endsWith('!')),
    );
    expect(refused).toEqual([name]);
  });
});

describe('selectors and overrides', () => {
  const inEurope = { kind: 'resourceLocation' as const, in: ['West Europe'] };
  test.each([
    ['westeurope', ['a Deny matched NonCompliant!']],
    ['eastus', []],
  ])('an assignment that selects Europe judges a thing in %s', (location, expected) => {
    const resourceSelectors = [{ selectors: [inEurope] }];
    expect(
      results([put(NAMED), assigned('a', NAMED, { resourceSelectors })], thing('bad', { location })),
    ).toEqual(expected);
  });
  test.each([
    ['a type that is not selected', { kind: 'resourceType' as const, notIn: [THING] }, 0],
    ['a type that is', { kind: 'resourceType' as const, in: ['microsoft.x/THINGS'] }, 1],
    [
      'what has no location',
      { kind: 'resourceWithoutLocation' as const, in: ['subscriptionLevelResources'] },
      0,
    ],
  ])('%s', (_, selector, count) => {
    const resourceSelectors = [{ selectors: [selector] }];
    const found = results([put(NAMED), assigned('a', NAMED, { resourceSelectors })], thing('bad'));
    expect(found).toHaveLength(count);
  });
  test('one of several resource selectors is enough, all of its selectors must hold', () => {
    const resourceSelectors = [
      { selectors: [inEurope, { kind: 'resourceType' as const, in: ['x/y'] }] },
      { selectors: [{ kind: 'resourceLocation' as const, in: ['eastus'] }] },
    ];
    const changes = [put(NAMED), assigned('a', NAMED, { resourceSelectors })];
    expect(results(changes, thing('bad'))).toHaveLength(1);
    expect(results(changes, thing('bad', { location: 'westeurope' }))).toHaveLength(0);
  });
  test('an effect is overridden where the location says so; the first override wins', () => {
    const overrides = [
      { kind: 'policyEffect' as const, value: 'Audit', selectors: [inEurope] },
      { kind: 'policyEffect' as const, value: 'Disabled', selectors: [] },
    ];
    const changes = [put(NAMED), assigned('a', NAMED, { overrides })];
    expect(results(changes, thing('bad', { location: 'westeurope' }))).toEqual([
      'a Audit matched NonCompliant',
    ]);
    expect(results(changes, thing('bad'))).toEqual([]);
  });
  test('an effect is overridden for one member', () => {
    const set = initiative([member('one', NAMED), member('two', NAMED)]);
    const overrides = [
      {
        kind: 'policyEffect' as const,
        value: 'Audit',
        selectors: [{ kind: 'policyDefinitionReferenceId' as const, in: ['TWO'] }],
      },
    ];
    expect(results([put(NAMED), putSet(set), assigned('a', set, { overrides })], thing('bad'))).toEqual([
      'a#one Deny matched NonCompliant!',
      'a#two Audit matched NonCompliant',
    ]);
  });
});

describe('exemptions and enrollments', () => {
  const A = `${S1}/${AUTHORIZATION}/policyAssignments/a`;
  const exempt = (scope: string, record: Partial<PolicyExemption> = {}): SnapshotChange => {
    const id = `${scope}/${AUTHORIZATION}/policyExemptions/e`;
    return {
      kind: 'policyExemption',
      key: id.toLowerCase(),
      record: {
        id,
        name: 'e',
        scope,
        policyAssignmentId: A.toUpperCase(),
        policyDefinitionReferenceIds: [],
        exemptionCategory: 'Waiver',
        assignmentScopeValidation: 'Default',
        ...record,
      },
    };
  };
  const changes = [put(NAMED), assigned('a', NAMED)];
  test.each([
    ['at the resource', exempt(thing('bad').id), 'a Deny exempt Exempt'],
    ['at its group', exempt(RG1), 'a Deny exempt Exempt'],
    ['at another group', exempt(`${S1}/resourceGroups/rg2`), 'a Deny matched NonCompliant!'],
    ['until later', exempt(RG1, { expiresOn: '2026-01-01T00:00:01Z' }), 'a Deny exempt Exempt'],
    ['until now', exempt(RG1, { expiresOn: '2026-01-01T00:00:00Z' }), 'a Deny matched NonCompliant!'],
    ['of another assignment', exempt(RG1, { policyAssignmentId: `${A}b` }), 'a Deny matched NonCompliant!'],
    [
      'of a member, where there are none',
      exempt(RG1, { policyDefinitionReferenceIds: ['one'] }),
      'a Deny matched NonCompliant!',
    ],
    [
      'of another location',
      exempt(RG1, {
        resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }],
      }),
      'a Deny matched NonCompliant!',
    ],
  ])('an exemption %s', (_, change, expected) => {
    expect(results([...changes, change], thing('bad'))).toEqual([expected]);
  });

  test('an expired exemption is named', () => {
    const snapshot = snapshotOf(...changes, exempt(RG1, { expiresOn: '2020-01-01T00:00:00Z' }));
    const [result] = decide(snapshot, write(snapshot, thing('bad'))).results;
    expect(result?.exemptionIds).toEqual([`${RG1}/${AUTHORIZATION}/policyExemptions/e`]);
  });

  const enroll = (record: Partial<PolicyEnrollment> = {}): SnapshotChange => {
    const id = `${RG1}/${AUTHORIZATION}/policyEnrollments/e`;
    return {
      kind: 'policyEnrollment',
      key: id.toLowerCase(),
      record: {
        id,
        name: 'e',
        scope: RG1,
        policyAssignmentId: A,
        policyAssignmentInstanceId: 'instance-a',
        policyDefinitionReferenceIds: [],
        assignmentScopeValidation: 'Default',
        ...record,
      },
    };
  };
  test.each([
    ['without an enrollment', [], 'a Deny matched NonCompliant'],
    ['with one', [enroll()], 'a Deny matched NonCompliant!'],
    [
      'with one of an assignment that was made again',
      [enroll({ policyAssignmentInstanceId: 'before' })],
      'a Deny matched NonCompliant',
    ],
    ['with one elsewhere', [enroll({ scope: `${S1}/resourceGroups/rg2` })], 'a Deny matched NonCompliant'],
  ])('mode Enroll %s', (_, enrollments, expected) => {
    const enrolling = assigned('a', NAMED, { enforcementMode: 'Enroll' });
    expect(results([put(NAMED), enrolling, ...enrollments], thing('bad'))).toEqual([expected]);
  });
});

describe('effects that look elsewhere', () => {
  const looking = (details: JsonObject, effect = 'auditIfNotExists') =>
    rule('looking', { if: { field: 'name', equals: 'bad' }, then: { effect, details } });
  const RELATED = 'Microsoft.X/things/parts';
  const existence = {
    type: RELATED,
    existenceCondition: { field: 'name', equals: "[field('tags.wanted')]" },
  };
  const bad = thing('bad', { tags: { wanted: 'part' } });

  test.each<[string, readonly JsonObject[] | undefined, string]>([
    ['nobody has looked', undefined, 'a auditIfNotExists pending NonCompliant'],
    ['there is none', [], 'a auditIfNotExists matched NonCompliant'],
    ['there is another', [{ name: 'other', type: RELATED }], 'a auditIfNotExists matched NonCompliant'],
    [
      'one of several will do',
      [
        { name: 'other', type: RELATED },
        { name: 'part', type: RELATED },
      ],
      'a auditIfNotExists notMatched Compliant',
    ],
  ])('related resources: %s', (_, resources, expected) => {
    const key = `${S1}/${AUTHORIZATION}/policyAssignments/a`.toLowerCase();
    const related: RelatedAnswer[] = resources === undefined ? [] : [{ key, resources }];
    const asked = looking(existence);
    expect(results([put(asked), assigned('a', asked)], bad, { related })).toEqual([expected]);
  });

  test('what its `if` does not match it does not apply to', () => {
    const asked = looking(existence);
    expect(results([put(asked), assigned('a', asked)], thing('good'))).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['a child type is looked for below the resource', { type: RELATED }, { scope: bad.id }],
    ['another type in the group', { type: 'Microsoft.Y/others' }, { scope: RG1 }],
    ['or in the subscription', { type: 'Microsoft.Y/others', existenceScope: 'Subscription' }, { scope: S1 }],
    [
      'or in another group',
      { type: 'Microsoft.Y/others', resourceGroupName: "[concat('rg', '2')]" },
      { scope: `${S1}/resourceGroups/rg2` },
    ],
    ['a name is exact', { type: 'Microsoft.Y/others', name: "[field('name')]" }, { scope: RG1, name: 'bad' }],
    [
      'a question mark is none',
      { type: 'Microsoft.Y/others', name: "[concat(field('name'), '/?')]" },
      { scope: RG1 },
    ],
  ])('%s', (_, details, query) => {
    const asked = looking(details);
    const snapshot = snapshotOf(put(asked), assigned('a', asked));
    const { pending } = decide(snapshot, write(snapshot, bad));
    expect(pending).toEqual([
      { key: expect.any(String), type: String(details['type']).toLowerCase(), ...query },
    ]);
  });

  test('what a deployment would be is told, with the policy’s expressions evaluated', () => {
    const deploying = looking(
      {
        type: RELATED,
        roleDefinitionIds: ['/x'],
        deployment: {
          properties: {
            mode: 'incremental',
            template: { x: "[parameters('name')]" },
            parameters: { name: { value: "[field('name')]" } },
          },
        },
      },
      'deployIfNotExists',
    );
    const key = `${S1}/${AUTHORIZATION}/policyAssignments/a`.toLowerCase();
    const snapshot = snapshotOf(put(deploying), assigned('a', deploying));
    const [result] = decide(snapshot, write(snapshot, bad, { related: [{ key, resources: [] }] })).results;
    expect(result?.details).toMatchObject({
      deployment: {
        properties: { template: { x: "[parameters('name')]" }, parameters: { name: { value: 'bad' } } },
      },
    });
  });
});

describe('manual', () => {
  const manual = (details?: JsonObject) =>
    rule('asked', {
      if: { field: 'name', equals: 'bad' },
      then: { effect: 'manual', ...(details && { details }) },
    });
  const attest = (record: Partial<Attestation> = {}): SnapshotChange => {
    const id = `${thing('bad').id}/providers/Microsoft.PolicyInsights/attestations/t`;
    return {
      kind: 'attestation',
      key: id.toLowerCase(),
      record: {
        id,
        name: 't',
        scope: thing('bad').id,
        policyAssignmentId: `${S1}/${AUTHORIZATION}/policyAssignments/a`,
        complianceState: 'Compliant',
        ...record,
      },
    };
  };
  test.each<[string, JsonObject | undefined, readonly SnapshotChange[], string]>([
    ['unknown', undefined, [], 'Unknown'],
    ['the default state', { defaultState: 'Non-compliant' }, [], 'NonCompliant'],
    ['as attested', undefined, [attest()], 'Compliant'],
    ['as attested until now', undefined, [attest({ expiresOn: '2026-01-01T00:00:00Z' })], 'Unknown'],
    ['of another thing', undefined, [attest({ scope: thing('other').id })], 'Unknown'],
  ])('%s', (_, details, attestations, state) => {
    const asked = manual(details);
    expect(results([put(asked), assigned('a', asked), ...attestations], thing('bad'))).toEqual([
      `a manual matched ${state}`,
    ]);
  });
});

describe('denyAction', () => {
  const protecting = (mode: string, details: JsonObject = {}) => {
    const base = rule('protecting', {
      if: { field: 'name', equals: 'bad' },
      then: { effect: 'denyAction', details: { actionNames: ['delete'], ...details } },
    });
    return { ...base, mode, document: { ...base.document, mode } };
  };
  const LET_GO = { cascadeBehaviors: { resourceGroup: 'allow' } };
  test.each<[string, PolicyDefinition, Partial<EvaluationRequest>, readonly string[]]>([
    ['a delete', protecting('Indexed'), { occasion: 'delete' }, ['a denyAction matched Protected!']],
    ['a write', protecting('Indexed'), {}, ['a denyAction matched Protected']],
    ['a scan', protecting('Indexed'), { occasion: 'scan' }, ['a denyAction matched Protected']],
    [
      'its group going',
      protecting('Indexed'),
      { occasion: 'delete', cascade: 'resourceGroup' },
      ['a denyAction matched Protected!'],
    ],
    [
      'its group going, which it lets go',
      protecting('Indexed', LET_GO),
      { occasion: 'delete', cascade: 'resourceGroup' },
      [],
    ],
    ['its group going, in mode All', protecting('All'), { occasion: 'delete', cascade: 'resourceGroup' }, []],
  ])('%s', (_, asked, request, expected) => {
    expect(results([put(asked), assigned('a', asked)], thing('bad'), request)).toEqual(expected);
  });
  test('other effects have nothing to say of deletes', () => {
    expect(results([put(NAMED), assigned('a', NAMED)], thing('bad'), { occasion: 'delete' })).toEqual([]);
  });
});

describe('effects that change the request', () => {
  const TAGGING = (name: string, effect: 'append' | 'modify', value: string, more: JsonObject = {}) =>
    rule(name, {
      if: { field: 'tags.team', notEquals: value },
      then: {
        effect,
        details:
          effect === 'append'
            ? [{ field: 'tags.team', value }]
            : {
                roleDefinitionIds: ['/x'],
                operations: [{ operation: 'addOrReplace', field: 'tags.team', value }],
                ...more,
              },
      },
    });
  const MODIFY = TAGGING('modify', 'modify', 'ml');
  const APPEND = TAGGING('append', 'append', 'ml');
  const taggedBy = (changes: readonly SnapshotChange[], resource: JsonObject & { readonly id: string }) => {
    const snapshot = snapshotOf(...changes);
    const { resource: after, verdict } = decide(snapshot, write(snapshot, resource));
    return [verdict, after['tags'] ?? null];
  };

  test('modify changes what is written, and the state is that of the changed resource', () => {
    const changes = [put(MODIFY), assigned('a', MODIFY)];
    expect(taggedBy(changes, thing('x'))).toEqual(['allow', { team: 'ml' }]);
    expect(taggedBy(changes, thing('x', { tags: { TEAM: 'other', b: 'c' } }))).toEqual([
      'allow',
      { TEAM: 'ml', b: 'c' },
    ]);
    expect(results(changes, thing('x'))).toEqual(['a modify notMatched Compliant']);
    expect(results(changes, thing('x'), { occasion: 'scan' })).toEqual(['a modify matched NonCompliant']);
  });

  test('what it did is told', () => {
    const snapshot = snapshotOf(put(MODIFY), assigned('a', MODIFY));
    const [result] = decide(snapshot, write(snapshot, thing('x'))).results;
    expect(result?.changes).toEqual([
      { operation: 'addOrReplace', field: 'tags.team', path: 'tags.team', after: 'ml' },
    ]);
  });

  test('the rules that refuse see the changed request', () => {
    const refusing = rule('refusing', {
      if: { field: 'tags.team', exists: false },
      then: { effect: 'deny' },
    });
    const changes = [put(MODIFY), assigned('b', MODIFY), put(refusing), assigned('a', refusing)];
    expect(taggedBy(changes, thing('x'))).toEqual(['allow', { team: 'ml' }]);
  });

  test('append refuses a different value', () => {
    const changes = [put(APPEND), assigned('a', APPEND)];
    expect(taggedBy(changes, thing('x'))).toEqual(['allow', { team: 'ml' }]);
    expect(results(changes, thing('x', { tags: { team: 'other' } }))).toEqual([
      'a append matched NonCompliant!',
    ]);
  });

  test('two that want different values refuse the request as a conflict', () => {
    const other = TAGGING('other', 'append', 'it');
    const changes = [put(APPEND), assigned('a', APPEND), put(other), assigned('b', other)];
    expect(results(changes, thing('x'))).toEqual([
      'a append matched Conflict!',
      'b append matched Conflict!',
    ]);
  });

  test.each<[string, Partial<PolicyAssignment>]>([
    ['not enforced', { enforcementMode: 'DoNotEnforce' }],
    ['not enrolled', { enforcementMode: 'Enroll' }],
    ['excluded', { notScopes: [RG1] }],
  ])('an assignment that is %s changes nothing', (_, record) => {
    expect(taggedBy([put(MODIFY), assigned('a', MODIFY, record)], thing('x'))).toEqual(['allow', null]);
  });

  test('an assignment that is not enforced changes what a remediation was asked for, and nothing else', () => {
    const snapshot = snapshotOf(
      put(MODIFY),
      assigned('a', MODIFY, { enforcementMode: 'DoNotEnforce' }),
      put(TAGGING('other', 'modify', 'it')),
      assigned('b', TAGGING('other', 'modify', 'it'), { enforcementMode: 'DoNotEnforce' }),
    );
    const [asked = ''] = [...snapshot.assignments.keys()].filter(key => key.endsWith('/a'));
    const request = { ...write(snapshot, thing('x')), remedies: [asked] };
    expect(decide(snapshot, request).resource['tags']).toEqual({ team: 'ml' });
  });
});
