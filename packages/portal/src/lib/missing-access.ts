import { ApiError } from '@sluice/arm/client';

/** What somebody lacks who is not permitted. */
export type MissingAccess = {
  /** The action, `Microsoft.Authorization/policyAssignments/write`; undefined where the server does not tell. */
  readonly action: string | undefined;
  /** The resource id of where; '/' for the tenant. */
  readonly scope: string | undefined;
};

/** What a refusal for want of permission says is missing; undefined for every other error, a refusal by policy included. */
export function missingAccess(error: unknown): MissingAccess | undefined {
  if (!(error instanceof ApiError) || error.status !== 403) return undefined;
  if (error.detail.code === 'RequestDisallowedByPolicy') return undefined;
  const [, action, scope] = /perform action '([^']+)' over scope '([^']+)'/.exec(error.detail.message) ?? [];
  return { action, scope };
}
