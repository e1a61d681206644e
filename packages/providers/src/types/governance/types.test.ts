import { DEFAULT_LIMITS } from '@sluice/engine';
import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { bareSnapshot } from '../../testing/bare-snapshot.ts';
import { refusal, written } from '../../testing/write.ts';
import { principalToWire } from './principals/to-wire.ts';
import { SETTINGS } from './settings/type.ts';

const ID = '/providers/Sluice.Governance/settings/default';
const put = (properties: JsonValue, more: object = {}) => ({
  type: SETTINGS,
  id: ID,
  body: { properties },
  ...more,
});
const limits = DEFAULT_LIMITS;
const retention = { activityLogDays: null, decisionDays: null, stateHistoryDays: null };
const webhooks = { allowedHosts: [], allowedPrivateHosts: [] };
const defaults = {
  catalog: { unknownModels: 'allow', unresolvedVersions: 'refuse' },
  limits,
  retention,
  webhooks,
};

describe('the settings', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['an empty body', {}, defaults],
    [
      'one of them',
      { properties: { catalog: { unknownModels: 'Refuse' } } },
      { catalog: { unknownModels: 'refuse', unresolvedVersions: 'refuse' }, limits, retention, webhooks },
    ],
    [
      'names in another case',
      { Properties: { Catalog: { UNRESOLVEDVERSIONS: 'allow' } } },
      { catalog: { unknownModels: 'allow', unresolvedVersions: 'allow' }, limits, retention, webhooks },
    ],
    [
      'a limit',
      { properties: { limits: { assignmentsPerScope: 3 } } },
      { ...defaults, limits: { ...limits, assignmentsPerScope: 3 } },
    ],
    [
      'how long records are kept',
      { properties: { retention: { activityLogDays: 365, decisionDays: null } } },
      { ...defaults, retention: { ...retention, activityLogDays: 365 } },
    ],
    [
      'a host that events may go to',
      { properties: { webhooks: { allowedHosts: ['*.Example.com:8443'] } } },
      { ...defaults, webhooks: { allowedHosts: ['*.Example.com:8443'], allowedPrivateHosts: [] } },
    ],
    ['a null', { properties: { catalog: null } }, defaults],
  ])('of %s are whole', (_, body, properties) => {
    expect(written({ ...put({}), body }).body).toEqual({ properties });
  });

  const stored = written(put({ catalog: { unknownModels: 'refuse' } }));

  it('go back to their defaults with a PUT, and keep what a PATCH does not name', () => {
    expect(written(put({}, { stored })).body).toEqual({ properties: defaults });
    const patched = written(put({ catalog: { unresolvedVersions: 'allow' } }, { stored, verb: 'PATCH' }));
    expect(patched.body).toEqual({
      properties: {
        catalog: { unknownModels: 'refuse', unresolvedVersions: 'allow' },
        limits,
        retention,
        webhooks,
      },
    });
  });

  it.each<[string, object, string]>([
    ['a word that is none', put({ catalog: { unknownModels: 'maybe' } }), 'InvalidRequestContent'],
    ['a boolean', put({ catalog: { unknownModels: true } }), 'InvalidRequestContent'],
    ['a retention of no day', put({ retention: { activityLogDays: 0 } }), 'InvalidRequestContent'],
    ['a retention of half a day', put({ retention: { decisionDays: 0.5 } }), 'InvalidRequestContent'],
    ['a retention in words', put({ retention: { decisionDays: 'ever' } }), 'InvalidRequestContent'],
    ['a limit below nothing', put({ limits: { overrides: -1 } }), 'InvalidRequestContent'],
    ['webhooks that are no object', put({ webhooks: ['https://example.test'] }), 'InvalidRequestContent'],
    ['a URL for a host', put({ webhooks: { allowedHosts: ['https://example.test'] } }), 'InvalidSettings'],
    ['any host at all', put({ webhooks: { allowedHosts: ['*'] } }), 'InvalidSettings'],
    ['a port that is none', put({ webhooks: { allowedPrivateHosts: ['a:0'] } }), 'InvalidSettings'],
    ['a name that is spelt wrong', put({ retention: { activityLogDay: 30 } }), 'InvalidRequestContent'],
    ['a group of settings that is not there', put({ retentions: {} }), 'InvalidRequestContent'],
    ['settings beside properties', { ...put({}), body: { retention: {} } }, 'InvalidRequestContent'],
    ['another name', { ...put({}), id: ID.replace('default', 'other') }, 'InvalidResourceName'],
  ])('with %s are refused', (_, write, code) => {
    expect(refusal({ ...put({}), ...write })).toMatchObject({ status: 400, code });
  });

  it('are in the snapshot what the properties are', () => {
    const { facts, ...rest } = bareSnapshot();
    expect(SETTINGS.changesOf?.(stored, undefined, facts, { ...rest, facts })).toEqual([
      {
        kind: 'settings',
        key: ID.toLowerCase(),
        record: {
          catalog: { unknownModels: 'refuse', unresolvedVersions: 'refuse' },
          limits,
          retention,
          webhooks,
        },
      },
    ]);
    expect(SETTINGS.changesOf?.(undefined, stored, facts, { ...rest, facts })).toEqual([
      { kind: 'settings', key: ID.toLowerCase(), record: null },
    ]);
  });
});

it('a principal is found by its name and never shows a secret', () => {
  expect(
    principalToWire({
      id: 'o1',
      clientId: 'c1',
      displayName: 'ML engineer',
      kind: 'ServicePrincipal',
      enabled: true,
    }),
  ).toEqual({
    id: '/providers/Sluice.Governance/principals/o1',
    name: 'o1',
    type: 'Sluice.Governance/principals',
    properties: {
      objectId: 'o1',
      clientId: 'c1',
      displayName: 'ML engineer',
      principalType: 'ServicePrincipal',
      enabled: true,
    },
  });
});
