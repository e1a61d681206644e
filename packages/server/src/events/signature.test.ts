import { expect, it } from 'vitest';
import { signatureHeaders } from './signature.ts';

it('is the one that the specification of Standard Webhooks gives as its example', () => {
  const headers = signatureHeaders(['whsec_plJ3nmyCDGBKInavdOK15jsl'], {
    id: 'msg_loFOjxBNrRLzqYUf',
    at: new Date(1_731_705_121_000).toISOString(),
    body: '{"event_type":"ping","data":{"success":true}}',
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_loFOjxBNrRLzqYUf',
    'webhook-timestamp': '1731705121',
    'webhook-signature': 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
  });
});

it('is there once for each secret', () => {
  const sign = (...secrets: string[]) =>
    signatureHeaders(secrets, { id: '1', at: '2026-11-23T10:00:00Z', body: '{}' })['webhook-signature'];
  expect(sign('whsec_YQ==', 'whsec_Yg==')).toBe(`${sign('whsec_YQ==')} ${sign('whsec_Yg==')}`);
});
