import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from './arm.ts';
import { objectAt, textAt } from './json.ts';
import { getAll } from './pages.ts';

/** Who can be given a role. */
export type Principal = {
  /** What tokens and role assignments call it. */
  readonly objectId: string;
  readonly clientId: string;
  readonly displayName: string;
  /** `ServicePrincipal`, `User` or `Group`. */
  readonly principalType: string;
  readonly isEnabled: boolean;
};

export function usePrincipals() {
  return useQuery({ queryKey: ['principals'], queryFn: getPrincipals, staleTime: 60_000 });
}

/** What people call a principal; its id where it is not known, or may not be. */
export function usePrincipalName(): (objectId: string) => string {
  const { data = [] } = usePrincipals();
  const names = new Map(data.map(({ objectId, displayName }) => [objectId.toLowerCase(), displayName]));
  return objectId => names.get(objectId.toLowerCase()) ?? objectId;
}

async function getPrincipals(): Promise<readonly Principal[]> {
  return (await getAll('/providers/Sluice.Governance/principals', API.governance)).map(readPrincipal);
}

function readPrincipal(body: JsonObject): Principal {
  const properties = objectAt(body, 'properties');
  const objectId = textAt(properties, 'objectId') ?? textAt(body, 'name') ?? '';
  return {
    objectId,
    clientId: textAt(properties, 'clientId') ?? '',
    displayName: textAt(properties, 'displayName') ?? objectId,
    principalType: textAt(properties, 'principalType') ?? '',
    isEnabled: properties['enabled'] !== false,
  };
}
