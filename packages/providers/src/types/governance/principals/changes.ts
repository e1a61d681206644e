import type { ExternalIdentity, Principal, Resource, SnapshotChange } from '@sluice/engine/model';
import { arrayAt, isObject, objectAt, textAt } from '../../../json-value.ts';

const KINDS = ['User', 'ServicePrincipal', 'Group'] as const;

/** A stored principal as whoever authenticates and authorizes reads it. */
export function toPrincipal({ name, body }: Resource): Principal {
  const properties = objectAt(body, 'properties');
  const identities = arrayAt(properties, 'identities').filter(isObject).map(toIdentity);
  const members = arrayAt(properties, 'members').filter(member => typeof member === 'string');
  const certificates = arrayAt(properties, 'certificates')
    .filter(isObject)
    .map(each => textAt(each, 'certificate') ?? '');
  const kind = KINDS.find(each => each === textAt(properties, 'principalType')) ?? 'ServicePrincipal';
  return {
    id: name.toLowerCase(),
    clientId: textAt(properties, 'clientId') ?? name,
    displayName: textAt(properties, 'displayName') ?? name,
    kind,
    enabled: properties['enabled'] !== false,
    ...(kind === 'Group' ? { members } : {}),
    ...(identities.length > 0 ? { identities } : {}),
    ...(certificates.length > 0 ? { certificates } : {}),
  };
}

/** What a written or deleted principal changes. */
export function principalChanges(
  after: Resource | undefined,
  before: Resource | undefined,
): readonly SnapshotChange[] {
  const name = (after ?? before)?.name.toLowerCase();
  if (name === undefined) return [];
  return [{ kind: 'principal', key: name, record: after === undefined ? null : toPrincipal(after) }];
}

function toIdentity(identity: Parameters<typeof textAt>[0]): ExternalIdentity {
  return { issuer: textAt(identity, 'issuer') ?? '', subject: textAt(identity, 'subject') ?? '' };
}
