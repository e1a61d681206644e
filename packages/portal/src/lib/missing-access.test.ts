import { ApiError } from '@sluice/arm/client';
import { describe, expect, it } from 'vitest';
import { missingAccess } from './missing-access.ts';

const refused = (status: number, code: string, message: string) =>
  new ApiError(status, { code, message }, {});

describe('what is missing', () => {
  it('is told from the server’s message', () =>
    expect(
      missingAccess(
        refused(
          403,
          'AuthorizationFailed',
          "The client '5' with object id '5' does not have authorization to perform action 'Microsoft.Authorization/policyAssignments/write' over scope '/subscriptions/7' or the scope is invalid.",
        ),
      ),
    ).toEqual({ action: 'Microsoft.Authorization/policyAssignments/write', scope: '/subscriptions/7' }));

  it('is not known where the message does not tell', () =>
    expect(missingAccess(refused(403, 'AuthorizationFailed', 'No.'))).toEqual({
      action: undefined,
      scope: undefined,
    }));

  it.each<[string, unknown]>([
    ['policy refused', refused(403, 'RequestDisallowedByPolicy', "perform action 'a' over scope 'b'")],
    ['it is not there', refused(404, 'NotFound', "perform action 'a' over scope 'b'")],
    ['the network failed', new TypeError('Failed to fetch')],
    ['there is none', undefined],
  ])('is nothing where %s', (_, error) => expect(missingAccess(error)).toBeUndefined());
});
