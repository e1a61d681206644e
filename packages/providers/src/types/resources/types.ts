import { computedType } from '../../computed-type.ts';
import type { ResourceType } from '../../resource-type.ts';
import { DEPLOYMENTS } from './deployments/type.ts';
import { RESOURCE_GROUPS } from './resource-groups/type.ts';
import { SUBSCRIPTIONS } from './subscriptions/type.ts';
import { RESOURCES_VERSIONS, SUBSCRIPTIONS_VERSIONS } from './versions.ts';

const SUBSCRIPTION = SUBSCRIPTIONS.type;
const GROUP = RESOURCE_GROUPS.type;

export const RESOURCES_TYPES: readonly ResourceType[] = [
  SUBSCRIPTIONS,
  RESOURCE_GROUPS,
  DEPLOYMENTS,
  computedType({
    type: 'Microsoft.Resources/tenants',
    apiVersions: SUBSCRIPTIONS_VERSIONS,
    scopes: ['tenant'],
    verbs: ['list'],
  }),
  computedType({
    type: `${SUBSCRIPTION}/locations`,
    apiVersions: SUBSCRIPTIONS_VERSIONS,
    scopes: ['subscription'],
    verbs: ['list'],
    parent: SUBSCRIPTION,
  }),
  computedType({
    type: `${SUBSCRIPTION}/resources`,
    apiVersions: RESOURCES_VERSIONS,
    scopes: ['subscription'],
    verbs: ['list'],
    parent: SUBSCRIPTION,
  }),
  computedType({
    type: `${GROUP}/resources`,
    apiVersions: RESOURCES_VERSIONS,
    scopes: ['resourceGroup'],
    verbs: ['list'],
    parent: GROUP,
  }),
  computedType({
    type: 'Microsoft.Resources/providers',
    apiVersions: RESOURCES_VERSIONS,
    scopes: ['tenant'],
    verbs: ['get', 'list'],
    notFoundCode: 'InvalidResourceNamespace',
  }),
  computedType({
    type: `${SUBSCRIPTION}/providers`,
    apiVersions: RESOURCES_VERSIONS,
    scopes: ['subscription'],
    verbs: ['get', 'list'],
    parent: SUBSCRIPTION,
    actions: ['register', 'unregister'],
    notFoundCode: 'InvalidResourceNamespace',
  }),
];
