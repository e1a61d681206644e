import { describe, expect, it } from 'vitest';
import { readDeadLetter, readWebhook, writeWebhook } from './webhook.ts';

const URL = 'https://hooks.example.com/in';

describe('a webhook', () => {
  it('that says nothing more is told of everything', () => {
    const webhook = readWebhook({ id: '/w', name: 'w', properties: { endpointUrl: URL } });
    expect(webhook).toMatchObject({ isEnabled: true, eventTypes: [], filter: { scope: '' } });
    expect(webhook.delivery).toMatchObject({ delivered: 0, waiting: 0, lastError: undefined });
    expect(writeWebhook(webhook)).toEqual({ properties: { endpointUrl: URL, enabled: true } });
  });

  it('is written as it was read', () => {
    const properties = {
      endpointUrl: URL,
      enabled: false,
      eventTypes: ['Sluice.Governance.DeploymentDenied'],
      filter: { scope: '/subscriptions/s', assignmentIds: ['/a'], complianceStates: ['NonCompliant'] },
    };
    expect(writeWebhook(readWebhook({ properties }))).toEqual({ properties });
  });

  it.each([undefined, null, [], 'x', { properties: { eventTypes: [1, 'a'], filter: 'x', enabled: 'no' } }])(
    'is read from %j without harm',
    body => {
      expect(readWebhook(body)).toMatchObject({ filter: { assignmentIds: [] }, isEnabled: true });
    },
  );
});

describe('a dead letter', () => {
  it('says what it was about', () => {
    const event = { type: 'Sluice.Governance.DeploymentDenied', subject: '/subscriptions/s' };
    expect(
      readDeadLetter({ name: '12-1', properties: { event, reason: 'refused', attempts: 3 } }),
    ).toMatchObject({ name: '12-1', eventType: event.type, subject: event.subject, attempts: 3 });
  });

  it('may hold an event that is none', () => {
    expect(readDeadLetter({ properties: { event: 'x' } })).toMatchObject({ eventType: '', event: {} });
  });
});
