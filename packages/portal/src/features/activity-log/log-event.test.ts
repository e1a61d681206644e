import type { JsonObject } from '@sluice/arm/protocol';
import { describe, expect, it } from 'vitest';
import { readLogEvent } from './log-event.ts';

const word = (value: string) => ({ value, localizedValue: value });
const BODY: JsonObject = {
  eventDataId: 'e',
  eventTimestamp: '2026-11-29T06:40:44.791Z',
  category: word('Policy'),
  level: 'Error',
  operationName: word('Microsoft.Authorization/policies/deny/action'),
  status: word('Failed'),
  subStatus: word(''),
  caller: 'c',
  resourceId: '/r',
  resourceType: word('A.B/c'),
  correlationId: 'k',
  httpRequest: { method: 'PUT', uri: 'https://h/r', clientIpAddress: '127.0.0.1' },
  properties: {
    decisionId: 'd',
    policies: JSON.stringify([
      {
        policyAssignmentId: '/a',
        policyAssignmentName: 'a',
        policyAssignmentDisplayName: 'Only A',
        policyDefinitionName: 'x',
        policyDefinitionEffect: 'Deny',
        nonComplianceMessage: 'Choose A.',
      },
    ]),
  },
};

describe('an entry', () => {
  it('of a refusal names who refused, and the decision', () => {
    const event = readLogEvent(BODY);
    expect(event).toMatchObject({
      id: 'e',
      category: 'Policy',
      operation: 'Microsoft.Authorization/policies/deny/action',
      status: 'Failed',
      subStatus: undefined,
      decisionId: 'd',
      request: { method: 'PUT', address: '127.0.0.1' },
      policies: [
        {
          assignmentId: '/a',
          assignmentName: 'Only A',
          definitionName: 'x',
          effect: 'Deny',
          message: 'Choose A.',
        },
      ],
    });
  });

  it('of a refused write says what was answered', () => {
    const statusMessage = JSON.stringify({
      error: {
        code: 'RequestDisallowedByPolicy',
        message: 'No.',
        additionalInfo: [
          { type: 'PolicyViolation', info: { decisionId: '/providers/Sluice.Governance/decisions/d2' } },
        ],
      },
    });
    expect(readLogEvent({ ...BODY, properties: { statusMessage } })).toMatchObject({
      message: 'No.',
      decisionId: 'd2',
      policies: [],
    });
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['other things than it should', { category: 'Policy', properties: 'x', httpRequest: null }],
    ['JSON that is none', { properties: { policies: '[{', statusMessage: 'Conflict' } }],
  ])('that holds %s is read as far as that goes', (_, body) =>
    expect(readLogEvent(body)).toMatchObject({ policies: [], decisionId: undefined, message: undefined }),
  );
});
