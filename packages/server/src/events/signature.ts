import { createHmac } from 'node:crypto';

/**
 * The headers that say who sent a body and when: one signature for each secret, the newest first.
 *
 * HMAC-SHA256 over `<id>.<seconds>.<body>`, keyed by what stands behind `whsec_` in base64. Source: Standard Webhooks 1.0.0.
 */
export function signatureHeaders(
  secrets: readonly string[],
  message: { readonly id: string; readonly at: string; readonly body: string },
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const { id, at, body } = message;
  const seconds = Math.floor(Date.parse(at) / 1000);
  const signatures = secrets.map(secret => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
