import type { JsonObject } from '@sluice/language';
import { textAt } from '../../../json-value.ts';

const DAY_MS = 86_400_000;
/** `whsec_` and 24 to 64 bytes in base64, as Standard Webhooks has it. */
const FORM = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

/** A new secret of 48 bytes, from the caller's source of UUIDs: hexadecimal digits are base64 too. */
export function newWebhookSecret(newId: () => string): string {
  return `whsec_${(newId() + newId()).replaceAll('-', '')}`;
}

export function isWebhookSecret(text: string): boolean {
  return FORM.test(text) && text.replace(/=+$/, '').length % 4 !== 3;
}

/** What is kept of a webhook's secrets once it has this one: the one before it signs too for another day. */
export function withWebhookSecret(stored: JsonObject | undefined, secret: string, now: string): JsonObject {
  const before = textAt(stored, 'secret');
  if (before === undefined || before === secret) return { ...stored, secret };
  return {
    secret,
    previousSecret: before,
    previousUntil: new Date(Date.parse(now) + DAY_MS).toISOString(),
  };
}

/** The secrets that sign at a time, the newest first. */
export function webhookSecretsAt(stored: JsonObject | undefined, now: string): readonly string[] {
  const secret = textAt(stored, 'secret');
  const before = textAt(stored, 'previousSecret');
  const isValid = Date.parse(textAt(stored, 'previousUntil') ?? '') > Date.parse(now);
  return [secret, isValid ? before : undefined].filter(each => each !== undefined);
}
