import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCertificate } from './certificate.ts';
import { openGivenTls } from './given-tls.ts';
import { openLocalTls } from './local-tls.ts';
import type { TlsMaterial } from './tls-source.ts';

const HOSTS = ['localhost', '127.0.0.1', '::1', 'gov.example'];
const START = new Date('2026-06-01T12:00:00Z');

let folder: string;
let notices: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-tls-'));
  notices = [];
});
afterEach(() => rm(folder, { recursive: true }));

function open(hosts: readonly string[] = HOSTS, now = new Date()) {
  return openLocalTls({ folder, hosts, now: () => now, onNotice: text => void notices.push(text) });
}

/** What a TLS client says of the server, asking for `servername`. Undefined: all is well. */
async function handshake(material: TlsMaterial, ca: string, servername: string): Promise<string | undefined> {
  const server = https.createServer(material);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise(resolve => {
      const socket = connect({ host: '127.0.0.1', port, ca, servername }, () =>
        resolve(socket.destroy() && undefined),
      );
      socket.on('error', (error: Error) => resolve(error.message));
    });
  } finally {
    server.close();
  }
}

describe('the first start', () => {
  test('makes a CA and a certificate for the hosts', async () => {
    const { current, caFile, caPem = '' } = await open();
    expect(caFile).toBe(join(folder, 'ca.crt'));
    expect(await readFile(join(folder, 'ca.crt'), 'utf8')).toBe(caPem);
    const leaf = new X509Certificate(current.cert);
    const ca = new X509Certificate(caPem);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect([leaf.ca, ca.ca]).toEqual([false, true]);
    expect(leaf.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:gov.example',
    );
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(leaf.validToDate.getTime() - Date.now()).toBeGreaterThan(390 * 86_400_000);
    expect(leaf.validToDate.getTime() - leaf.validFromDate.getTime()).toBeLessThan(398 * 86_400_000);
  });

  test.each(['localhost', 'gov.example'])('a client that trusts the CA accepts %s', async host => {
    const { current, caPem = '' } = await open();
    expect(await handshake(current, caPem, host)).toBeUndefined();
  });

  test('a client that does not trust it accepts nothing', async () => {
    const { current } = await open();
    const other = await openLocalTls({
      folder: join(folder, 'other'),
      hosts: HOSTS,
      now: () => new Date(),
      onNotice: () => {},
    });
    expect(await handshake(current, other.caPem ?? '', 'localhost')).toMatch(/unable to verify|self-signed/);
  });

  test.each(['ca.key', 'server.key', 'server.crt', 'ca.hosts'])('%s is for nobody else', async file => {
    await open();
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });
});

test('the CA vouches for no other host, even with its key', async () => {
  const { caPem = '' } = await open(['localhost', '127.0.0.1']);
  const { createPrivateKey, generateKeyPairSync } = await import('node:crypto');
  const ca = new X509Certificate(caPem);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = {
    commonName: ca.subject.replace('CN=', ''),
    publicKey: ca.publicKey,
    privateKey: createPrivateKey(await readFile(join(folder, 'ca.key'), 'utf8')),
  };
  const forge = (hosts: readonly string[]) => ({
    cert: createCertificate({
      commonName: hosts[0] ?? '',
      publicKey,
      issuer,
      notBefore: new Date(Date.now() - 1000),
      notAfter: new Date(Date.now() + 1e6),
      role: 'server',
      hosts,
    }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  expect(await handshake(forge(['localhost']), caPem, 'localhost')).toBeUndefined();
  expect(await handshake(forge(['login.example']), caPem, 'login.example')).toContain(
    'permitted subtree violation',
  );
  expect(await handshake(forge(['localhost', '10.0.0.1']), caPem, 'localhost')).toContain(
    'permitted subtree violation',
  );
});

describe('a later start', () => {
  test('takes what is there', async () => {
    const first = await open();
    const second = await open();
    expect(second).toMatchObject({ current: first.current, caPem: first.caPem });
    expect(notices).toEqual([]);
  });

  test('renews a certificate that is about to expire, under the same CA', async () => {
    const first = await open(HOSTS, START);
    const second = await open(HOSTS, new Date(START.getTime() + 368 * 86_400_000));
    expect(second.caPem).toBe(first.caPem);
    expect(second.current).not.toEqual(first.current);
    expect(notices).toEqual([]);
  });

  test('makes a certificate for fewer hosts under the same CA', async () => {
    const first = await open();
    await rm(join(folder, 'server.crt'));
    const second = await open(['localhost']);
    expect(second.caPem).toBe(first.caPem);
    expect(new X509Certificate(second.current.cert).subjectAltName).toBe('DNS:localhost');
  });

  test.each([
    [
      'for a host that the CA does not permit',
      [...HOSTS, 'new.example'],
      START,
      'does not permit new.example',
    ],
    ['when the CA is about to expire', HOSTS, new Date('2036-05-20T00:00:00Z'), 'has expired'],
  ])('makes a new CA %s, and says so', async (_, hosts, now, notice) => {
    const first = await open(HOSTS, START);
    const second = await open(hosts, now);
    expect(second.caPem).not.toBe(first.caPem);
    expect(
      new X509Certificate(second.current.cert).verify(new X509Certificate(second.caPem ?? '').publicKey),
    ).toBe(true);
    expect(notices).toEqual([expect.stringContaining(notice)]);
  });

  test.each(['ca.crt', 'ca.key', 'server.crt', 'server.key'])('mends a broken %s', async file => {
    await open();
    await writeFile(join(folder, file), 'broken');
    const { current, caPem = '' } = await open();
    expect(await handshake(current, caPem, 'localhost')).toBeUndefined();
  });
});

test('a running server renews when it is time', async () => {
  let now = START;
  const source = await openLocalTls({ folder, hosts: HOSTS, now: () => now, onNotice: () => {} });
  expect(await source.renew()).toBeUndefined();
  now = new Date(START.getTime() + 380 * 86_400_000);
  const renewed = await source.renew();
  expect(new X509Certificate(renewed?.cert ?? '').validToDate.getTime()).toBeGreaterThan(
    now.getTime() + 390 * 86_400_000,
  );
  expect(await source.renew()).toBeUndefined();
});

describe('a certificate of the operator’s own', () => {
  test('is taken, and again when the files are replaced', async () => {
    const made = await open();
    const files = { certFile: join(folder, 'server.crt'), keyFile: join(folder, 'server.key') };
    const source = await openGivenTls(files);
    expect(source).toMatchObject({ current: made.current, caFile: undefined, caPem: undefined });
    expect(await source.renew()).toBeUndefined();
    await rm(files.certFile);
    const next = await open();
    expect(await source.renew()).toEqual(next.current);
  });

  test.each([
    ['a missing file', 'absent', 'server.key', /absent \(--tls-cert\) cannot be read/],
    ['no certificate', 'ca.hosts', 'server.key', /no certificate in PEM/],
    ['no key', 'server.crt', 'ca.crt', /no unencrypted private key/],
    ['a key of another certificate', 'server.crt', 'ca.key', /does not belong/],
  ])('is refused with %s', async (_, cert, key, message) => {
    await open();
    await expect(openGivenTls({ certFile: join(folder, cert), keyFile: join(folder, key) })).rejects.toThrow(
      message,
    );
  });
});
