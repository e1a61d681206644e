import { describe, expect, it } from 'vitest';
import { isTargetPattern, readEndpoint, targetReach } from './webhook-targets.ts';

describe('an endpoint', () => {
  it.each<[string, string, number]>([
    ['https://hooks.example.com', 'hooks.example.com', 443],
    ['HTTPS://Hooks.Example.com:8443/a/b?c=d&e=%20', 'hooks.example.com', 8443],
    ['https://[2001:db8::1]:9/', '[2001:db8::1]', 9],
    ['https://10.0.0.1?x', '10.0.0.1', 443],
  ])('%s leads to %s, port %i', (url, host, port) => {
    expect(readEndpoint(url)).toEqual({ host, port });
  });

  it.each([
    'http://hooks.example.com',
    'https://user@hooks.example.com/',
    'https://allowed.example.com:443@evil.example.com/',
    'https://hooks.example.com/#fragment',
    'https://hooks.example.com\\@evil.example.com/',
    'https://hooks.example.com/a b',
    'https://hooks.example.com/a\nb',
    'https://hooks.example.com./',
    'https://höoks.example.com/',
    'https://hooks%2eexample.com/',
    'https://hooks.example.com:0/',
    'https://hooks.example.com:65536/',
    'https:///path',
    '',
  ])('is not %j', url => {
    expect(readEndpoint(url)).toBeUndefined();
  });
});

describe('a target', () => {
  const targets = {
    allowedHosts: ['hooks.example.com', '*.Example.org:8443', '*.internal.example'],
    allowedPrivateHosts: ['10.0.0.1:9', 'build.internal.example'],
  };
  it.each<[string, number, 'public' | 'any' | undefined]>([
    ['hooks.example.com', 443, 'public'],
    ['hooks.example.com', 8443, undefined],
    ['sub.hooks.example.com', 443, undefined],
    ['a.b.example.org', 8443, 'public'],
    ['example.org', 8443, undefined],
    ['evilexample.org', 8443, undefined],
    ['a.example.org', 443, undefined],
    ['10.0.0.1', 9, 'any'],
    ['build.internal.example', 443, 'any'],
    ['other.internal.example', 443, 'public'],
  ])('%s, port %i, may be reached: %s', (host, port, reach) => {
    expect(targetReach(targets, { host, port })).toBe(reach);
  });

  it.each(['*', '*.', 'a.*', 'https://a', 'a/b', 'a:', 'a:99999', '[zz]', ''])('%j is no entry', text => {
    expect(isTargetPattern(text)).toBe(false);
  });
});
