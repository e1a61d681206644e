import { describe, expect, it } from 'vitest';
import { grants } from './grants.ts';

const WRITE = 'Microsoft.Authorization/policyAssignments/write';
const allow = (actions: readonly string[], notActions: readonly string[] = []) =>
  grants({ actions, notActions }, WRITE);

describe('a permission', () => {
  it.each<[readonly string[], readonly string[], boolean]>([
    [['*'], [], true],
    [['Microsoft.Authorization/policyAssignments/*'], [], true],
    [['MICROSOFT.AUTHORIZATION/POLICYASSIGNMENTS/WRITE'], [], true],
    [['*/write'], [], true],
    [['Microsoft.Authorization/*/write'], [], true],
    [[], [], false],
    [[''], [], false],
    [['*/read'], [], false],
    [['Microsoft.Authorization/policyAssignments'], [], false],
    [['MicrosoftXAuthorization/policyAssignments/write'], [], false],
    [['*'], ['Microsoft.Authorization/*/Write'], false],
    [['*'], ['Microsoft.Authorization/*/Delete'], true],
  ])('to %j but not %j: %s', (actions, notActions, expected) => {
    expect(allow(actions, notActions)).toBe(expected);
  });
});
