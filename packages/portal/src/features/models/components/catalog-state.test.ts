import { describe, expect, it } from 'vitest';
import {
  activeFilters,
  type CatalogSearch,
  CLEARED,
  readCatalogState,
  sortsFor,
  toggled,
} from './catalog-state.ts';

const WORKSPACE =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w';

describe('what an address asks for', () => {
  it('is everything, by name, where it says nothing', () => {
    expect(readCatalogState({})).toMatchObject({ text: '', size: undefined, sort: 'name', view: 'cards' });
    expect(activeFilters({})).toEqual([]);
  });

  it('is what may be deployed first, where it names a workspace', () => {
    expect(readCatalogState({ workspace: WORKSPACE }).sort).toBe('verdict');
    expect(sortsFor(undefined)).not.toContain('verdict');
  });

  it.each<[CatalogSearch, object]>([
    [{ size: 'huge' }, { minSizeBytes: 100_000_000_000 }],
    [{ size: 'constructor' }, { verdict: undefined }],
    [{ verdict: 'deny' }, { verdict: undefined }],
    [{ verdict: 'deny', workspace: WORKSPACE }, { verdict: 'deny' }],
    [{ verdict: 'maybe', workspace: WORKSPACE }, { verdict: undefined }],
    [{ publisher: 'a\\,b,c' }, { publisher: ['a,b', 'c'] }],
  ])('%j', (search, filter) => expect(readCatalogState(search).filter).toMatchObject(filter));

  it.each([['verdict'], ['colour'], ['']])('an order that there is not is the usual one: %j', sort => {
    expect(readCatalogState({ sort }).sort).toBe('name');
  });
});

describe('a value of a facet', () => {
  it('is taken in and out, in any letter case', () => {
    expect(toggled({}, 'licence', 'MIT')).toEqual({ licence: 'MIT' });
    expect(toggled({ licence: 'MIT,gemma' }, 'licence', 'mit')).toEqual({ licence: 'gemma' });
    expect(toggled({ licence: 'MIT' }, 'licence', 'MIT')).toEqual({ licence: undefined });
  });
});

it('each active filter takes itself off and leaves the others', () => {
  const search: CatalogSearch = {
    q: 'phi',
    registry: 'azureml,x',
    size: 'small',
    workspace: WORKSPACE,
    view: 'table',
  };
  const active = activeFilters(search);
  expect(active.map(({ name, value }) => [name, value])).toEqual([
    ['q', 'phi'],
    ['registry', 'azureml'],
    ['registry', 'x'],
    ['size', 'small'],
  ]);
  let rest = search;
  for (const { name, value } of active) {
    const now = activeFilters(rest).find(each => each.name === name && each.value === value);
    rest = { ...rest, ...now?.without };
  }
  expect(rest).toMatchObject({ q: undefined, registry: undefined, size: undefined, workspace: WORKSPACE });
  expect(activeFilters({ ...search, ...CLEARED })).toEqual([]);
});
