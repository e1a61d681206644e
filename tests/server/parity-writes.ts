import fc from 'fast-check';
import { ALLOWED_REGISTRY, LLAMA, PHI4, type World } from './harness.ts';

// Writes of every kind that compliance depends on, over a world so small that they get into one another's way.

/** One request of a sequence, and which of two servers it is sent to. */
export type ParityWrite = {
  readonly side: 0 | 1;
  readonly verb: 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
};

const ML = 'providers/Microsoft.MachineLearningServices';
const AUTHORIZATION = 'providers/Microsoft.Authorization';
const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const ACCOUNT = 'Microsoft.CognitiveServices/accounts';
const PUBLISHERS =
  '/providers/Microsoft.Authorization/policyDefinitions/c9b8ba0e-fac8-43a0-bcf8-7c366041bc47';
const CONTRIBUTOR = '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
const MANAGEMENT_GROUP = '/providers/Microsoft.Management/managementGroups';
const OWN_MODEL = 'azureml://registries/azureml/models/Parity/versions/1';

const location = fc.constantFrom('westeurope', 'northeurope');
const tags = fc.constantFrom({}, { env: 'prod' }, { env: 'dev', n: '1' }, { env: 'prod', n: 'many' });
const effect = fc.constantFrom('Audit', 'Deny', 'Disabled');
const model = fc.constantFrom(PHI4, LLAMA, OWN_MODEL);

/** Rules by what is special about them; those with `effect` take it as a parameter. */
const RULES = {
  place: {
    if: {
      allOf: [
        { field: 'type', in: [ACCOUNT, 'Microsoft.MachineLearningServices/workspaces'] },
        { field: 'location', notEquals: "[parameters('place')]" },
      ],
    },
    then: { effect: "[parameters('effect')]" },
  },
  group: {
    if: {
      allOf: [
        { field: 'type', equals: ENDPOINT },
        { value: "[resourceGroup().tags['env']]", notEquals: 'prod' },
      ],
    },
    then: { effect: 'audit' },
  },
  fails: {
    if: {
      allOf: [
        { field: 'type', equals: ACCOUNT },
        { field: 'tags.n', exists: true },
        { value: "[int(field('tags.n'))]", greater: 0 },
      ],
    },
    then: { effect: 'audit' },
  },
  related: {
    if: { field: 'type', equals: ENDPOINT },
    then: {
      effect: 'auditIfNotExists',
      details: { type: `${ENDPOINT}/deployments`, existenceCondition: { field: 'name', like: 'b*' } },
    },
  },
  neighbour: {
    if: { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces' },
    then: {
      effect: 'auditIfNotExists',
      details: { type: ACCOUNT, existenceCondition: { field: 'location', equals: "[parameters('place')]" } },
    },
  },
  modify: {
    if: {
      allOf: [
        { field: 'type', equals: ACCOUNT },
        { field: 'tags.team', notEquals: 'ml' },
      ],
    },
    then: {
      effect: 'modify',
      details: {
        roleDefinitionIds: [CONTRIBUTOR],
        operations: [{ operation: 'addOrReplace', field: 'tags.team', value: 'ml' }],
      },
    },
  },
  manual: {
    if: { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' },
    then: { effect: 'manual' },
  },
  keep: {
    if: {
      allOf: [
        { field: 'type', equals: ACCOUNT },
        { field: 'tags.env', equals: 'prod' },
      ],
    },
    then: { effect: 'denyAction', details: { actionNames: ['delete'] } },
  },
} as const;

const DEFINITIONS = Object.keys(RULES) as (keyof typeof RULES)[];
const ASSIGNMENTS = ['a', 'b'];
const GROUPS = ['pa', 'pb'];

/** Where everything of a sequence is. */
export function parityPlaces(world: World) {
  const { production, sandbox, root } = world;
  const groups = [
    ...GROUPS.map(name => `${production}/resourceGroups/${name}`),
    `${sandbox}/resourceGroups/pc`,
  ];
  const workspaces = groups.map(group => `${group}/${ML}/workspaces/ws-parity`);
  const accounts = groups.flatMap(group =>
    ['parity-one', 'parity-two'].map(name => `${group}/providers/${ACCOUNT}/${name}`),
  );
  const endpoints = workspaces.map(workspace => `${workspace}/onlineEndpoints/ep-parity`);
  const deployments = endpoints.flatMap(endpoint =>
    ['blue', 'green'].map(name => `${endpoint}/deployments/${name}`),
  );
  const scopes = [root, production, ...groups, workspaces[0] ?? '', accounts[0] ?? ''];
  const definitions = DEFINITIONS.map(name => `${root}/${AUTHORIZATION}/policyDefinitions/parity-${name}`);
  const assignments = [root, production, groups[0] ?? '', `${MANAGEMENT_GROUP}/sandbox`].flatMap(scope =>
    ASSIGNMENTS.map(name => `${scope}/${AUTHORIZATION}/policyAssignments/parity-${name}`),
  );
  return {
    groups,
    workspaces,
    accounts,
    endpoints,
    deployments,
    scopes,
    definitions,
    assignments,
    initiative: `${root}/${AUTHORIZATION}/policySetDefinitions/parity`,
    exemptions: scopes.flatMap(scope =>
      ['x', 'y'].map(name => `${scope}/${AUTHORIZATION}/policyExemptions/${name}`),
    ),
    attestations: groups.map(group => `${group}/providers/Microsoft.PolicyInsights/attestations/said`),
    model: `${production}/resourceGroups/rg-models/${ML}/registries/azureml/models/Parity`,
    moved: `${MANAGEMENT_GROUP}/sandbox/subscriptions/${production.split('/').at(-1)}`,
    home: `${MANAGEMENT_GROUP}/production/subscriptions/${production.split('/').at(-1)}`,
  };
}

/** What a sequence begins with: definitions, an initiative, one of each kind of resource, some assignments. */
export function parityStart(world: World): readonly Omit<ParityWrite, 'side'>[] {
  const places = parityPlaces(world);
  const put = (path: string, body: object) => ({ verb: 'PUT' as const, path, body });
  const [group = '', other = ''] = places.groups;
  return [
    ...DEFINITIONS.map((name, index) => put(places.definitions[index] ?? '', definitionBody(RULES[name]))),
    put(places.initiative, initiativeBody(places.definitions, ['place', 'related', 'manual'])),
    put(places.model, { properties: { tags: { publisher: 'Microsoft' } } }),
    put(`${places.model}/versions/1`, modelBody('Microsoft')),
    ...places.groups.map(id => put(id, { location: 'westeurope', tags: { env: 'prod' } })),
    put(`${group}/${ML}/workspaces/ws-parity`, workspaceBody('westeurope', {})),
    put(`${other}/${ML}/workspaces/ws-parity`, workspaceBody('northeurope', { env: 'dev' })),
    put(places.endpoints[0] ?? '', { location: 'westeurope', properties: { authMode: 'Key' } }),
    put(places.deployments[0] ?? '', deploymentBody(OWN_MODEL, {})),
    put(places.accounts[0] ?? '', accountBody('westeurope', { env: 'dev', n: '1' })),
    ...[
      { policyDefinitionId: places.initiative },
      { policyDefinitionId: places.definitions[DEFINITIONS.indexOf('neighbour')] },
      {
        policyDefinitionId: places.definitions[DEFINITIONS.indexOf('place')],
        parameters: { effect: { value: 'Audit' } },
      },
      {
        policyDefinitionId: PUBLISHERS,
        parameters: { effect: { value: 'Audit' }, allowedPublishers: { value: ['Microsoft'] } },
      },
      { policyDefinitionId: places.definitions[DEFINITIONS.indexOf('related')] },
    ].map((properties, index) => put(places.assignments[index] ?? '', { properties })),
  ];
}

/** What takes all of it away again, in an order that nothing refuses. */
export function parityEnd(world: World): readonly Omit<ParityWrite, 'side'>[] {
  const places = parityPlaces(world);
  const paths = [
    ...places.assignments,
    ...places.groups,
    places.initiative,
    ...places.definitions,
    places.model,
  ];
  return [
    ...paths.map(path => ({ verb: 'DELETE' as const, path })),
    { verb: 'PUT', path: places.home, body: {} },
  ];
}

/** Any write of any kind. Some are refused where they come too early or too late, as in life. */
export function parityWrite(world: World): fc.Arbitrary<ParityWrite> {
  const places = parityPlaces(world);
  const from = (paths: readonly string[]) => fc.constantFrom(...paths);
  const write = (verb: ParityWrite['verb'], path: fc.Arbitrary<string>, body?: fc.Arbitrary<object>) =>
    fc.record({
      side: fc.constantFrom<0 | 1>(0, 1),
      verb: fc.constant(verb),
      path,
      ...(body === undefined ? {} : { body }),
    }) as fc.Arbitrary<ParityWrite>;
  const within = (scope: string, paths: readonly string[]) =>
    paths.filter(path => path.startsWith(`${scope}/`));

  const assignment = from(places.assignments).chain(path =>
    write('PUT', fc.constant(path), assignmentBody(places, scopeOf(path))),
  );
  const exemption = from(places.assignments).chain(policyAssignmentId => {
    const scope = scopeOf(policyAssignmentId);
    const all = places.exemptions;
    const near = scope.startsWith('/subscriptions') ? within(scope, all) : all;
    return write('PUT', from(near), fc.record({ properties: exemptionBody(policyAssignmentId) }));
  });
  const attestation = from(places.assignments).chain(policyAssignmentId =>
    write(
      'PUT',
      from(places.attestations),
      fc
        .constantFrom('Compliant', 'NonCompliant')
        .map(complianceState => ({ properties: { policyAssignmentId, complianceState } })),
    ),
  );
  return fc.oneof(
    {
      weight: 3,
      arbitrary: write(
        'PUT',
        from(places.deployments),
        fc.tuple(model, tags).map(([id, own]) => deploymentBody(id, own)),
      ),
    },
    { weight: 1, arbitrary: write('DELETE', from(places.deployments)) },
    {
      weight: 2,
      arbitrary: write(
        'PUT',
        from(places.endpoints),
        location.map(place => ({ location: place, properties: { authMode: 'Key' } })),
      ),
    },
    { weight: 1, arbitrary: write('DELETE', from(places.endpoints)) },
    {
      weight: 2,
      arbitrary: write(
        'PUT',
        from(places.workspaces),
        fc.tuple(location, tags).map(([place, own]) => workspaceBody(place, own)),
      ),
    },
    {
      weight: 1,
      arbitrary: write('PATCH', from([...places.workspaces, ...places.accounts]), fc.record({ tags })),
    },
    { weight: 1, arbitrary: write('DELETE', from(places.workspaces)) },
    {
      weight: 3,
      arbitrary: write(
        'PUT',
        from(places.accounts),
        fc.tuple(location, tags).map(([place, own]) => accountBody(place, own)),
      ),
    },
    { weight: 1, arbitrary: write('DELETE', from(places.accounts)) },
    {
      weight: 3,
      arbitrary: write('PUT', from(places.groups), fc.record({ location: fc.constant('westeurope'), tags })),
    },
    { weight: 1, arbitrary: write('DELETE', from(places.groups)) },
    { weight: 5, arbitrary: assignment },
    {
      weight: 2,
      arbitrary: write(
        'PATCH',
        from(places.assignments),
        fc.record({ properties: fc.record({ overrides: overrides(), resourceSelectors: selectors() }) }),
      ),
    },
    { weight: 2, arbitrary: write('DELETE', from(places.assignments)) },
    { weight: 3, arbitrary: exemption },
    { weight: 1, arbitrary: write('DELETE', from(places.exemptions)) },
    { weight: 2, arbitrary: attestation },
    { weight: 1, arbitrary: write('DELETE', from(places.attestations)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(DEFINITIONS.length - 1), fc.constantFrom(...DEFINITIONS), effect, location)
        .chain(([index, rule, byDefault, place]) =>
          write(
            'PUT',
            fc.constant(places.definitions[index] ?? ''),
            fc.constant(definitionBody(RULES[rule], byDefault, place)),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .subarray(DEFINITIONS, { minLength: 1, maxLength: 3 })
        .chain(members =>
          write(
            'PUT',
            fc.constant(places.initiative),
            fc.constant(initiativeBody(places.definitions, members)),
          ),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('Microsoft', 'Meta', 'Nobody')
        .chain(publisher =>
          write('PUT', fc.constant(`${places.model}/versions/1`), fc.constant(modelBody(publisher))),
        ),
    },
    { weight: 1, arbitrary: write('PUT', from([places.moved, places.home]), fc.constant({})) },
  );
}

function definitionBody(policyRule: object, byDefault = 'Audit', place = 'westeurope'): object {
  return {
    properties: {
      mode: 'All',
      parameters: {
        effect: { type: 'String', allowedValues: ['Audit', 'Deny', 'Disabled'], defaultValue: byDefault },
        place: { type: 'String', defaultValue: place },
      },
      policyRule,
    },
  };
}

function initiativeBody(definitions: readonly string[], members: readonly (keyof typeof RULES)[]): object {
  return {
    properties: {
      parameters: { place: { type: 'String', defaultValue: 'westeurope' } },
      policyDefinitionGroups: [{ name: 'first' }, { name: 'second' }],
      policyDefinitions: members.map((name, index) => ({
        policyDefinitionId: definitions[DEFINITIONS.indexOf(name)],
        policyDefinitionReferenceId: `m-${name}`,
        parameters: { place: { value: "[parameters('place')]" } },
        groupNames: [index === 0 ? 'first' : 'second'],
      })),
    },
  };
}

function assignmentBody(places: ReturnType<typeof parityPlaces>, scope: string): fc.Arbitrary<object> {
  const what = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...places.definitions), effect, location)
        .map(([id, value, place]) => ({
          policyDefinitionId: id,
          parameters: { effect: { value }, place: { value: place } },
        })),
    },
    {
      weight: 2,
      arbitrary: location.map(place => ({
        policyDefinitionId: places.initiative,
        parameters: { place: { value: place } },
      })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom('Audit', 'Deny').map(value => ({
        policyDefinitionId: ALLOWED_REGISTRY,
        parameters: { effect: { value }, allowedRegistryName: { value: 'azureml' } },
      })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom('Microsoft', 'Meta').map(value => ({
        policyDefinitionId: PUBLISHERS,
        parameters: { effect: { value: 'Audit' }, allowedPublishers: { value: [value] } },
      })),
    },
  );
  const more = fc.record(
    {
      enforcementMode: fc.constantFrom('Default', 'DoNotEnforce'),
      notScopes: fc
        .subarray([...places.groups, ...places.workspaces].filter(id => isBelow(id, scope)))
        .map(all => all.slice(0, 2)),
      resourceSelectors: selectors(),
      overrides: overrides(),
    },
    { requiredKeys: [] },
  );
  return fc.tuple(what, more).map(([given, also]) => ({
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: { ...given, ...also },
  }));
}

function scopeOf(assignmentId: string): string {
  return assignmentId.slice(0, assignmentId.indexOf(`/${AUTHORIZATION}/`));
}

/** Management groups hold what does not name them; here only the root is sure to. */
function isBelow(id: string, scope: string): boolean {
  return scope.startsWith('/subscriptions') ? id.startsWith(`${scope}/`) : !scope.endsWith('/sandbox');
}

function selectors(): fc.Arbitrary<readonly object[]> {
  return fc.oneof(
    fc.constant([]),
    location.map(place => [{ name: 's', selectors: [{ kind: 'resourceLocation', in: [place] }] }]),
    fc.constant([{ name: 's', selectors: [{ kind: 'resourceType', notIn: [ACCOUNT] }] }]),
  );
}

function overrides(): fc.Arbitrary<readonly object[]> {
  return fc.oneof(
    fc.constant([]),
    fc.constantFrom('Audit', 'Disabled').map(value => [{ kind: 'policyEffect', value }]),
    fc.constant([
      {
        kind: 'policyEffect',
        value: 'Disabled',
        selectors: [{ kind: 'policyDefinitionReferenceId', in: ['m-place'] }],
      },
    ]),
  );
}

function exemptionBody(policyAssignmentId: string): fc.Arbitrary<object> {
  return fc.record(
    {
      policyAssignmentId: fc.constant(policyAssignmentId),
      exemptionCategory: fc.constantFrom('Waiver', 'Mitigated'),
      expiresOn: fc.constantFrom('2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'),
      policyDefinitionReferenceIds: fc.constant(['m-place']),
    },
    { requiredKeys: ['policyAssignmentId', 'exemptionCategory'] },
  );
}

function deploymentBody(id: string, own: object): object {
  return {
    location: 'westeurope',
    tags: own,
    properties: { model: id, endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
  };
}

function workspaceBody(place: string, own: object): object {
  return { location: place, tags: own, identity: { type: 'SystemAssigned' }, properties: {} };
}

function accountBody(place: string, own: object): object {
  return { location: place, kind: 'OpenAI', sku: { name: 'S0' }, tags: own, properties: {} };
}

function modelBody(publisher: string): object {
  return {
    properties: {
      modelType: 'custom_model',
      modelUri: `${OWN_MODEL}/files`,
      tags: { publisher, license: 'MIT' },
      properties: {},
    },
  };
}
