import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import type { Snapshot } from '@sluice/engine';
import type { PolicyAssignment } from '@sluice/engine/model';
import type { Caller } from '../write/caller.ts';

/**
 * Who an assignment acts as: its managed identity, with the rights that roles give to it and no others. The error says why there is
 * nobody.
 */
export function assignmentIdentity(
  snapshot: Snapshot,
  { id, identityId }: PolicyAssignment,
  tenantId: string,
): Caller | { readonly error: ErrorDetail } {
  if (identityId === undefined) {
    return missing(id, 'has no managed identity. Give it one, and the roles that its policy asks for');
  }
  const principal = snapshot.principals.get(identityId.toLowerCase());
  if (principal === undefined || !principal.enabled)
    return missing(id, `has the managed identity '${identityId}', which does not exist or is disabled`);
  const { clientId, displayName } = principal;
  return {
    principal,
    claims: {
      oid: principal.id,
      sub: principal.id,
      appid: clientId,
      idtyp: 'app',
      name: displayName,
      tid: tenantId,
    },
  };
}

function missing(id: string, why: string): { readonly error: ErrorDetail } {
  return { error: { code: 'ResourceIdentityRequired', message: `The policy assignment '${id}' ${why}.` } };
}

/** The error of a refused request; whatever is wrong with this server, or only for now, is thrown on. */
export function refusalOf(error: unknown): ErrorDetail {
  if (error instanceof ApiError && error.status < 500) return error.detail;
  throw error;
}
