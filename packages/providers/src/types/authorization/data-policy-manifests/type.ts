import { computedType } from '../../../computed-type.ts';
import { POLICY_VERSIONS } from '../versions.ts';

/** What rules of each data-plane mode may name: the manifests of the provider folders. */
export const DATA_POLICY_MANIFESTS = computedType({
  type: 'Microsoft.Authorization/dataPolicyManifests',
  apiVersions: POLICY_VERSIONS,
  scopes: ['tenant'],
  verbs: ['get', 'list'],
  notFoundCode: 'NotFound',
});
