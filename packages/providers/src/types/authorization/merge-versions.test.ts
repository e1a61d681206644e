import { expect, it } from 'vitest';
import { versionsOf, withCurrent, withoutVersion, withVersion } from './merge-versions.ts';

type Record = {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly says: string;
  readonly otherVersions?: readonly Record[];
};
const of = (version: string, says = version): Record => ({ id: 'd', name: 'd', version, says });

it('the first is what it is', () => {
  expect(withCurrent(undefined, of('1.0.0'))).toEqual(of('1.0.0'));
});

it('one of the same version replaces it', () => {
  expect(withCurrent(of('1.0.0', 'old'), of('1.0.0', 'new'))).toEqual(of('1.0.0', 'new'));
});

it('one of another version has the one before beside it, newer or older', () => {
  const two = withCurrent(of('1.0.0'), of('2.0.0'));
  expect(two).toEqual({ ...of('2.0.0'), otherVersions: [of('1.0.0')] });
  expect(withCurrent(two, of('1.0.0'))).toEqual({
    ...of('1.0.0'),
    otherVersions: [of('1.0.0'), of('2.0.0')],
  });
});

it('a version that is newer becomes the current one, under the name of what it is of', () => {
  const version = { ...of('1.1.0'), id: 'd/versions/1.1.0', name: '1.1.0' };
  expect(withVersion(of('1.0.0'), version)).toMatchObject({
    ...of('1.1.0'),
    otherVersions: [{ version: '1.1.0' }, { version: '1.0.0' }],
  });
});

it('an older one, or the current one itself, stands beside', () => {
  expect(withVersion(of('1.0.0'), of('0.9.0'))).toEqual({ ...of('1.0.0'), otherVersions: [of('0.9.0')] });
  expect(withVersion(of('1.0.0'), of('1.0.0'))).toEqual({ ...of('1.0.0'), otherVersions: [of('1.0.0')] });
});

it('a version goes, and with the last one the list', () => {
  expect(withoutVersion<Record>({ ...of('1.0.0'), otherVersions: [of('0.9.0')] }, '0.9.0')).toEqual(
    of('1.0.0'),
  );
});

it('versions are told newest first, each once; a preview comes before its release', () => {
  const otherVersions = [of('0.9.0'), of('2.0.0'), of('10.0.0'), of('2.0.0-preview')];
  expect(versionsOf<Record>({ ...of('2.0.0'), otherVersions })).toEqual([
    '10.0.0',
    '2.0.0',
    '2.0.0-preview',
    '0.9.0',
  ]);
});
