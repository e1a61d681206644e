import type { Resource } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import { checkPreconditions } from './precondition.ts';

const STORED: Resource = {
  id: '/x',
  key: '/x',
  type: 't',
  name: 'x',
  body: {},
  systemData: {
    createdBy: '',
    createdByType: 'User',
    createdAt: '',
    lastModifiedBy: '',
    lastModifiedByType: 'User',
    lastModifiedAt: '',
  },
  etag: 'e1',
  instanceId: '',
  apiVersion: '',
};

/** [header, value, something is stored, holds] */
const TABLE: readonly (readonly ['if-match' | 'if-none-match', string, boolean, boolean])[] = [
  ['if-match', '*', true, true],
  ['if-match', '*', false, false],
  ['if-match', '"e1"', true, true],
  ['if-match', 'e1', true, true],
  ['if-match', 'W/"e1"', true, true],
  ['if-match', '"e0", "e1"', true, true],
  ['if-match', '"e2"', true, false],
  ['if-match', '"E1"', true, false],
  ['if-match', '', true, false],
  ['if-match', '"e1"', false, false],
  ['if-none-match', '*', true, false],
  ['if-none-match', '*', false, true],
  ['if-none-match', '"e1"', true, false],
  ['if-none-match', '"e2"', true, true],
];

describe('preconditions', () => {
  it.each(TABLE)('%s: %s, stored %s: %s', (name, value, isStored, holds) => {
    const check = () => checkPreconditions(new Map([[name, value]]), isStored ? STORED : undefined);
    if (holds) expect(check).not.toThrow();
    else expect(check).toThrow('PreconditionFailed');
  });

  it('none is none', () => {
    expect(() => checkPreconditions(new Map(), undefined)).not.toThrow();
  });
});
