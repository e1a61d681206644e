import pg from 'pg';
import { describe, expect, it } from 'vitest';
import {
  StorageConflict,
  StorageInUse,
  StorageQueryProblem,
  StorageRejected,
  StorageUnavailable,
} from '../errors.ts';
import { clientConfig } from './connect.ts';
import { isTransient, translateError } from './translate-error.ts';
import { toIsoTime } from './types.ts';

function databaseError(code: string): pg.DatabaseError {
  const error = new pg.DatabaseError('it says so', 10, 'error');
  error.code = code;
  return error;
}

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

describe('errors of the database', () => {
  it.for([
    ['a lost connection', databaseError('08006'), StorageUnavailable],
    ['a shutdown', databaseError('57P01'), StorageUnavailable],
    ['a crash of another backend', databaseError('57P02'), StorageUnavailable],
    ['recovery', databaseError('57P03'), StorageUnavailable],
    ['too many connections', databaseError('53300'), StorageUnavailable],
    ['a full disk', databaseError('53100'), StorageUnavailable],
    ['a timeout', databaseError('57014'), StorageUnavailable],
    ['a standby', databaseError('25006'), StorageUnavailable],
    ['a refused connection', withCode('ECONNREFUSED'), StorageUnavailable],
    ['a socket that is not there', withCode('ENOENT'), StorageUnavailable],
    ['several refused addresses', new AggregateError([withCode('ECONNREFUSED')]), StorageUnavailable],
    ['the word of pg for it', new Error('Connection terminated unexpectedly'), StorageUnavailable],
    ['a closed pool', new Error('Cannot use a pool after calling end on the pool'), StorageUnavailable],
    ['a deadlock', databaseError('40P01'), StorageConflict],
    ['a NUL in a text', databaseError('22021'), StorageRejected],
    ['a NUL in JSON', databaseError('22P05'), StorageRejected],
  ] as const)('%s becomes one of ours, with its cause', ([, error, kind]) => {
    const translated = translateError(error);
    expect(translated).toBeInstanceOf(kind);
    expect(translated).toHaveProperty('cause', error);
  });

  it.for([
    ['a violated constraint', databaseError('23505')],
    ['a wrong statement', databaseError('42601')],
    ['a mistake of ours', new TypeError('x is undefined')],
    ['what is no error', 'text'],
    ['one of ours', new StorageInUse('/data', 1)],
    ['a query problem', new StorageQueryProblem('no')],
  ] as const)('%s stays what it is', ([, error]) => {
    expect(translateError(error)).toBe(error);
  });

  it('only deadlocks and serialisation failures are tried again', () => {
    expect(['40P01', '40001', '23505', '57P01'].map(code => isTransient(databaseError(code)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it.for([
  ['2026-11-23 22:50:25+00', '2026-11-23T22:50:25.000Z'],
  ['2026-11-23 22:50:25.1+00', '2026-11-23T22:50:25.100Z'],
  ['2026-11-23 22:50:25.123456+00', '2026-11-23T22:50:25.123456Z'],
  ['infinity', 'infinity'],
] as const)('the time %s', ([text, expected]) => {
  expect(toIsoTime(text)).toBe(expected);
});

it.for([
  ['postgresql://u@h/d', '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c jit=off'],
  [
    'postgresql://u@h/d?sslmode=require',
    '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c jit=off',
  ],
  [
    'postgresql://u@h/d?options=-c%20work_mem%3D8MB&port=1',
    '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c jit=off -c work_mem=8MB',
  ],
] as const)('a session of %s has our options, and those of the URL after them', ([url, expected]) => {
  const { connectionString = '' } = clientConfig(url);
  expect(new URL(connectionString).searchParams.get('options')).toBe(expected);
});
