import { describe, expect, it } from 'vitest';
import { OPERATIONS } from './operations.ts';
import { unmatchedActions } from './unmatched-actions.ts';

function warningsOf(actions: readonly string[], notActions: readonly string[] = []) {
  const permission = { actions, notActions, dataActions: [], notDataActions: [] };
  return unmatchedActions({ id: '/r', roleName: 'r', assignableScopes: [], permissions: [permission] });
}

it('operations are those of verbs, of actions, and what is asked for beside them', () => {
  for (const operation of [
    'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments/write',
    'microsoft.authorization/roleassignments/delete',
    'sluice.governance/principals/addsecret/action',
    'microsoft.authorization/policyassignments/exempt/action',
  ])
    expect(OPERATIONS).toContain(operation);
  expect(
    [...OPERATIONS].filter(name => !/^[a-z.]+(\/[a-z]+)*\/(read|write|delete|action)$/.test(name)),
  ).toEqual([]);
});

describe('of a custom role it is warned', () => {
  it('that what is not to be allowed is no operation', () => {
    expect(
      warningsOf(['*'], ['Microsoft.Authorisation/*/Write', 'Microsoft.Authorization/*/Delete']),
    ).toEqual([
      {
        code: 'role/unmatched-not-actions',
        message:
          "No operation here is called so, and they take nothing back: 'Microsoft.Authorisation/*/Write'.",
        target: '/properties/permissions/0/notActions',
      },
    ]);
  });

  it('that what is to be allowed is none, after that', () => {
    const warnings = warningsOf(['Microsoft.Compute/*', '*/read'], ['Microsoft.Compute/*/delete']);
    expect(warnings.map(({ code, target }) => [code, target])).toEqual([
      ['role/unmatched-not-actions', '/properties/permissions/0/notActions'],
      ['role/unmatched-actions', '/properties/permissions/0/actions'],
    ]);
  });

  it('of many in one sentence that names the first', () => {
    const [warning] = warningsOf(
      Array.from({ length: 25 }, (_, index) => `Microsoft.Compute/t${index}/read`),
    );
    expect(warning?.message).toMatch(/'Microsoft.Compute\/t19\/read' and 5 more\.$/);
  });

  it('not where all name something', () => {
    expect(warningsOf(['*', 'microsoft.machinelearningservices/*'], ['*/delete'])).toEqual([]);
  });
});
