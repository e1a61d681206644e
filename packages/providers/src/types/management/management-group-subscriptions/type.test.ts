import { describe, expect, it } from 'vitest';
import { show } from '../../../prepare.ts';
import { bareSnapshot, group, subscription } from '../../../testing/bare-snapshot.ts';
import { refusal, TENANT_ID, written } from '../../../testing/write.ts';
import { leftPlacement, placementChanges } from './changes.ts';
import { groupSubscriptions } from './respond.ts';
import { MANAGEMENT_GROUP_SUBSCRIPTIONS } from './type.ts';

const GROUPS = '/providers/Microsoft.Management/managementGroups';
const SUB = '728bcbe4-8d56-4510-86c2-4921b8beefbc';
const chat = subscription(SUB, 'sandbox', 'Chat');
const snapshot = bareSnapshot({
  scopes: [group('root'), group('production', 'root'), group('sandbox', 'root'), chat],
});
const put = (name: string, sub = SUB) =>
  ({
    type: MANAGEMENT_GROUP_SUBSCRIPTIONS,
    id: `${GROUPS}/${name}/subscriptions/${sub}`,
    input: { snapshot },
  }) as const;
const placement = written(put('production'));
const key = `/subscriptions/${SUB}`;

it('is made without a body', () => {
  expect(placement.body).toEqual({
    properties: {
      tenant: TENANT_ID,
      displayName: 'Chat',
      parent: { id: `${GROUPS}/production` },
      state: 'Active',
    },
  });
});

it('is refused for a subscription that is not there', () => {
  expect(refusal(put('production', 'nobody'))).toMatchObject({ status: 404, code: 'SubscriptionNotFound' });
});

describe('the subscription', () => {
  it('moves below the group, and leaves its former place', () => {
    expect(placementChanges(placement, undefined, snapshot.facts, snapshot)).toEqual([
      { kind: 'scope', key, record: { ...chat, parent: `${GROUPS}/production` } },
    ]);
    expect(leftPlacement(placement, snapshot)).toEqual([
      `${GROUPS}/sandbox/subscriptions/${SUB}`.toLowerCase(),
    ]);
  });

  it('leaves nothing when it is placed where it is', () => {
    expect(leftPlacement(written(put('Sandbox')), snapshot)).toEqual([]);
  });

  it('goes back below the root when it is taken out', () => {
    expect(placementChanges(undefined, written(put('sandbox')), snapshot.facts, snapshot)).toEqual([
      { kind: 'scope', key, record: { ...chat, parent: `${GROUPS}/root` } },
    ]);
  });

  it('stays when what is taken away is a place where it is no more', () => {
    expect(placementChanges(undefined, placement, snapshot.facts, snapshot)).toEqual([]);
    expect(placementChanges(undefined, undefined, snapshot.facts, snapshot)).toEqual([]);
  });
});

it('is shown with the name that the subscription has now', () => {
  const renamed = bareSnapshot({ scopes: [{ ...chat, displayName: 'Talk' }] });
  expect(
    show(MANAGEMENT_GROUP_SUBSCRIPTIONS, placement, { baseUrl: '', tenantId: TENANT_ID, snapshot: renamed }),
  ).toMatchObject({
    name: SUB,
    properties: { displayName: 'Talk', parent: { id: `${GROUPS}/production` } },
  });
});

it('a group lists the subscriptions directly in it', () => {
  expect(groupSubscriptions(snapshot, `${GROUPS}/sandbox`.toLowerCase(), TENANT_ID)).toEqual([
    {
      id: `${GROUPS}/sandbox/subscriptions/${SUB}`,
      name: SUB,
      type: 'Microsoft.Management/managementGroups/subscriptions',
      properties: {
        tenant: TENANT_ID,
        displayName: 'Chat',
        parent: { id: `${GROUPS}/sandbox` },
        state: 'Active',
      },
    },
  ]);
  expect(groupSubscriptions(snapshot, `${GROUPS}/root`.toLowerCase(), TENANT_ID)).toEqual([]);
  expect(groupSubscriptions(snapshot, `${GROUPS}/nowhere`, TENANT_ID)).toEqual([]);
});
