import { expect, test } from 'vitest';
import { versionProblems } from './version-changes.ts';
import type { Pin } from './version-pins.ts';

type Record = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly rule: string;
  readonly otherVersions?: readonly Record[];
};
const of = (version: string, rule: string, ...otherVersions: readonly Record[]): Record => ({
  id: 'd',
  name: 'd',
  version,
  rule,
  ...(otherVersions.length > 0 && { otherVersions }),
});
const by = (pattern?: string): Pin => ({ by: 'a', pattern });
const EXISTS = ['PolicyDefinitionVersionExists'];
const IN_USE = ['PolicyDefinitionVersionInUse'];

test.each<[string, Record, Record, readonly Pin[], readonly string[]]>([
  ['the only version changes', of('1.0.0', 'a'), of('1.0.0', 'b'), [], []],
  ['it changes for those who ask for none', of('1.0.0', 'a'), of('1.0.0', 'b'), [by()], []],
  ['not for those who ask for it', of('1.0.0', 'a'), of('1.0.0', 'b'), [by('1.*.*')], EXISTS],
  ['somebody asks for what there is not', of('1.0.0', 'a'), of('1.0.0', 'b'), [by('2.*.*')], []],
  ['it stays what it is', of('1.0.0', 'a'), of('1.0.0', 'a'), [by('1.*.*')], []],
  ['another one comes', of('1.0.0', 'a'), of('1.1.0', 'b', of('1.0.0', 'a')), [by('1.*.*')], []],
  ['one of two changes', of('2.0.0', 'b', of('1.0.0', 'a')), of('2.0.0', 'c', of('1.0.0', 'a')), [], EXISTS],
  [
    'an older one changes',
    of('2.0.0', 'b', of('1.0.0', 'a')),
    of('2.0.0', 'b', of('1.0.0', 'c')),
    [],
    EXISTS,
  ],
  [
    'the only one is fixed by another content',
    of('1.0.0', 'a'),
    of('1.0.0', 'a', of('1.0.0', 'b')),
    [],
    EXISTS,
  ],
  [
    'one goes that nobody asks for',
    of('2.0.0', 'b', of('1.0.0', 'a')),
    of('2.0.0', 'b'),
    [by(), by('2.*.*')],
    [],
  ],
  [
    'one goes that somebody asks for',
    of('2.0.0', 'b', of('1.0.0', 'a')),
    of('2.0.0', 'b'),
    [by('1.0.*')],
    IN_USE,
  ],
  [
    'one goes and another one fits',
    of('2.0.0', 'b', of('1.0.0', 'a'), of('1.1.0', 'c')),
    of('2.0.0', 'b', of('1.1.0', 'c')),
    [by('1.*.*')],
    [],
  ],
])('%s', (_, before, after, pins, expected) => {
  expect(versionProblems(before, after, pins, ({ rule }) => rule).map(({ code }) => code)).toEqual(expected);
});
