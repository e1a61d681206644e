import type { ActivityEntry } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../testing/write.ts';
import { EVENT_CATEGORIES, parseEventSelect, selectFields, toEventData } from './to-wire.ts';

const RESOURCE =
  '/subscriptions/5/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/blue';
const TYPE = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';
const entry: ActivityEntry = {
  eventId: '44ade6b4-3813-45e6-ae27-7420a95fa2f8',
  at: '2015-01-21T22:14:26.979Z',
  category: 'Policy',
  subscriptionId: '5',
  resourceGroup: 'rg',
  resourceId: RESOURCE,
  resourceType: TYPE,
  resourceProvider: 'Microsoft.MachineLearningServices',
  operation: 'Microsoft.Authorization/policies/deny/action',
  status: 'Failed',
  level: 'Error',
  caller: 'ann',
  correlationId: 'c1',
  body: {
    authorization: { action: `${TYPE}/write`, scope: RESOURCE },
    claims: { oid: 'o1', groups: ['a', 'b'], iat: 5 },
    properties: { isComplianceCheck: 'False', policies: [{ policyDefinitionName: 'x' }] },
    subStatus: '',
  },
};
const word = (value: string) => ({ value, localizedValue: value });

it('an entry is EventData of the contract', () => {
  expect(toEventData(entry, 't1')).toEqual({
    authorization: { action: `${TYPE}/write`, scope: RESOURCE },
    caller: 'ann',
    channels: 'Operation',
    claims: { oid: 'o1', groups: '["a","b"]', iat: '5' },
    correlationId: 'c1',
    description: '',
    eventDataId: '44ade6b4-3813-45e6-ae27-7420a95fa2f8',
    eventName: { value: 'EndRequest', localizedValue: 'End request' },
    category: word('Policy'),
    id: `${RESOURCE}/events/44ade6b4-3813-45e6-ae27-7420a95fa2f8/ticks/635574752669790000`,
    level: 'Error',
    resourceGroupName: 'rg',
    resourceProviderName: word('Microsoft.MachineLearningServices'),
    resourceId: RESOURCE,
    resourceType: word(TYPE),
    operationId: 'c1',
    operationName: word('Microsoft.Authorization/policies/deny/action'),
    properties: { isComplianceCheck: 'False', policies: '[{"policyDefinitionName":"x"}]' },
    status: word('Failed'),
    subStatus: word(''),
    eventTimestamp: '2015-01-21T22:14:26.979Z',
    submissionTimestamp: '2015-01-21T22:14:26.979Z',
    subscriptionId: '5',
    tenantId: 't1',
  });
});

it('what the entry says itself goes before what is usual', () => {
  const body = {
    eventName: 'BeginRequest',
    subStatus: { value: 'Forbidden', localizedValue: 'Forbidden (HTTP Status Code: 403)' },
    operationId: 'o',
    submissionTimestamp: '2015-01-21T22:15:00Z',
    httpRequest: { method: 'PUT' },
    description: 'why',
  };
  expect(toEventData({ ...entry, body }, 't1')).toMatchObject({
    ...body,
    eventName: word('BeginRequest'),
    claims: {},
    properties: {},
  });
});

it('at the tenant there is neither subscription nor group', () => {
  const event = toEventData({ ...entry, subscriptionId: null, resourceGroup: null }, 't1');
  expect(Object.keys(event)).not.toContain('subscriptionId');
  expect(Object.keys(event)).not.toContain('resourceGroupName');
});

describe('$select', () => {
  it.each([
    ['nothing', undefined, undefined],
    ['an empty text', ' , ', undefined],
    ['names in any case, with spaces', 'Id, EVENTTIMESTAMP', ['id', 'eventTimestamp']],
  ])('of %s', (_, select, fields) => {
    expect(parseEventSelect(select)).toEqual(fields);
  });

  it('of what no event has is refused by name', () => {
    expect(refusalOf(() => parseEventSelect('id,nonsense'))).toMatchObject({
      status: 400,
      code: 'InvalidQueryParameter',
      target: '$select',
    });
  });

  it('takes fields out of an event', () => {
    expect(selectFields({ id: 1, level: 'Error' }, ['level', 'caller'])).toEqual({ level: 'Error' });
    expect(selectFields({ id: 1 }, undefined)).toEqual({ id: 1 });
  });
});

it('there are two categories', () => {
  expect(EVENT_CATEGORIES).toEqual([word('Administrative'), word('Policy')]);
});
