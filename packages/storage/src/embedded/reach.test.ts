import { expect, it } from 'vitest';
import { findNobody } from './account.ts';
import { parsePostmasterFile } from './postmaster-file.ts';
import { permits } from './reach.ts';

const account = { uid: 7, gid: 8, name: 'x' };

it.for([
  ['everybody may', { uid: 0, gid: 0, mode: 0o755 }, true],
  ['only root may', { uid: 0, gid: 0, mode: 0o700 }, false],
  ['the owner may', { uid: 7, gid: 0, mode: 0o700 }, true],
  ['the owner may not, though others may', { uid: 7, gid: 0, mode: 0o077 }, false],
  ['the group may', { uid: 0, gid: 8, mode: 0o710 }, true],
  ['the group may not, though others may', { uid: 0, gid: 8, mode: 0o701 }, false],
  ['others may read but not enter', { uid: 0, gid: 0, mode: 0o744 }, false],
] as const)('a folder that %s', ([, stats, expected]) => {
  expect(permits(stats, account, 1)).toBe(expected);
});

it.for([
  [
    'Debian',
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    { uid: 65534, gid: 65534, name: 'nobody' },
  ],
  ['old Fedora', 'nobody:x:99:99:Nobody:/:/sbin/nologin', { uid: 99, gid: 99, name: 'nobody' }],
  [
    'macOS',
    'nobody:*:4294967294:4294967294:Unprivileged User:/var/empty:/usr/bin/false',
    { uid: 4294967294, gid: 4294967294, name: 'nobody' },
  ],
  ['a system without the name', 'root:x:0:0::/root:/bin/sh', { uid: 65534, gid: 65534, name: 'nobody' }],
  ['a system where it is root', 'nobody:x:0:0::/:/bin/sh', { uid: 65534, gid: 65534, name: 'nobody' }],
] as const)('nobody on %s', ([, passwd, expected]) => {
  expect(findNobody(passwd)).toEqual(expected);
});

it.for([
  ['', undefined],
  ['nonsense', undefined],
  ['0\n', undefined],
  ['42', { pid: 42, endpoint: undefined }],
  ['42\n/data\n1700000000\n5432\n', { pid: 42, endpoint: { kind: 'tcp', port: 5432 } }],
  [
    '-42\n/data\n1700000000\n5432\n/run/sluice-1\n\n 1 2\nready   \n',
    { pid: 42, endpoint: { kind: 'socket', folder: '/run/sluice-1' } },
  ],
  [
    '42\r\n/data\r\n1700000000\r\n5433\r\n\r\n127.0.0.1\r\n',
    { pid: 42, endpoint: { kind: 'tcp', port: 5433 } },
  ],
] as const)('postmaster.pid holding %j', ([text, expected]) => {
  expect(parsePostmasterFile(text)).toEqual(expected);
});
