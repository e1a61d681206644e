import { computedType } from '../../computed-type.ts';
import type { ResourceType } from '../../resource-type.ts';
import { PRINCIPALS } from './principals/type.ts';
import { SETTINGS } from './settings/type.ts';
import { GOVERNANCE_VERSIONS } from './versions.ts';
import { WEBHOOKS } from './webhooks/type.ts';

export const GOVERNANCE_TYPES: readonly ResourceType[] = [
  SETTINGS,
  WEBHOOKS,
  PRINCIPALS,
  // Decisions are kept by writes, and taken again when they are read. They are listed by what they are about.
  computedType({
    type: 'Sluice.Governance/decisions',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
    verbs: ['get', 'list'],
  }),
  // What judges existing resources again where that takes a while.
  computedType({
    type: 'Sluice.Governance/scans',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant'],
    verbs: ['get', 'list'],
  }),
  // Batches of the activity log, with what was signed for them.
  computedType({
    type: 'Sluice.Governance/checkpoints',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant'],
    verbs: ['get', 'list'],
  }),
  // Files of everything of a kind, such as `activityLog`.
  computedType({
    type: 'Sluice.Governance/exports',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
    verbs: ['get'],
  }),
  // What runs a model, with what it is and what policy says of it.
  computedType({
    type: 'Sluice.Governance/modelDeployments',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
    verbs: ['list'],
  }),
  // The models of all registries, asked for by POST: filters are long.
  computedType({
    type: 'Sluice.Governance/catalog',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant'],
    verbs: [],
  }),
  // Everything that has a name.
  computedType({
    type: 'Sluice.Governance/search',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant'],
    verbs: ['list'],
  }),
  // How compliance went at a place, worked out from the history of states.
  computedType({
    type: 'Sluice.Governance/complianceTrend',
    apiVersions: GOVERNANCE_VERSIONS,
    scopes: ['tenant', 'managementGroup', 'subscription', 'resourceGroup', 'resource'],
    verbs: ['list'],
  }),
];
