import { expect, it } from 'vitest';
import { readPolicyState } from './policy-state.ts';
import { reasonWords } from './reason-words.ts';

const REASON = 'A.B/c/model.licence: the current value must be among the target values.';
const leaf = (more: object) => ({ result: 'True', expressionKind: 'Field', operator: 'NotIn', ...more });
const state = (policyEvaluationDetails: object) =>
  readPolicyState({ policyEvaluationDetails } as unknown as Parameters<typeof readPolicyState>[0]);

it('says what was asked and what was found, but not of which type the resource is', () =>
  expect(
    reasonWords(
      state({
        reason: REASON,
        evaluatedExpressions: [
          leaf({ expression: 'type', operator: 'Equals', targetValue: 'A.B/c', expressionValue: 'A.B/c' }),
          leaf({
            expression: 'A.B/c/model.licence',
            targetValue: ['MIT', 'Apache-2.0'],
            expressionValue: 'GPL',
          }),
          leaf({ expression: 'tags.team', operator: 'NotEquals', targetValue: 'ml' }),
        ],
      }),
    ),
  ).toBe(
    'model.licence is none of MIT, Apache-2.0 (found: GPL); tags.team does not equal ml (found: missing)',
  ));

it('says how many there were', () =>
  expect(
    reasonWords(
      state({
        reason: REASON,
        evaluatedExpressions: [
          leaf({
            expressionKind: 'Count',
            expression: "[parameters('tagNames')]",
            operator: 'Greater',
            targetValue: 0,
            expressionValue: 1,
          }),
        ],
      }),
    ),
  ).toBe("number of [parameters('tagNames')] is more than 0 (found: 1)"));

it("gives the server's own reason where there is no condition, and none where there is no reason", () => {
  expect(reasonWords(state({ reason: REASON }))).toBe(REASON);
  expect(reasonWords(state({ evaluatedExpressions: [leaf({ expression: 'a' })] }))).toBeUndefined();
});
