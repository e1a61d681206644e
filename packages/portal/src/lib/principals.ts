import type { JsonValue } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from './arm.ts';
import { listAt, objectAt, objectsAt, textAt } from './json.ts';
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
  /** Of a group: object ids. */
  readonly members: readonly string[];
  /** By which names others vouch for it. */
  readonly identities: readonly ExternalIdentity[];
  /** Of an application: what it signs in by beside secrets. */
  readonly certificates: readonly Certificate[];
};

/** Who somebody is to an issuer of tokens that the server trusts. */
export type ExternalIdentity = { readonly issuer: string; readonly subject: string };

/** A certificate that an application signs in by. Nothing of it is secret. */
export type Certificate = {
  /** As it was given. */
  readonly certificate: string;
  /** SHA-1, in hexadecimal digits. */
  readonly thumbprint: string;
  readonly subject: string;
  readonly expiresOn: string | undefined;
};

export const PRINCIPALS_KEY = ['principals'];
export const PRINCIPALS_PATH = '/providers/Sluice.Governance/principals';

export function usePrincipals() {
  return useQuery({ queryKey: PRINCIPALS_KEY, queryFn: getPrincipals, staleTime: 60_000 });
}

/** What people call a principal; its id where it is not known, or may not be. */
export function usePrincipalName(): (objectId: string) => string {
  const { data = [] } = usePrincipals();
  const names = new Map(data.map(({ objectId, displayName }) => [objectId.toLowerCase(), displayName]));
  return objectId => names.get(objectId.toLowerCase()) ?? objectId;
}

async function getPrincipals(): Promise<readonly Principal[]> {
  return (await getAll(PRINCIPALS_PATH, API.governance)).map(readPrincipal);
}

export function readPrincipal(body: JsonValue | undefined): Principal {
  const properties = objectAt(body, 'properties');
  const objectId = textAt(properties, 'objectId') ?? textAt(body, 'name') ?? '';
  return {
    objectId,
    clientId: textAt(properties, 'clientId') ?? '',
    displayName: textAt(properties, 'displayName') ?? objectId,
    principalType: textAt(properties, 'principalType') ?? '',
    isEnabled: properties['enabled'] !== false,
    members: listAt(properties, 'members').filter(each => typeof each === 'string'),
    identities: objectsAt(properties, 'identities').map(each => ({
      issuer: textAt(each, 'issuer') ?? '',
      subject: textAt(each, 'subject') ?? '',
    })),
    certificates: objectsAt(properties, 'certificates').map(each => ({
      certificate: textAt(each, 'certificate') ?? '',
      thumbprint: textAt(each, 'thumbprint') ?? '',
      subject: textAt(each, 'subject') ?? '',
      expiresOn: textAt(each, 'expiresOn'),
    })),
  };
}

/** Whether a principal is the identity of something else, an assignment mostly: it changes and goes with that, and nobody signs in as it. */
export function isManaged({ principalType, clientId, objectId }: Principal): boolean {
  if (principalType !== 'ServicePrincipal') return false;
  return clientId.startsWith('/') || clientId.toLowerCase() === objectId.toLowerCase();
}
