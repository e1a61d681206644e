import { ApiError } from '@sluice/arm/client';
import { describe, expect, test } from 'vitest';
import { readDefinition } from '../../../lib/policy/use-definition.ts';
import { serverProblems } from './server-problems.ts';

const definition = readDefinition('/providers/Microsoft.Authorization/policyDefinitions/d', {
  properties: { parameters: { effect: { type: 'String' }, allowedRegistryName: { type: 'String' } } },
});

const places = (detail: { code: string; message: string; target?: string }) =>
  serverProblems(new ApiError(400, detail), definition).map(({ tab, field }) => `${tab} ${field}`);

describe('a refusal is shown at', () => {
  test.each([
    [
      'the parameter that its value is of',
      {
        code: 'InvalidPolicyParameters',
        message:
          "The value of policy parameter 'allowedRegistryName' in policy definition 'effect' is of type 'Integer', expected is 'String'.",
      },
      ['parameters parameters/allowedRegistryName'],
    ],
    [
      'the parameter that its target points at',
      { code: 'PolicyParameterValueNotAllowed', message: 'm', target: '/properties/parameters/EFFECT' },
      ['parameters parameters/effect'],
    ],
    [
      'the parameters, for one that its target points at and the definition has not',
      { code: 'UndefinedPolicyParameter', message: 'm', target: '/properties/parameters/foo' },
      ['parameters '],
    ],
    [
      'each parameter that is missing',
      {
        code: 'MissingPolicyParameter',
        message:
          "The policy assignment 'a' is missing the parameter(s) 'allowedRegistryName, Effect', which the policy definition 'd' requires.",
      },
      ['parameters parameters/effect', 'parameters parameters/allowedRegistryName'],
    ],
    [
      'the parameters, for one that the definition has not',
      {
        code: 'UndefinedPolicyParameter',
        message: "The policy assignment 'a' has the parameter(s) 'foo' which are not defined in 'd'.",
      },
      ['parameters '],
    ],
    [
      'the selector that its target points at',
      {
        code: 'InvalidRequestContent',
        message: 'm',
        target: '/properties/resourceSelectors/2/selectors/0/in',
      },
      ['selectors resourceSelectors/2'],
    ],
    ['the name', { code: 'InvalidPolicyAssignmentName', message: 'm', target: 'name' }, ['basics name']],
    ['the version', { code: 'PolicyDefinitionVersionNotFound', message: 'm' }, ['basics definitionVersion']],
    ['the review, when it is nowhere else', { code: 'AuthorizationFailed', message: 'm' }, ['review ']],
  ])('%s', (_, detail, expected) => {
    expect(places(detail)).toEqual(expected);
  });
});

test('each reason of a refusal is shown by itself, the summary is not', () => {
  const error = new ApiError(400, {
    code: 'UndefinedPolicyParameter',
    message: 'all',
    details: [
      { code: 'InvalidPolicyParameters', message: "The value of policy parameter 'effect' is wrong." },
      { code: 'LocationRequired', message: 'where', target: '/location' },
    ],
  });
  expect(serverProblems(error, definition)).toEqual([
    {
      tab: 'parameters',
      field: 'parameters/effect',
      message: "The value of policy parameter 'effect' is wrong.",
    },
    { tab: 'selectors', field: 'location', message: 'where' },
  ]);
});

test('without a definition nothing is a parameter', () => {
  const error = new ApiError(400, { code: 'MissingPolicyParameter', message: "the parameter(s) 'effect'" });
  expect(serverProblems(error, undefined)).toMatchObject([{ tab: 'parameters', field: '' }]);
});
