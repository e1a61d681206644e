import type { JsonObject, JsonValue } from '@sluice/language';
import { describe, expect, it } from 'vitest';
import { bareSnapshot } from '../../../testing/bare-snapshot.ts';
import { LATER, refusal, written } from '../../../testing/write.ts';
import { isWebhookSecret, newWebhookSecret, webhookSecretsAt } from './secrets.ts';
import { WEBHOOKS } from './type.ts';

const ID = '/providers/Sluice.Governance/webhooks/siem';
const URL = 'https://hooks.example.com/in';
const put = (properties: JsonObject, more: object = {}) => ({
  type: WEBHOOKS,
  id: ID,
  body: { properties: { endpointUrl: URL, ...properties } },
  ...more,
});
const GIVEN = `whsec_${'A'.repeat(32)}`;

describe('a webhook', () => {
  it('is switched on and told of everything unless it says otherwise', () => {
    expect(written(put({})).body).toEqual({ properties: { endpointUrl: URL, enabled: true } });
    const all = {
      enabled: false,
      eventTypes: ['Sluice.Governance.DeploymentDenied'],
      filter: { scope: '/subscriptions/s', complianceStates: ['NonCompliant'] },
    };
    expect(written(put(all)).body).toEqual({ properties: { endpointUrl: URL, ...all } });
  });

  it('has a secret that is made for it, or the one that it is given; a body never holds one', () => {
    expect(written(put({})).secrets).toEqual({ secret: 'whsec_id1id2' });
    const given = written(put({ secret: GIVEN }));
    expect(given.secrets).toEqual({ secret: GIVEN });
    expect(JSON.stringify(given.body)).not.toContain('whsec');
  });

  it('keeps its secret, and for a day the one before when it is given another', () => {
    const stored = written(put({ secret: GIVEN }));
    expect(written(put({}, { stored })).secrets).toEqual({ secret: GIVEN });
    expect(written(put({ secret: GIVEN }, { stored })).secrets).toEqual({ secret: GIVEN });
    const secret = `whsec_${'B'.repeat(32)}`;
    const { secrets } = written({
      ...put({}),
      stored,
      verb: 'PATCH',
      body: { properties: { secret } },
      input: { now: LATER },
    });
    expect(secrets).toEqual({ secret, previousSecret: GIVEN, previousUntil: '2026-11-03T10:00:00.000Z' });
    expect(webhookSecretsAt(secrets, '2026-11-03T09:59:59Z')).toEqual([secret, GIVEN]);
    expect(webhookSecretsAt(secrets, '2026-11-03T10:00:00Z')).toEqual([secret]);
  });

  it.each<[string, JsonObject, string, string]>([
    ['no https', { endpointUrl: 'http://a' }, 'InvalidParameter', '/properties/endpointUrl'],
    ['a user', { endpointUrl: 'https://u@a' }, 'InvalidParameter', '/properties/endpointUrl'],
    ['an unknown event', { eventTypes: ['x'] }, 'InvalidRequestContent', '/properties/eventTypes/0'],
    ['a scope that is none', { filter: { scope: 'x' } }, 'InvalidResourceId', '/properties/filter/scope'],
    [
      'an assignment that is none',
      { filter: { assignmentIds: ['x'] } },
      'InvalidRequestContent',
      '/properties/filter/assignmentIds/0',
    ],
    ['a short secret', { secret: 'whsec_AAAA' }, 'InvalidParameter', '/properties/secret'],
    ['a secret of another form', { secret: 'x'.repeat(40) }, 'InvalidParameter', '/properties/secret'],
  ])('with %s is refused', (_, properties, code, target) => {
    expect(refusal(put(properties))).toMatchObject({ status: 400, code, target });
  });

  it('makes secrets of 48 bytes from UUIDs', () => {
    const secret = newWebhookSecret(() => 'b3b1c1de-1f0e-4cb4-8a3c-6c5e4f3d2a10');
    expect(isWebhookSecret(secret)).toBe(true);
    expect(atob(secret.slice('whsec_'.length))).toHaveLength(48);
  });
});

describe('the target of a webhook', () => {
  const check = (properties: JsonObject, hosts: JsonValue, stored?: ReturnType<typeof written>) => {
    const snapshot = { ...bareSnapshot(), settings: { webhooks: { allowedHosts: hosts } } };
    return () => WEBHOOKS.checkWrite?.(written(put(properties)), stored, snapshot);
  };

  it('must be on the list of the operator, which is empty at first', () => {
    expect(check({}, [])).toThrow("do not allow events to be sent to 'hooks.example.com', port 443");
    expect(check({ enabled: false }, [])).toThrow('port 443');
    expect(check({}, ['*.example.com'])).not.toThrow();
    expect(check({ endpointUrl: 'https://hooks.example.com:444/' }, ['*.example.com'])).toThrow('port 444');
  });

  it('may stay as it is while it is switched off', () => {
    const stored = written(put({}));
    expect(check({ enabled: false }, [], stored)).not.toThrow();
    expect(check({ enabled: true }, [], stored)).toThrow('port 443');
    expect(check({ enabled: false, endpointUrl: 'https://other' }, [], stored)).toThrow('other');
  });
});
