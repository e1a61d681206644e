import { type Azurerm, type Json, type Kind, pause } from './azurerm.ts';

const AUTHORIZATION = '/providers/Microsoft\\.Authorization';
const UUID = '[0-9a-f-]{36}';
const SCOPE = `(/subscriptions/${UUID}(/resourceGroups/[^/]+)?|/providers/Microsoft\\.Management/managementGroups/[^/]+)`;

const propertiesOf = (body: Json) => (body['properties'] ?? {}) as Json;

/** What only the server sets is no part of the state. */
function metadataOf(properties: Json): unknown {
  if (properties['metadata'] === undefined) return undefined;
  const { createdBy, createdOn, updatedBy, updatedOn, ...own } = properties['metadata'] as Json;
  return own;
}

/** Picks what the provider has an argument for. */
function pick(...names: readonly string[]): (body: Json) => Json {
  return body => {
    const properties = propertiesOf(body);
    return {
      ...Object.fromEntries(names.map(name => [name, properties[name]])),
      metadata: metadataOf(properties),
    };
  };
}

export const RESOURCE_GROUP: Kind = {
  name: 'azurerm_resource_group',
  apiVersion: '2023-07-01',
  id: new RegExp(`^/subscriptions/${UUID}/resourceGroups/[^/]+$`),
  read: body => ({ location: body['location'], tags: body['tags'] }),
  // A group is deleted when nothing is in it any more; extensions do not count.
  async beforeDelete(client: Azurerm, id: string) {
    for (let poll = 0; poll < 100; poll += 1) {
      const { status, body } = await client.send(
        'GET',
        `${id}/resources?$expand=provisioningState&$top=10&api-version=2023-07-01`,
      );
      if (status !== 200) throw new Error(`listing of ${id}: ${status}`);
      const value = body['value'] as readonly Json[];
      if (value.length === 0) return;
      if (poll > 5)
        throw new Error(`deleting ${id}: the Resource Group still contains ${value.map(each => each['id'])}`);
      await pause();
    }
  },
};

export const POLICY_DEFINITION: Kind = {
  name: 'azurerm_policy_definition',
  apiVersion: '2021-06-01-preview',
  id: new RegExp(
    `^(/subscriptions/${UUID}|/providers/Microsoft\\.Management/managementGroups/[^/]+)${AUTHORIZATION}/policyDefinitions/[^/]+$`,
  ),
  read: pick('policyType', 'mode', 'displayName', 'description', 'policyRule', 'parameters'),
};

export const POLICY_SET_DEFINITION: Kind = {
  name: 'azurerm_policy_set_definition',
  apiVersion: '2021-06-01-preview',
  id: new RegExp(
    `^(/subscriptions/${UUID}|/providers/Microsoft\\.Management/managementGroups/[^/]+)${AUTHORIZATION}/policySetDefinitions/[^/]+$`,
  ),
  read: body => ({
    ...pick('policyType', 'displayName', 'description', 'parameters', 'policyDefinitionGroups')(body),
    policyDefinitions: ((propertiesOf(body)['policyDefinitions'] ?? []) as readonly Json[]).map(
      ({ policyDefinitionId, parameters, policyDefinitionReferenceId, groupNames }) => ({
        policyDefinitionId,
        parameters: parameters ?? {},
        policyDefinitionReferenceId,
        groupNames: groupNames ?? [],
      }),
    ),
  }),
};

export const POLICY_ASSIGNMENT: Kind = {
  name: 'azurerm_*_policy_assignment',
  apiVersion: '2022-06-01',
  id: new RegExp(`^${SCOPE}${AUTHORIZATION}/policyAssignments/[^/]+$`),
  read: body => ({
    ...pick(
      'displayName',
      'description',
      'enforcementMode',
      'nonComplianceMessages',
      'notScopes',
      'parameters',
      'policyDefinitionId',
      'resourceSelectors',
      'overrides',
    )(body),
    location: body['location'],
    identity: (body['identity'] as Json | undefined)?.['type'],
  }),
};

export const POLICY_EXEMPTION: Kind = {
  name: 'azurerm_*_policy_exemption',
  apiVersion: '2020-07-01-preview',
  before: '/',
  id: new RegExp(`^${SCOPE}${AUTHORIZATION}/policyExemptions/[^/]+$`),
  read: pick(
    'policyAssignmentId',
    'exemptionCategory',
    'displayName',
    'description',
    'expiresOn',
    'policyDefinitionReferenceIds',
  ),
};

export const POLICY_REMEDIATION: Kind = {
  name: 'azurerm_*_policy_remediation',
  apiVersion: '2021-10-01',
  id: new RegExp(`^${SCOPE}/providers/Microsoft\\.PolicyInsights/remediations/[^/]+$`),
  read: body => {
    const properties = propertiesOf(body);
    return {
      policyAssignmentId: properties['policyAssignmentId'],
      policyDefinitionReferenceId: properties['policyDefinitionReferenceId'],
      resourceDiscoveryMode: properties['resourceDiscoveryMode'],
      locations: (properties['filters'] as Json | undefined)?.['locations'] ?? [],
      resourceCount: properties['resourceCount'],
      parallelDeployments: properties['parallelDeployments'],
      failurePercentage: (properties['failureThreshold'] as Json | undefined)?.['percentage'],
    };
  },
  // What still runs is cancelled before it is deleted.
  async beforeDelete(client, id) {
    const path = (rest: string) => `${id}${rest}?api-version=2021-10-01`;
    for (let poll = 0; poll < 100; poll += 1) {
      const { body } = await client.send('GET', path(''));
      const state = propertiesOf(body)['provisioningState'];
      if (/^(Succeeded|Complete|Completed|Failed|Canceled|Cancelled)$/.test(String(state))) return;
      if (poll === 0) await client.send('POST', path('/cancel'), {});
      await pause();
    }
    throw new Error(`${id} cannot be cancelled`);
  },
};
