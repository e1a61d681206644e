import type { Principal } from '@sluice/engine/model';
import { describe, expect, test } from 'vitest';
import { createAudienceTest, PUBLIC_CLOUD_AUDIENCES } from './audiences.ts';
import { findByClientId } from './find-principal.ts';
import type { Issuer } from './issuer.ts';
import { selectClaims } from './select-claims.ts';
import { createTokenCache } from './token-cache.ts';

describe('an audience is meant for us', () => {
  const isOurs = createAudienceTest(['https://localhost:8443', ...PUBLIC_CLOUD_AUDIENCES]);
  test.each([
    ['https://localhost:8443', true],
    ['https://localhost:8443/', true],
    ['https://localhost:8443//', true],
    ['HTTPS://LOCALHOST:8443/', true],
    ['https://management.azure.com/', true],
    ['https://localhost:8443///', false],
    ['https://localhost:84433', false],
    ['https://localhost:8443/x', false],
    ['http://localhost:8443', false],
    ['', false],
  ])('%s: %s', (audience, expected) => {
    expect(isOurs(audience)).toBe(expected);
  });
});

describe('the token cache', () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  const issuer = {} as Issuer;
  const entry = (expiresAt: number) => ({ claims: {}, issuer, expiresAt });

  test('gives a token until it expires', () => {
    const cache = createTokenCache();
    cache.put('t', entry(100));
    expect(cache.get('t', at(99))).toEqual(entry(100));
    expect(cache.get('u', at(99))).toBeUndefined();
    expect(cache.get('t', at(100))).toBeUndefined();
    expect(cache.get('t', at(99))).toBeUndefined();
  });

  test('holds no more than it may', () => {
    const cache = createTokenCache(2);
    for (const token of ['a', 'b', 'c']) cache.put(token, entry(100));
    expect(['a', 'b', 'c'].map(token => cache.get(token, at(0)) !== undefined)).toEqual([false, true, true]);
  });
});

test('claims are selected: simple values of known names', () => {
  expect(
    selectClaims({
      oid: 'o',
      aud: ['a', 'b'],
      exp: 1,
      roles: [{ x: 1 }],
      name: { deep: 1 },
      secret: 's',
      groups: [],
    }),
  ).toEqual({
    oid: 'o',
    aud: ['a', 'b'],
    exp: 1,
    groups: [],
  });
});

test('principals are found by client id without case, in each snapshot anew', () => {
  const principal: Principal = {
    id: 'P',
    clientId: 'Client',
    displayName: 'd',
    kind: 'ServicePrincipal',
    enabled: true,
  };
  const principals = new Map([['p', principal]]);
  expect(findByClientId(principals, 'CLIENT')).toBe(principal);
  expect(findByClientId(principals, 'p')).toBeUndefined();
  expect(findByClientId(new Map(), 'client')).toBeUndefined();
});
