import { readFileSync } from 'node:fs';
import { EVENT_TYPES } from '@sluice/providers/types';
import { expect, it } from 'vitest';
import { signatureHeaders } from '../../packages/server/src/events/signature.ts';

const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');

it('the page on events verifies what we sign, and nothing else', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const toSecret = (text: string) => `whsec_${Buffer.from(text.repeat(10)).toString('base64')}`;
  const [secrets, other] = [['new', 'old'].map(toSecret), toSecret('own')];
  const body = '{"id":"1-1","ü":true}';
  const headers = signatureHeaders(secrets, { id: '1-1', at: '2026-11-23T10:00:00Z', body });
  const now = Date.parse('2026-11-23T10:01:00Z') / 1000;
  for (const secret of secrets) expect(isGenuine(headers, body, secret, now)).toBe(true);
  expect(isGenuine(headers, `${body} `, secrets[0], now)).toBe(false);
  expect(isGenuine({ ...headers, 'webhook-id': '1-2' }, body, secrets[0], now)).toBe(false);
  expect(isGenuine(headers, body, other, now)).toBe(false);
  expect(isGenuine(headers, body, secrets[0], now + 300)).toBe(false);
  expect(isGenuine({}, body, secrets[0], now)).toBe(false);
});

it('the page on events has every type', () => {
  expect(EVENT_TYPES.filter(type => !page.includes(`| \`${type}\` |`))).toEqual([]);
});
