import { computedType } from '../../computed-type.ts';
import type { ResourceType } from '../../resource-type.ts';

const INSIGHTS_VERSIONS = ['2015-04-01', '2014-04-01'] as const;

/** The activity log (`eventtypes/management/values`) and its categories; answered from the log. */
export const INSIGHTS_TYPES: readonly ResourceType[] = [
  computedType({
    type: 'Microsoft.Insights/eventtypes/values',
    apiVersions: INSIGHTS_VERSIONS,
    scopes: ['tenant', 'subscription'],
    verbs: ['list'],
  }),
  computedType({
    type: 'Microsoft.Insights/eventcategories',
    apiVersions: INSIGHTS_VERSIONS,
    scopes: ['tenant'],
    verbs: ['list'],
  }),
];
