import { parseResourceId, type ResourceId, type ScopeId } from '@sluice/arm/ids';

/** A page of the portal, about one thing. */
export type Place = { readonly to: string; readonly search: Readonly<Record<string, string>> };

/** Types (in lower case) that have a page of their own, which takes their id. */
const DETAILS: Readonly<Record<string, string>> = {
  'microsoft.authorization/policydefinitions': '/policy/definitions/details',
  'microsoft.authorization/policysetdefinitions': '/policy/initiatives/details',
  'microsoft.authorization/policyassignments': '/policy/assignments/details',
  'microsoft.authorization/policyexemptions': '/policy/exemptions/details',
  'microsoft.policyinsights/remediations': '/policy/remediation/details',
  'microsoft.management/managementgroups': '/scope',
  'microsoft.resources/subscriptions': '/scope',
  'microsoft.resources/subscriptions/resourcegroups': '/scope',
  'microsoft.machinelearningservices/workspaces/onlineendpoints': '/endpoints/details',
  'microsoft.machinelearningservices/workspaces/batchendpoints': '/endpoints/details',
  'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments': '/deployments/details',
  'microsoft.machinelearningservices/workspaces/batchendpoints/deployments': '/deployments/details',
  'microsoft.machinelearningservices/workspaces/serverlessendpoints': '/deployments/details',
  'microsoft.cognitiveservices/accounts/deployments': '/deployments/details',
};

const MODEL = '/models/details';
const ACCESS = '/manage/access';
const SETTINGS = '/manage/settings';

/** Types that are shown as a part of a page. */
const PARTS: Readonly<Record<string, (id: ResourceId) => Place>> = {
  'microsoft.authorization/policydefinitions/versions': versionOf('/policy/definitions/details'),
  'microsoft.authorization/policysetdefinitions/versions': versionOf('/policy/initiatives/details'),
  'microsoft.authorization/roleassignments': ({ scope }) => accessAt(scope),
  'microsoft.authorization/roledefinitions': () => ({ to: ACCESS, search: { tab: 'roles' } }),
  'microsoft.machinelearningservices/workspaces': inWorkspace,
  'microsoft.cognitiveservices/accounts': inWorkspace,
  'microsoft.machinelearningservices/registries': ({ name }) => ({
    to: '/models',
    search: { registry: name },
  }),
  'microsoft.machinelearningservices/registries/models': ({ names: [registry = '', model = ''] }) => ({
    to: MODEL,
    search: { id: `azureml://registries/${registry}/models/${model}` },
  }),
  'microsoft.machinelearningservices/registries/models/versions': ({
    names: [registry = '', model = '', version = ''],
  }) => ({
    to: MODEL,
    search: { id: `azureml://registries/${registry}/models/${model}/versions/${version}` },
  }),
  'sluice.governance/principals': ({ name }) => ({ to: ACCESS, search: { tab: 'principals', name } }),
  'sluice.governance/settings': () => ({ to: SETTINGS, search: {} }),
  'sluice.governance/webhooks': ({ id }) => ({ to: SETTINGS, search: { tab: 'webhooks', id } }),
  'sluice.governance/decisions': ({ name }) => ({ to: '/audit/decision', search: { id: name } }),
};

/**
 * Where a thing is shown, by its resource id or a model's asset id (`azureml://registries/...`); undefined where there is no page for its
 * kind.
 */
export function pageOf(id: string): Place | undefined {
  if (/^azureml:\/\//i.test(id)) return { to: MODEL, search: { id } };
  const parsed = parseResourceId(id);
  if (parsed === undefined) return undefined;
  const details = DETAILS[parsed.typeKey];
  return details === undefined ? PARTS[parsed.typeKey]?.(parsed) : { to: details, search: { id } };
}

function versionOf(to: string): (id: ResourceId) => Place {
  return ({ parentId = '', name }) => ({ to, search: { id: parentId, version: name } });
}

function inWorkspace({ id }: ResourceId): Place {
  return { to: '/deployments', search: { workspace: id } };
}

/** The tenant's own scope has no id; a resource is no scope that the portal can be at. */
function accessAt({ id, kind }: ScopeId): Place {
  if (kind === 'resource') return { to: '/scope', search: { id, tab: 'access' } };
  return { to: ACCESS, search: id === '' ? {} : { scope: id } };
}
