import { createHash } from 'node:crypto';
import { resourceIdOf } from '@sluice/arm/ids';
import type { Principal } from '@sluice/engine/model';
import type { WriteDependencies } from '../write/dependencies.ts';
import { commitHouse, type HouseWork } from './commit-house.ts';
import { houseResource } from './house-resource.ts';

/** A role at a scope, by the role's id (a GUID) and the scope's. */
export type SeedGrant = { readonly roleId: string; readonly scope: string };

export const ROLE_IDS = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  resourcePolicyContributor: '36243c78-bf99-498c-9df9-86d9f8d28608',
  dataScientist: 'f6c7c914-8db3-469d-8ca1-694a8f32e121',
  registryUser: '1823dd4f-9b8c-4ab6-ab4e-7397a3684615',
} as const;

/**
 * Makes an application and gives it its roles, once: what an administrator takes away later stays away, the application too.
 * Its ids are made once for each data folder and `name`.
 */
export async function seedPrincipal(
  name: string,
  displayName: string,
  grants: readonly SeedGrant[],
  dependencies: WriteDependencies,
): Promise<Principal> {
  const { storage, newId } = dependencies;
  const [id = '', clientId = ''] = (
    await storage.properties.setOnce(`principal.${name}`, `${newId()} ${newId()}`)
  ).split(' ');
  const principal: Principal = { id, clientId, displayName, kind: 'ServicePrincipal', enabled: true };
  const resourceId = resourceIdOf('', 'Sluice.Governance/principals', id);
  const body = { properties: { displayName, clientId, principalType: principal.kind } };
  const wasMade = `principal.${name}.made`;
  const isGone = async () => (await storage.properties.get(wasMade)) !== undefined;
  await commitHouse(dependencies, async snapshot => {
    const isKnown = snapshot.principals.has(id.toLowerCase());
    // Data of a version before principals were resources has the one and not the other.
    if (isKnown && (await storage.resources.get(resourceId.toLowerCase())) !== undefined) return NOTHING;
    if (!isKnown && (await isGone())) return NOTHING;
    const own = houseResource(resourceId, body, undefined, snapshot, dependencies);
    const made = isKnown
      ? []
      : grants.map(grant =>
          houseResource(assignmentId(grant, id), toBody(grant, id), undefined, snapshot, dependencies),
        );
    return {
      resources: [own, ...made].map(({ resource }) => resource),
      changes: [...(isKnown ? [] : own.changes), ...made.flatMap(({ changes }) => changes)],
    };
  });
  await storage.properties.setOnce(wasMade, dependencies.now());
  return principal;
}

const NOTHING: HouseWork = { resources: [], changes: [] };

function toBody({ roleId }: SeedGrant, principalId: string) {
  return {
    properties: {
      roleDefinitionId: resourceIdOf('', 'Microsoft.Authorization/roleDefinitions', roleId),
      principalId,
      principalType: 'ServicePrincipal',
    },
  };
}

/** The same grant has the same id, however often it is made. */
function assignmentId({ roleId, scope }: SeedGrant, principalId: string): string {
  const digest = createHash('sha256').update(`${roleId} ${scope} ${principalId}`).digest('hex');
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return resourceIdOf(scope, 'Microsoft.Authorization/roleAssignments', parts.join('-'));
}
