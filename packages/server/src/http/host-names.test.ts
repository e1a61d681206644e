import { describe, expect, test } from 'vitest';
import { createHostNames, hostOf } from './host-names.ts';

describe('a Host header leads to the configured address', () => {
  const names = createHostNames(
    ['localhost', '127.0.0.1', '[::1]', 'Gov.Example:443', 'gov.example:9000'],
    8443,
  );

  test.each([
    ['localhost:8443', 'https://localhost:8443'],
    ['LOCALHOST:8443', 'https://localhost:8443'],
    ['localhost.:8443', 'https://localhost:8443'],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['gov.example', 'https://gov.example'],
    ['gov.example:443', 'https://gov.example'],
    ['gov.example:9000', 'https://gov.example:9000'],
    ['localhost', undefined],
    ['localhost:443', undefined],
    ['localhost:8444', undefined],
    ['localhost:08443x', undefined],
    ['other:8443', undefined],
    ['user@localhost:8443', undefined],
    ['localhost:8443/path', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (host, baseUrl) => {
    expect(names.baseUrlOf(host)).toBe(baseUrl);
  });

  test('all of them, in order', () => {
    expect(names.baseUrls).toEqual([
      'https://localhost:8443',
      'https://127.0.0.1:8443',
      'https://[::1]:8443',
      'https://gov.example',
      'https://gov.example:9000',
    ]);
  });
});

test.each(['a b', 'https://x', 'x:0', 'x:70000', 'x:y', '', '-x', '*'])(
  '%j is no name to configure',
  name => {
    expect(() => createHostNames([name], 8443)).toThrow(RangeError);
  },
);

test.each([
  ['localhost:8443', 'localhost'],
  ['[::1]:8443', '::1'],
  ['Gov.Example', 'gov.example'],
])('%s is for the host %s', (name, host) => {
  expect(hostOf(name)).toBe(host);
});
