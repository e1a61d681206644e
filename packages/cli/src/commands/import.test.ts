import type { ImportEntry } from '@sluice/server';
import { expect, test } from 'vitest';
import { describe, summaryOf } from './import.ts';

const refused = (path: string): ImportEntry => ({
  path,
  kind: 'definition',
  outcome: 'refused',
  code: 'operator/unknown',
  reason: 'There is no such operator.',
  pointer: '/properties/policyRule/if',
});

test('nothing at all', () => {
  expect(describe([], false)).toBe('Imported 0 definitions and 0 initiatives.');
  expect(summaryOf([])).toEqual({
    outcomes: { imported: 0, unchanged: 0, refused: 0, repeated: 0, kept: 0 },
    notEvaluated: 0,
    unknownAliases: 0,
    missingVersions: 0,
    refused: {},
  });
});

test('some of everything', () => {
  const entries: readonly ImportEntry[] = [
    { path: 'a', kind: 'definition', outcome: 'imported', unknownAliases: 2 },
    { path: 'b', kind: 'definition', outcome: 'unchanged', notEvaluated: 'why' },
    { path: 'c', kind: 'initiative', outcome: 'imported', missingVersions: 1 },
    { path: 'd', kind: 'definition', outcome: 'repeated' },
    { path: 'e', kind: 'definition', outcome: 'kept' },
    refused('f'),
  ];
  expect(describe(entries, true).split('\n')).toEqual([
    'Would import 1 definitions and 1 initiatives.',
    '  1 were there already, the same',
    expect.stringContaining('  1 repeat another file'),
    '  1 come with Sluice, and stay as they are',
    expect.stringContaining('  1 are of a mode or effect that is not evaluated here'),
    expect.stringContaining('  1 name aliases that are not known here'),
    expect.stringContaining('  1 are initiatives that want versions'),
    '  1 were refused:',
    '    f at /properties/policyRule/if: There is no such operator. (operator/unknown)',
  ]);
  expect(summaryOf(entries)).toMatchObject({
    outcomes: { imported: 2, unchanged: 1, refused: 1, repeated: 1, kept: 1 },
    refused: { 'operator/unknown': 1 },
  });
});

test('of many refusals some are shown, and all are counted by code', () => {
  const lines = describe(
    Array.from({ length: 25 }, (_, index) => refused(`file-${index}`)),
    false,
  ).split('\n');
  expect(lines).toHaveLength(23);
  expect(lines.at(-1)).toBe('    25 in all with operator/unknown');
});
