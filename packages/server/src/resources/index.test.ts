import { OPERATIONS, RESOURCE_TYPES } from '@sluice/providers/types';
import { describe, expect, it } from 'vitest';
import { ROUTES } from './index.ts';

const keys = ROUTES.map(({ verb, kind, type }) => `${verb} ${kind} ${type.toLowerCase()}`);

describe('routes', () => {
  it('stand for one thing each', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('every action of every type has one', () => {
    const actions = RESOURCE_TYPES.flatMap(({ type, actions = [] }) =>
      actions.map(name => `${type}/${name}`),
    );
    const missing = actions.filter(
      action =>
        !keys.includes(`POST collection ${action.toLowerCase()}`) &&
        !keys.includes(`POST collection */${action.split('/').at(-1)?.toLowerCase()}`),
    );
    expect(missing).toEqual([]);
  });

  it('every verb of a type that is not stored has one', () => {
    const missing = RESOURCE_TYPES.filter(({ stored }) => stored === false).flatMap(({ type, verbs }) =>
      verbs
        .map(verb => `GET ${verb === 'list' ? 'collection' : 'item'} ${type.toLowerCase()}`)
        .filter(key => !keys.includes(key)),
    );
    expect(missing).toEqual([]);
  });

  it('every one asks for an operation that roles can name', () => {
    const unknown = ROUTES.map(({ action }) => action).filter(
      action => !action.startsWith('*') && !OPERATIONS.has(action.toLowerCase()),
    );
    expect(unknown).toEqual([]);
  });

  it('every one names the action that it needs, in RBAC’s form', () => {
    expect(
      ROUTES.filter(({ action }) => !/^[\w.*]+(\/[\w.*]+)*\/(read|write|delete|action)$/i.test(action)),
    ).toEqual([]);
  });
});
