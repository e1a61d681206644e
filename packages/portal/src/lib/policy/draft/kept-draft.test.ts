import { describe, expect, it } from 'vitest';
import { draftKey, readKeptDraft, writeKeptDraft } from './kept-draft.ts';

const draft = {
  name: 'n',
  displayName: 'd',
  description: '',
  category: 'c',
  mode: 'All',
  version: '1.0.0',
  storedAt: '/subscriptions/s',
  text: '{',
};

describe('a kept draft', () => {
  it('is what was kept', () => {
    const kept = { draft, etag: '"e"', at: '2026-11-29T00:00:00Z' };
    expect(readKeptDraft(JSON.parse(JSON.stringify(writeKeptDraft(kept))))).toEqual(kept);
  });
  it.each([undefined, null, 'x', [], {}, { draft: {} }, { draft: { text: 1 } }])('%j is none', value => {
    expect(readKeptDraft(value)).toBeUndefined();
  });
  it('has empty fields where another version kept none', () => {
    expect(readKeptDraft({ draft: { text: '' } })?.draft.mode).toBe('');
  });
});

it('each page has a draft of its own, whatever the letter case of the id', () => {
  expect(new Set([draftKey('policy', '/A', undefined), draftKey('policy', '/a', undefined)]).size).toBe(1);
  expect(
    new Set([
      draftKey('policy', '/a', undefined),
      draftKey('policy', undefined, '/a'),
      draftKey('policy', undefined, undefined),
    ]).size,
  ).toBe(3);
});
