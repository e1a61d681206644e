import { describe, expect, test } from 'vitest';
import { createLogger, SILENT } from './logger.ts';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhYmMifQ.c2lnbmF0dXJl';

function logged(
  write: (log: ReturnType<typeof createLogger>) => void,
  level: 'debug' | 'info' = 'info',
): readonly string[] {
  const lines: string[] = [];
  write(createLogger({ level, destination: { write: line => void lines.push(line) } }));
  return lines;
}

test('an entry is one line of JSON', () => {
  const [line = ''] = logged(log => log.info('started\nnow', { port: 1, nested: { a: [1, 'x'] } }));
  expect(line.endsWith('\n')).toBe(true);
  expect(line.trimEnd()).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    msg: 'started\nnow',
    port: 1,
    nested: { a: [1, 'x'] },
  });
});

test('levels below the chosen one are left out', () => {
  expect(logged(log => log.debug('x'))).toEqual([]);
  expect(logged(log => log.debug('x'), 'debug')).toHaveLength(1);
  expect(() => SILENT.error('x')).not.toThrow();
});

describe('secrets never get in', () => {
  test.each([
    ['by name', { authorization: 'Bearer hunter2hunter2' }],
    ['whatever the case', { Authorization: 'hunter2' }],
    ['of a header map', { headers: new Map([['authorization', 'hunter2']]) }],
    ['nested', { request: { body: { properties: { adminPassword: 'hunter2' } } } }],
    ['in lists', { all: [{ client_secret: 'hunter2' }] }],
    ['whole objects', { secrets: { primaryKey: 'hunter2' } }],
    ['keys of endpoints', { primaryKey: 'hunter2', secondaryKey: 'hunter2' }],
    ['tokens', { accessToken: 'hunter2', token: 'hunter2' }],
    ['cookies', { 'set-cookie': ['hunter2'] }],
    ['sealed keys', { sealedPrivateKey: 'hunter2' }],
    ['connection strings', { databaseUrl: 'hunter2', connectionString: 'hunter2' }],
    ['buffers', { body: Buffer.from('hunter2') }],
    ['in text: bearer', { note: 'sent Bearer hunter2hunter2' }],
    ['in text: form', { body: 'grant_type=x&client_secret=hunter2&scope=y' }],
    ['in text: url', { note: 'postgres://sluice:hunter2@db/sluice' }],
    ['in text: key', { note: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----' }],
  ])('%s', (_, fields) => {
    const [line = ''] = logged(log => log.info('x', fields));
    expect(line).toContain('[redacted]');
    expect(line).not.toContain('hunter2');
  });

  test('tokens by their look, in fields, messages and errors', () => {
    const cause = new Error(`refused ${JWT}`);
    const error = Object.assign(new Error(`token ${JWT}`, { cause }), { detail: { given: JWT } });
    const [line = ''] = logged(log => log.error(`bad ${JWT}`, { value: JWT, error }));
    expect(line).not.toContain('eyJzdWIi');
    expect(JSON.parse(line)).toMatchObject({
      msg: 'bad [redacted]',
      error: {
        type: 'Error',
        stack: expect.stringContaining('logger.test'),
        cause: { message: 'refused [redacted]' },
      },
    });
  });

  test('names that only sound alike stay', () => {
    const fields = { monkey: 'a', tokenCount: 3, path: '/keys/x', isSecret: true, error: undefined };
    expect(JSON.parse(logged(log => log.info('x', fields))[0] ?? '')).toMatchObject({
      monkey: 'a',
      path: '/keys/x',
      isSecret: true,
    });
  });
});

test('what cannot be written is cut, never thrown', () => {
  const loop: Record<string, unknown> = { big: 1n, at: new Date(0) };
  loop['self'] = loop;
  let deep: unknown = 'end';
  for (let i = 0; i < 50; i++) deep = { deep };
  const [line = ''] = logged(log => log.warn('x', { loop, deep }));
  expect(JSON.parse(line)).toMatchObject({
    loop: { big: '1', at: '1970-01-01T00:00:00.000Z', self: '[cut]' },
  });
  expect(line).not.toContain('end');
});
